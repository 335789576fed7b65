/** Whether a source and a manifest's recipe give once more what the manifest says. */
package org.wikimill.pipeline.rebuild;
