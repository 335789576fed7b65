/** Places in the tree, decided from paths alone. */
package org.wikimill.pipeline.paths;
