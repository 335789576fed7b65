package org.wikimill.formats.search;

/** Text as string literals of scripts, in UTF-8: JSON, which also older browsers take. */
final class ScriptText {
  private static final String HEX = "0123456789abcdef";

  private ScriptText() {}

  static StringBuilder append(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (escapedLength(c)) {
        case 1 -> out.append(c);
        case 2 -> out.append('\\').append(c == '\n' ? 'n' : c == '\t' ? 't' : c);
        default -> {
          out.append("\\u");
          for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >>> shift & 15));
          }
        }
      }
    }
    return out;
  }

  /** The bytes of the text in a literal. */
  static int lengthBytes(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int escaped = escapedLength(c);
      // A surrogate is half of four bytes.
      int utf8 = c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
      length += escaped == 1 ? utf8 : escaped;
    }
    return length;
  }

  /** The characters of an escape; 1 where there is none. */
  private static int escapedLength(char c) {
    if (c == '"' || c == '\\' || c == '\n' || c == '\t') {
      return 2;
    }
    return c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029 ? 6 : 1;
  }
}
