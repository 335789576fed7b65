/** One row an entry of the source, redirects resolved. */
package org.wikimill.pipeline.pages;
