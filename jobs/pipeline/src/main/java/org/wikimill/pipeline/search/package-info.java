/** The search index of a site, and its lists of titles, made in parallel. */
package org.wikimill.pipeline.search;
