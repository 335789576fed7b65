/** What several builds have in common, and what a host of them all stores. */
package org.wikimill.pipeline.dedup;
