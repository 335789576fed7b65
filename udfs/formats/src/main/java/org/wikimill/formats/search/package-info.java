/** The static search index of a site, and its lists of titles: formats, without a cluster. */
package org.wikimill.formats.search;
