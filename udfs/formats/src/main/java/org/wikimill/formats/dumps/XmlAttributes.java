package org.wikimill.formats.dumps;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Goes through the attributes of a tag. */
final class XmlAttributes {
  private final byte[] buffer;

  /** The {@code >}. */
  private final int end;

  private int at;
  private int nameStart;
  private int nameEnd;
  private int valueStart;
  private int valueEnd;
  private boolean malformed;

  /**
   * @param start where the tag's {@code <} is
   * @param end the byte after its {@code >}
   */
  XmlAttributes(byte[] buffer, int start, int end) {
    this.buffer = buffer;
    this.end = end - 1;
    this.at = start;
    while (at < this.end && !isSpace(buffer[at])) {
      at++;
    }
  }

  /** Goes to the next attribute; false if there is none, or something else. */
  boolean next() {
    skipSpaces();
    if (malformed || at == end || buffer[at] == '/' || buffer[at] == '?') {
      return false;
    }
    nameStart = at;
    while (at < end && buffer[at] != '=' && !isSpace(buffer[at])) {
      at++;
    }
    nameEnd = at;
    skipSpaces();
    boolean equals = at < end && buffer[at] == '=';
    at++;
    skipSpaces();
    malformed = !equals || at >= end || buffer[at] != '"' && buffer[at] != '\'';
    if (!malformed) {
      readValue();
    }
    return !malformed;
  }

  private void readValue() {
    byte quote = buffer[at];
    valueStart = ++at;
    while (buffer[at] != quote) { // A tag ends outside of quotes, so there is another.
      at++;
    }
    valueEnd = at++;
  }

  /** Whether something else than attributes ended them. */
  boolean areMalformed() {
    return malformed;
  }

  boolean hasName(String name) {
    byte[] bytes = name.getBytes(UTF_8);
    return Arrays.equals(buffer, nameStart, nameEnd, bytes, 0, bytes.length);
  }

  int valueStart() {
    return valueStart;
  }

  int valueEnd() {
    return valueEnd;
  }

  private void skipSpaces() {
    while (at < end && isSpace(buffer[at])) {
      at++;
    }
  }

  /** Whether XML counts a byte as white space. */
  static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\t' || b == '\r';
  }
}
