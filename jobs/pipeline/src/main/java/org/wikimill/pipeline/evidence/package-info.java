/** What the blocks of two builds themselves show of a difference: which differ first, and how. */
package org.wikimill.pipeline.evidence;
