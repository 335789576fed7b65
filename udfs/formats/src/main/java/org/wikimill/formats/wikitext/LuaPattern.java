package org.wikimill.formats.wikitext;

import java.util.Optional;

/**
 * Lua's patterns, over bytes or over code points. Each step counts as an instruction, so that no
 * pattern runs away.
 */
final class LuaPattern {
  private static final int MAX_CAPTURES = 32;
  private static final int MAX_DEPTH = 200;
  private static final int UNCLOSED = -1;
  private static final int POSITION = -2;

  /** A pattern that is none. */
  static final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedException(String reason) {
      super(reason, null, false, false);
    }
  }

  /** What matched: bounds of the whole, then of the captures; an end of -2 captures a place. */
  record Match(int start, int end, int[] starts, int[] lengths) {
    int captures() {
      return starts.length;
    }

    boolean isPosition(int capture) {
      return lengths[capture] == POSITION;
    }
  }

  private final int[] pattern;
  private final int[] text;
  private final CharClasses classes;
  private final Work work;
  private final int[] starts = new int[MAX_CAPTURES];
  private final int[] lengths = new int[MAX_CAPTURES];
  private int level;
  private int depth;

  LuaPattern(int[] pattern, int[] text, CharClasses classes, Work work) {
    this.pattern = pattern;
    this.text = text;
    this.classes = classes;
    this.work = work;
  }

  boolean isAnchored() {
    return pattern.length > 0 && pattern[0] == '^';
  }

  /** The first match that begins at a place or behind it. */
  Optional<Match> find(int from) {
    int first = isAnchored() ? 1 : 0;
    for (int start = from; start <= text.length; start++) {
      level = 0;
      depth = 0;
      int end = match(start, first);
      if (end >= 0) {
        return Optional.of(
            new Match(
                start,
                end,
                java.util.Arrays.copyOf(starts, level),
                java.util.Arrays.copyOf(lengths, level)));
      }
      if (first == 1) {
        break;
      }
    }
    return Optional.empty();
  }

  private int match(int start, int from) {
    if (++depth > MAX_DEPTH) {
      throw new MalformedException("pattern too complex");
    }
    try {
      return steps(start, from);
    } finally {
      depth--;
    }
  }

  private int steps(int start, int from) {
    int s = start;
    int p = from;
    while (p < pattern.length) {
      work.instructions(1);
      int c = pattern[p];
      if (c == '(') {
        return p + 1 < pattern.length && pattern[p + 1] == ')'
            ? open(s, p + 2, POSITION)
            : open(s, p + 1, UNCLOSED);
      }
      if (c == ')') {
        return close(s, p + 1);
      }
      if (c == '$' && p + 1 == pattern.length) {
        return s == text.length ? s : -1;
      }
      if (c == '%' && p + 1 < pattern.length) {
        int next = pattern[p + 1];
        if (next == 'b') {
          s = balanced(s, p + 2);
          if (s < 0) {
            return -1;
          }
          p += 4;
          continue;
        }
        if (next == 'f') {
          int end = itemEnd(p + 2);
          int before = s == 0 ? 0 : text[s - 1];
          int after = s == text.length ? 0 : text[s];
          if (single(before, p + 2, end) || !single(after, p + 2, end)) {
            return -1;
          }
          p = end;
          continue;
        }
        if (next >= '0' && next <= '9') {
          s = back(s, next);
          if (s < 0) {
            return -1;
          }
          p += 2;
          continue;
        }
      }
      int end = itemEnd(p);
      int suffix = end < pattern.length ? pattern[end] : 0;
      if (suffix == '*' || suffix == '+') {
        return greedy(s, p, end, suffix == '+' ? 1 : 0);
      }
      if (suffix == '-') {
        return lazy(s, p, end);
      }
      boolean matches = s < text.length && single(text[s], p, end);
      if (suffix == '?') {
        if (matches) {
          int result = match(s + 1, end + 1);
          if (result >= 0) {
            return result;
          }
        }
        p = end + 1;
      } else if (matches) {
        s++;
        p = end;
      } else {
        return -1;
      }
    }
    return s;
  }

  private int open(int s, int p, int kind) {
    if (level >= MAX_CAPTURES) {
      throw new MalformedException("too many captures");
    }
    starts[level] = s;
    lengths[level] = kind;
    level++;
    int result = match(s, p);
    if (result < 0) {
      level--;
    }
    return result;
  }

  private int close(int s, int p) {
    int capture = level - 1;
    while (capture >= 0 && lengths[capture] != UNCLOSED) {
      capture--;
    }
    if (capture < 0) {
      throw new MalformedException("invalid pattern capture");
    }
    lengths[capture] = s - starts[capture];
    int result = match(s, p);
    if (result < 0) {
      lengths[capture] = UNCLOSED;
    }
    return result;
  }

  private int greedy(int s, int p, int end, int least) {
    int count = 0;
    while (s + count < text.length && single(text[s + count], p, end)) {
      count++;
    }
    work.instructions(count);
    for (; count >= least; count--) {
      int result = match(s + count, end + 1);
      if (result >= 0) {
        return result;
      }
    }
    return -1;
  }

  private int lazy(int start, int p, int end) {
    for (int s = start; ; s++) {
      int result = match(s, end + 1);
      if (result >= 0) {
        return result;
      }
      if (s >= text.length || !single(text[s], p, end)) {
        return -1;
      }
    }
  }

  private int balanced(int s, int p) {
    if (p + 1 >= pattern.length) {
      throw new MalformedException("missing arguments to '%b'");
    }
    if (s >= text.length || text[s] != pattern[p]) {
      return -1;
    }
    int open = 1;
    for (int i = s + 1; i < text.length; i++) {
      work.instructions(1);
      if (text[i] == pattern[p + 1]) {
        if (--open == 0) {
          return i + 1;
        }
      } else if (text[i] == pattern[p]) {
        open++;
      }
    }
    return -1;
  }

  private int back(int s, int digit) {
    int capture = digit - '1';
    if (capture < 0 || capture >= level || lengths[capture] < 0) {
      throw new MalformedException("invalid capture index");
    }
    int length = lengths[capture];
    boolean same =
        text.length - s >= length
            && java.util.Arrays.equals(
                text, starts[capture], starts[capture] + length, text, s, s + length);
    return same ? s + length : -1;
  }

  private int itemEnd(int p) {
    if (p >= pattern.length) {
      throw new MalformedException("malformed pattern");
    }
    if (pattern[p] == '%') {
      if (p + 1 >= pattern.length) {
        throw new MalformedException("malformed pattern (ends with '%')");
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
        throw new MalformedException("malformed pattern (missing ']')");
      }
      i += pattern[i] == '%' ? 2 : 1;
      first = false;
    }
    return i + 1;
  }

  private boolean single(int c, int p, int end) {
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
