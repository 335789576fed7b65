package org.wikimill.formats.html;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;

/** Places in the order of the page, as numbers; a place becomes an object when it is asked for. */
final class UrlPlaces extends AbstractList<UrlPlace> implements RandomAccess {
  private static final int FIELDS = 4;
  private static final UrlKind[] KINDS = UrlKind.values();
  private static final HtmlElement[] ELEMENTS = HtmlElement.values();
  private static final HtmlAttribute[] ATTRIBUTES = HtmlAttribute.values();
  private static final Quotes[] QUOTES = Quotes.values();

  private int[] fields = new int[64 * FIELDS];
  private int count;

  /** Adds the value of an attribute. */
  void addAttribute(UrlKind kind, HtmlAttribute attribute, int tagStart, HtmlTag tag, int index) {
    add(
        pack(kind, tag.element(), attribute, tag.quotes(index)),
        tagStart,
        tag.valueStart(index),
        tag.valueEnd(index));
  }

  /** Adds the text of a {@code style} element. */
  void addStyleSheet(int tagStart, int start, int end) {
    int what = pack(UrlKind.STYLE_SHEET, HtmlElement.STYLE, HtmlAttribute.OTHER, Quotes.NONE);
    add(what, tagStart, start, end);
  }

  private static int pack(
      UrlKind kind, HtmlElement element, HtmlAttribute attribute, Quotes quotes) {
    return kind.ordinal() << 24
        | element.ordinal() << 16
        | attribute.ordinal() << 8
        | quotes.ordinal();
  }

  private void add(int what, int tagStart, int start, int end) {
    int at = count * FIELDS;
    if (at == fields.length) {
      fields = Arrays.copyOf(fields, 2 * at);
    }
    fields[at] = what;
    fields[at + 1] = tagStart;
    fields[at + 2] = start;
    fields[at + 3] = end;
    count++;
  }

  @Override
  public void clear() {
    count = 0;
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public UrlPlace get(int index) {
    int at = Objects.checkIndex(index, count) * FIELDS;
    int what = fields[at];
    return new UrlPlace(
        KINDS[what >>> 24],
        ELEMENTS[what >>> 16 & 0xFF],
        ATTRIBUTES[what >>> 8 & 0xFF],
        QUOTES[what & 0xFF],
        fields[at + 1],
        fields[at + 2],
        fields[at + 3]);
  }
}
