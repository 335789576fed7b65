/** The page of an article as the site shows it, from a body in Parsoid's conventions. */
package org.wikimill.formats.article;
