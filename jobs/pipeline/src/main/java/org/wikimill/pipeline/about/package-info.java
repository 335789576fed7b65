/** What a site says of itself: the pages that differ from snapshot to snapshot. */
package org.wikimill.pipeline.about;
