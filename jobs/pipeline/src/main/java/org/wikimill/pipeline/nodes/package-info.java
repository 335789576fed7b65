/** The IPFS nodes of a build: which are fit, which are believed, what they hold in the end. */
package org.wikimill.pipeline.nodes;
