package org.wikimill.formats.html;

import java.util.Arrays;
import java.util.Objects;

/**
 * The tag at which a tokenizer stands: its name and attributes, as positions. It changes with the
 * tokenizer.
 *
 * <p>Attributes come in the order of the page, duplicates included: of several with one name only
 * the first counts. At most {@value #MAX_ATTRIBUTES} are told.
 */
public final class HtmlTag {
  /** Further attributes of a tag are read over. */
  public static final int MAX_ATTRIBUTES = 1 << 16;

  private static final int FIELDS = 4;

  private final byte[] bytes;
  private final int limit;
  private int nameStart;
  private int nameEnd;
  private HtmlElement element;
  private boolean selfClosing;
  private int count;
  private int[] positions = new int[16 * FIELDS];

  HtmlTag(byte[] bytes, int limit) {
    this.bytes = bytes;
    this.limit = limit;
  }

  /** Where the name starts. */
  public int nameStart() {
    return nameStart;
  }

  /** The byte after the name, where further attributes can be inserted. */
  public int nameEnd() {
    return nameEnd;
  }

  /** The element that the name means. */
  public HtmlElement element() {
    return element;
  }

  /** Does the tag end with {@code />}? It matters in SVG and MathML alone. */
  public boolean isSelfClosing() {
    return selfClosing;
  }

  /** The number of attributes. */
  public int attributeCount() {
    return count;
  }

  /** The attribute that a name means. */
  public HtmlAttribute attribute(int index) {
    return HtmlAttribute.named(bytes, attributeStart(index), attributeEnd(index));
  }

  /** The first attribute of that name; -1 if there is none. */
  public int find(HtmlAttribute name) {
    for (int i = 0; i < count; i++) {
      if (attribute(i) == name) {
        return i;
      }
    }
    return -1;
  }

  /** Where the name of an attribute starts. */
  public int attributeStart(int index) {
    return position(index, 0);
  }

  /** The byte after the name of an attribute. */
  public int attributeEnd(int index) {
    return position(index, 1);
  }

  /** Where the value of an attribute starts, after its quote; the end of the name without one. */
  public int valueStart(int index) {
    return position(index, 2);
  }

  /** The byte after the value of an attribute, before its quote. */
  public int valueEnd(int index) {
    return position(index, 3);
  }

  /** How the value of an attribute is delimited. */
  public Quotes quotes(int index) {
    int value = valueStart(index);
    if (value == attributeEnd(index)) {
      return Quotes.NO_VALUE;
    }
    return switch (bytes[value - 1]) {
      case '"' -> Quotes.DOUBLE;
      case '\'' -> Quotes.SINGLE;
      default -> Quotes.NONE;
    };
  }

  private int position(int index, int field) {
    return positions[Objects.checkIndex(index, count) * FIELDS + field];
  }

  /**
   * Reads a tag from its name on.
   *
   * @param name where the name starts
   * @return the byte after the tag; -1 if the input ends inside it
   */
  int read(int name) {
    nameStart = name;
    nameEnd = tagNameEnd(name);
    element = HtmlElement.named(bytes, nameStart, nameEnd);
    selfClosing = false;
    count = 0;
    int at = nameEnd;
    while (at < limit) {
      byte b = bytes[at];
      if (b == '>') {
        return at + 1;
      }
      if (b == '/' && at + 1 < limit && bytes[at + 1] == '>') {
        selfClosing = true;
        return at + 2;
      }
      at = b == '/' || Ascii.isSpace(b) ? at + 1 : readAttribute(at);
    }
    return -1;
  }

  /** A name may start with any byte, {@code =} and quotes included. */
  private int readAttribute(int from) {
    int end = from + 1;
    while (end < limit && !Ascii.endsAttributeName(bytes[end])) {
      end++;
    }
    int next = skipSpace(end);
    if (next == limit || bytes[next] != '=') {
      add(from, end, end, end);
      return next;
    }
    return readValue(from, end, skipSpace(next + 1));
  }

  private int readValue(int name, int end, int from) {
    if (from == limit) {
      return limit;
    }
    byte quote = bytes[from];
    if (quote == '"' || quote == '\'') {
      int close = indexOf(quote, from + 1);
      add(name, end, from + 1, close);
      return Math.min(close + 1, limit);
    }
    int valueEnd = from;
    while (valueEnd < limit && bytes[valueEnd] != '>' && !Ascii.isSpace(bytes[valueEnd])) {
      valueEnd++;
    }
    add(name, end, from, valueEnd);
    return valueEnd;
  }

  private void add(int name, int end, int value, int valueEnd) {
    if (count == MAX_ATTRIBUTES) {
      return;
    }
    int at = count * FIELDS;
    if (at == positions.length) {
      positions = Arrays.copyOf(positions, 2 * at);
    }
    positions[at] = name;
    positions[at + 1] = end;
    positions[at + 2] = value;
    positions[at + 3] = valueEnd;
    count++;
  }

  private int tagNameEnd(int from) {
    int at = from;
    while (at < limit && !Ascii.endsTagName(bytes[at])) {
      at++;
    }
    return at;
  }

  private int skipSpace(int from) {
    int at = from;
    while (at < limit && Ascii.isSpace(bytes[at])) {
      at++;
    }
    return at;
  }

  private int indexOf(byte b, int from) {
    int at = from;
    while (at < limit && bytes[at] != b) {
      at++;
    }
    return at;
  }
}
