/** What a build is held against that is no build: a manifest, an index, a root with its blocks. */
package org.wikimill.pipeline.sides;
