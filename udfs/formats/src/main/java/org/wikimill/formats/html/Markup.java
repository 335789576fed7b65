package org.wikimill.formats.html;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Where comments, CDATA sections and the texts of raw elements end. */
final class Markup {
  private static final byte[] SCRIPT = "script".getBytes(US_ASCII);
  private static final byte[] COMMENT_START = "<!--".getBytes(US_ASCII);

  /** What script data is in: the escapes of the times when scripts were hidden in comments. */
  private enum Escape {
    NONE,
    /** After {@code <!--}. */
    ESCAPED,
    /** After {@code <script} in that. */
    DOUBLE_ESCAPED
  }

  private Markup() {}

  /**
   * The {@code >} that ends a comment.
   *
   * @param from the byte after {@code <!--}
   * @return -1 if there is none before {@code limit}
   */
  static int commentEnd(byte[] bytes, int from, int limit) {
    for (int at = from; at < limit; at++) {
      if (bytes[at] == '>' && commentContentEnd(bytes, from, at) >= 0) {
        return at;
      }
    }
    return -1;
  }

  /**
   * Where the content of a comment ends.
   *
   * @param from the byte after {@code <!--}
   * @param close a {@code >}
   * @return -1 if {@code close} does not end the comment
   */
  static int commentContentEnd(byte[] bytes, int from, int close) {
    int length = close - from;
    if (length == 0 || (length == 1 && bytes[from] == '-')) {
      return from;
    }
    if (length >= 2 && bytes[close - 1] == '-' && bytes[close - 2] == '-') {
      return close - 2;
    }
    boolean bang = length >= 3 && bytes[close - 1] == '!';
    return bang && bytes[close - 2] == '-' && bytes[close - 3] == '-' ? close - 3 : -1;
  }

  /** Where the content of a comment ends that the input ends in: before what began its end. */
  static int openCommentContentEnd(byte[] bytes, int from, int limit) {
    boolean bang =
        limit - from >= 3
            && bytes[limit - 1] == '!'
            && bytes[limit - 2] == '-'
            && bytes[limit - 3] == '-';
    int end = bang ? limit - 1 : limit;
    for (int dashes = 0; dashes < 2 && end > from && bytes[end - 1] == '-'; dashes++) {
      end--;
    }
    return end;
  }

  /** The {@code ]]>} that ends a CDATA section; {@code limit} if there is none. */
  static int cdataEnd(byte[] bytes, int from, int limit) {
    for (int at = from + 2; at < limit; at++) {
      if (bytes[at] == '>' && bytes[at - 1] == ']' && bytes[at - 2] == ']') {
        return at - 2;
      }
    }
    return limit;
  }

  /** The end tag that ends a text in which nothing else counts; {@code limit} if there is none. */
  static int rawTextEnd(byte[] bytes, int from, int limit, byte[] name) {
    for (int at = from; at < limit; at++) {
      if (bytes[at] == '<' && isEndTag(bytes, at, limit, name)) {
        return at;
      }
    }
    return limit;
  }

  /** The same for a script, which knows escapes. */
  static int scriptEnd(byte[] bytes, int from, int limit, byte[] name) {
    Escape escape = Escape.NONE;
    for (int at = from; at < limit; at++) {
      byte b = bytes[at];
      if (b == '<') {
        if (escape == Escape.DOUBLE_ESCAPED) {
          escape = isEndTag(bytes, at, limit, SCRIPT) ? Escape.ESCAPED : escape;
        } else if (isEndTag(bytes, at, limit, name)) {
          return at;
        } else if (escape == Escape.ESCAPED && isTagName(bytes, at + 1, limit, SCRIPT)) {
          escape = Escape.DOUBLE_ESCAPED;
        } else if (escape == Escape.NONE && Ascii.matches(bytes, at, limit, COMMENT_START)) {
          escape = Escape.ESCAPED;
          at += COMMENT_START.length - 1;
        }
      } else if (b == '>'
          && escape != Escape.NONE
          && bytes[at - 1] == '-'
          && bytes[at - 2] == '-') {
        escape = Escape.NONE;
      }
    }
    return limit;
  }

  private static boolean isEndTag(byte[] bytes, int at, int limit, byte[] name) {
    return at + 1 < limit && bytes[at + 1] == '/' && isTagName(bytes, at + 2, limit, name);
  }

  private static boolean isTagName(byte[] bytes, int from, int limit, byte[] name) {
    int end = from + name.length;
    return end < limit && Ascii.matches(bytes, from, end, name) && Ascii.endsTagName(bytes[end]);
  }
}
