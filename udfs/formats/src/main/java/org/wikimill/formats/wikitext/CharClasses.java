package org.wikimill.formats.wikitext;

/** What Lua's character classes, {@code %a} and the like, mean. */
enum CharClasses {
  /** Of the {@code string} library: ASCII. */
  BYTES,
  /** Of {@code mw.ustring}: Unicode. */
  CODE_POINTS;

  /** Whether a character is of a class; a class that is none is the character itself. */
  boolean matches(int c, int name) {
    int lower = name >= 'A' && name <= 'Z' ? name + 32 : name;
    if ("acdlpsuwxz".indexOf(lower) < 0) {
      return name == c;
    }
    boolean in = c < 128 ? ascii(c, lower) : this != BYTES && unicode(c, lower);
    return in == (name == lower);
  }

  private static boolean ascii(int c, int name) {
    boolean lowerCase = c >= 'a' && c <= 'z';
    boolean upperCase = c >= 'A' && c <= 'Z';
    boolean digit = c >= '0' && c <= '9';
    return switch (name) {
      case 'a' -> lowerCase || upperCase;
      case 'c' -> c < 32 || c == 127;
      case 'd' -> digit;
      case 'l' -> lowerCase;
      case 'p' -> c > 32 && c < 127 && !lowerCase && !upperCase && !digit;
      case 's' -> c == ' ' || (c >= 9 && c <= 13);
      case 'u' -> upperCase;
      case 'w' -> lowerCase || upperCase || digit;
      case 'x' -> digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      default -> c == 0;
    };
  }

  private static boolean unicode(int c, int name) {
    int type = Character.getType(c);
    return switch (name) {
      case 'a' -> Character.isLetter(c);
      case 'c' -> type == Character.CONTROL;
      case 'd' -> type == Character.DECIMAL_DIGIT_NUMBER;
      case 'l' -> type == Character.LOWERCASE_LETTER;
      case 'p' ->
          (type >= Character.DASH_PUNCTUATION && type <= Character.OTHER_PUNCTUATION)
              || type == Character.INITIAL_QUOTE_PUNCTUATION
              || type == Character.FINAL_QUOTE_PUNCTUATION;
      case 's' -> Character.isSpaceChar(c);
      case 'u' -> type == Character.UPPERCASE_LETTER || type == Character.TITLECASE_LETTER;
      case 'w' -> Character.isLetter(c) || type == Character.DECIMAL_DIGIT_NUMBER;
      default -> false;
    };
  }
}
