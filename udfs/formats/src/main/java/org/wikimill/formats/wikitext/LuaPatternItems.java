package org.wikimill.formats.wikitext;

/** The items of a pattern, each of which stands for single characters: {@code a . %a [a-z]}. */
final class LuaPatternItems {
  private final int[] pattern;
  private final CharClasses classes;

  LuaPatternItems(int[] pattern, CharClasses classes) {
    this.pattern = pattern;
    this.classes = classes;
  }

  /** Where an item ends that begins at a place. */
  int end(int p) {
    if (p >= pattern.length) {
      throw new LuaPattern.MalformedException("malformed pattern");
    }
    if (pattern[p] == '%') {
      if (p + 1 >= pattern.length) {
        throw new LuaPattern.MalformedException("malformed pattern (ends with '%')");
      }
      return p + 2;
    }
    if (pattern[p] != '[') {
      return p + 1;
    }
    int i = p + 1;
    if (i < pattern.length && pattern[i] == '^') {
      i++;
    }
    boolean first = true;
    while (first || i >= pattern.length || pattern[i] != ']') {
      if (i >= pattern.length) {
        throw new LuaPattern.MalformedException("malformed pattern (missing ']')");
      }
      i += pattern[i] == '%' ? 2 : 1;
      first = false;
    }
    return i + 1;
  }

  /** Whether a character is of an item with these bounds. */
  boolean matches(int c, int p, int end) {
    return switch (pattern[p]) {
      case '.' -> true;
      case '%' -> classes.matches(c, pattern[p + 1]);
      case '[' -> set(c, p, end - 1);
      default -> pattern[p] == c;
    };
  }

  private boolean set(int c, int p, int end) {
    int i = p + 1;
    boolean negated = pattern[i] == '^';
    if (negated) {
      i++;
    }
    for (; i < end; i++) {
      if (pattern[i] == '%') {
        i++;
        if (classes.matches(c, pattern[i])) {
          return !negated;
        }
      } else if (i + 2 < end && pattern[i + 1] == '-') {
        if (pattern[i] <= c && c <= pattern[i + 2]) {
          return !negated;
        }
        i += 2;
      } else if (pattern[i] == c) {
        return !negated;
      }
    }
    return negated;
  }
}
