package org.wikimill.formats.html;

import java.nio.charset.Charset;

/**
 * A stretch of a page that bears one URL or several: the value of an attribute, or the text of a
 * {@code style} element.
 *
 * @param kind how the URLs stand in it
 * @param element the element
 * @param attribute the attribute; {@link HtmlAttribute#OTHER} for the text of the element
 * @param quotes how the value is delimited; {@link Quotes#NONE} for the text of the element
 * @param tagStart where the start tag of the element starts
 * @param start the first byte of the value, after the quote
 * @param end the byte after the value, before the quote
 */
public record UrlPlace(
    UrlKind kind,
    HtmlElement element,
    HtmlAttribute attribute,
    Quotes quotes,
    int tagStart,
    int start,
    int end) {

  /** The value, its character references resolved. */
  public String value(byte[] page, Charset charset) {
    return kind == UrlKind.STYLE_SHEET
        ? new String(page, start, end - start, charset)
        : CharacterReferences.attributeValue(page, start, end, charset);
  }
}
