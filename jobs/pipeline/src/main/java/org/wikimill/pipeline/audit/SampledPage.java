package org.wikimill.pipeline.audit;

/** A path whose texts are to be compared. */
record SampledPage(Cause cause, Sample sample) {}
