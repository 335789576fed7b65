/**
 * HTML pages as bytes: where their tags, attributes and URLs stand, and edits that leave every
 * other byte alone.
 *
 * <p>Positions are byte offsets in the array that was given. Nothing is decoded but what is asked
 * for, so pages of any ASCII-compatible charset, well-formed or not, can be edited and stay what
 * they were.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html">HTML: parsing</a>
 */
package org.wikimill.formats.html;
