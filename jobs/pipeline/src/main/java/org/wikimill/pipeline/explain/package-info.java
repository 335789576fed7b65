/** Everything between the source and the root for one path or block of a finished build. */
package org.wikimill.pipeline.explain;
