/** The hot pass: contents become blocks. */
package org.wikimill.pipeline.blocks;
