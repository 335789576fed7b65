/**
 * Wikitext to HTML: the degraded path, for dumps that hold no rendered pages.
 *
 * <p>A page goes through two stages, as in MediaWiki. The first ({@link
 * org.wikimill.formats.wikitext.Expander}) resolves templates, parser functions and modules of the
 * dump itself and gives plain wikitext; the second ({@link org.wikimill.formats.wikitext.Markup})
 * makes HTML of it, in the conventions of Parsoid. Whatever a page may cost is counted, never
 * timed.
 */
package org.wikimill.formats.wikitext;
