/** File rows become directories; the last job makes the root. */
package org.wikimill.pipeline.tree;
