/**
 * ZIM archives: a reader made for extraction in parallel, and a small writer.
 *
 * <p>The reader takes versions 5 and 6, both namespace schemes, and every compression that was ever
 * in use. It is strict in all that decides an extracted byte and ignores the rest, such as the
 * title listings.
 *
 * @see <a href="https://wiki.openzim.org/wiki/ZIM_file_format">The ZIM file format</a>
 */
package org.wikimill.formats.zim;
