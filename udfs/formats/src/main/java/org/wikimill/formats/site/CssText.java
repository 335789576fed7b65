package org.wikimill.formats.site;

import java.util.Locale;

/** A URL as CSS spells it: in quotes or bare, with escapes. */
final class CssText {
  private static final int MAX_ESCAPE_DIGITS = 6;

  private CssText() {}

  /** The URL that a string with its quotes, or the inner of {@code url()}, means. */
  static String meaning(String spelled) {
    boolean quoted = spelled.charAt(0) == '"' || spelled.charAt(0) == '\'';
    int start = quoted ? 1 : 0;
    // A string may end with the style sheet instead of a quote.
    boolean closed =
        quoted && spelled.length() > 1 && spelled.charAt(spelled.length() - 1) == spelled.charAt(0);
    String inner = spelled.substring(start, spelled.length() - (closed ? 1 : 0));
    if (inner.indexOf('\\') < 0) {
      return inner;
    }
    StringBuilder out = new StringBuilder(inner.length());
    for (int at = 0; at < inner.length(); ) {
      if (inner.charAt(at) == '\\' && at + 1 < inner.length()) {
        at = escape(inner, at + 1, out);
      } else {
        out.append(inner.charAt(at++));
      }
    }
    return out.toString();
  }

  /** Appends what the escape means whose backslash stands before {@code from}. */
  private static int escape(String text, int from, StringBuilder out) {
    int code = 0;
    int at = from;
    while (at < text.length() && at - from < MAX_ESCAPE_DIGITS && text.charAt(at) < 0x80) {
      int digit = Character.digit(text.charAt(at), 16);
      if (digit < 0) {
        break;
      }
      code = code << 4 | digit;
      at++;
    }
    if (at == from) {
      boolean lineEnd =
          text.charAt(at) == '\n' || text.charAt(at) == '\r' || text.charAt(at) == '\f';
      out.append(lineEnd ? "" : text.substring(at, at + 1));
      return at + 1;
    }
    boolean known =
        code > 0
            && Character.isValidCodePoint(code)
            && (code < Character.MIN_SURROGATE || code > Character.MAX_SURROGATE);
    out.appendCodePoint(known ? code : 0xFFFD);
    return at < text.length() && UrlSpans.isSpace(text.charAt(at)) ? at + 1 : at;
  }

  /** A string of CSS that means a URL, and stands in a {@code style} element without ending it. */
  static String string(String url) {
    StringBuilder out = new StringBuilder(url.length() + 2).append('"');
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        default -> {
          if (c < ' ' || c == '<' || c == 0x7f) {
            out.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
