/** A folder of builds, one below the other, as a series of editions. */
package org.wikimill.pipeline.snapshots;
