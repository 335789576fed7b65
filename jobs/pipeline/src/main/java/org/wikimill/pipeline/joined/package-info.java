/** Tables beside the index: what the wiki's own tables say, joined, with titles for numbers. */
package org.wikimill.pipeline.joined;
