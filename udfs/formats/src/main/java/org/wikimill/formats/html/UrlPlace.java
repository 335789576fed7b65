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

  /** The value of an attribute of a tag. */
  static UrlPlace of(UrlKind kind, HtmlAttribute attribute, int tagStart, HtmlTag tag, int index) {
    return new UrlPlace(
        kind,
        tag.element(),
        attribute,
        tag.quotes(index),
        tagStart,
        tag.valueStart(index),
        tag.valueEnd(index));
  }

  /** The value, its character references resolved. */
  public String value(byte[] page, Charset charset) {
    return kind == UrlKind.STYLE_SHEET
        ? new String(page, start, end - start, charset)
        : CharacterReferences.attributeValue(page, start, end, charset);
  }

  /**
   * Adds the edit that gives the place another value. A value without quotes gets them.
   *
   * @throws IllegalArgumentException if the text of a {@code style} element would end in the middle
   */
  public void replace(String newValue, Charset charset, HtmlEdits edits) {
    byte[] bytes = encode(newValue, charset);
    if (start == end) {
      edits.insert(start, bytes);
    } else {
      edits.replace(start, end, bytes);
    }
  }

  private byte[] encode(String newValue, Charset charset) {
    if (kind == UrlKind.STYLE_SHEET) {
      if (newValue.contains("</")) {
        throw new IllegalArgumentException("an end tag in the text of a style element");
      }
      return newValue.getBytes(charset);
    }
    String escaped = HtmlEscape.escape(newValue, charset);
    String delimited =
        switch (quotes) {
          case DOUBLE, SINGLE -> escaped;
          case NONE -> '"' + escaped + '"';
          case NO_VALUE -> "=\"" + escaped + '"';
        };
    return delimited.getBytes(charset);
  }
}
