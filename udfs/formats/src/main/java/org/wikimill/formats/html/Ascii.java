package org.wikimill.formats.html;

/** The classes of ASCII bytes that the tokenizer tells apart. */
final class Ascii {
  private static final int SPACE = 1;
  private static final int ENDS_TAG_NAME = 2;
  private static final int ENDS_ATTRIBUTE_NAME = 4;
  private static final int LETTER = 8;
  private static final byte[] CLASSES = new byte[256];

  static {
    // A carriage return is a line feed once the input stream is preprocessed.
    for (char c : "\t\n\f\r ".toCharArray()) {
      CLASSES[c] = SPACE | ENDS_TAG_NAME | ENDS_ATTRIBUTE_NAME;
    }
    CLASSES['/'] = ENDS_TAG_NAME | ENDS_ATTRIBUTE_NAME;
    CLASSES['>'] = ENDS_TAG_NAME | ENDS_ATTRIBUTE_NAME;
    CLASSES['='] = ENDS_ATTRIBUTE_NAME;
    for (int c = 'a'; c <= 'z'; c++) {
      CLASSES[c] = LETTER;
      CLASSES[c - 'a' + 'A'] = LETTER;
    }
  }

  private Ascii() {}

  static boolean isSpace(byte b) {
    return (CLASSES[b & 0xFF] & SPACE) != 0;
  }

  /** White space, {@code /} and {@code >}. */
  static boolean endsTagName(byte b) {
    return (CLASSES[b & 0xFF] & ENDS_TAG_NAME) != 0;
  }

  /** White space, {@code /}, {@code >} and {@code =}. */
  static boolean endsAttributeName(byte b) {
    return (CLASSES[b & 0xFF] & ENDS_ATTRIBUTE_NAME) != 0;
  }

  static boolean isLetter(byte b) {
    return (CLASSES[b & 0xFF] & LETTER) != 0;
  }

  static byte lowerCase(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
  }

  /** Does {@code lowerCaseName} stand at {@code from}, in either case, before {@code to}? */
  static boolean matches(byte[] bytes, int from, int to, byte[] lowerCaseName) {
    if (to - from < lowerCaseName.length) {
      return false;
    }
    for (int i = 0; i < lowerCaseName.length; i++) {
      if (lowerCase(bytes[from + i]) != lowerCaseName[i]) {
        return false;
      }
    }
    return true;
  }
}
