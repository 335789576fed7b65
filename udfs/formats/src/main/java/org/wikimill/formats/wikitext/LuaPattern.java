package org.wikimill.formats.wikitext;

import java.util.Arrays;
import java.util.Optional;

/**
 * Lua's patterns, over bytes or over code points. Each step counts as an instruction, so that no
 * pattern runs away.
 */
final class LuaPattern {
  private static final int MAX_CAPTURES = 32;
  private static final int MAX_DEPTH = 200;

  /** A pattern that is none. */
  static final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedException(String reason) {
      super(reason, null, false, false);
    }
  }

  private final int[] pattern;
  private final int[] text;
  private final CharClasses classes;
  private final LuaPatternItems items;
  private final Work work;
  private final int[] starts = new int[MAX_CAPTURES];
  private final int[] lengths = new int[MAX_CAPTURES];
  private int level;
  private int depth;

  LuaPattern(int[] pattern, int[] text, CharClasses classes, Work work) {
    this.pattern = pattern;
    this.text = text;
    this.classes = classes;
    this.items = new LuaPatternItems(pattern, classes);
    this.work = work;
  }

  boolean isAnchored() {
    return pattern.length > 0 && pattern[0] == '^';
  }

  /** The first match that begins at a place or behind it. */
  Optional<LuaMatch> find(int from) {
    int first = isAnchored() ? 1 : 0;
    for (int start = from; start <= text.length; start++) {
      level = 0;
      depth = 0;
      int end = match(start, first);
      if (end >= 0) {
        return Optional.of(
            new LuaMatch(
                text,
                classes,
                start,
                end,
                Arrays.copyOf(starts, level),
                Arrays.copyOf(lengths, level)));
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
            ? open(s, p + 2, LuaMatch.POSITION)
            : open(s, p + 1, LuaMatch.UNCLOSED);
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
          if (!isFrontier(s, p + 2)) {
            return -1;
          }
          p = items.end(p + 2);
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
      int end = items.end(p);
      int suffix = end < pattern.length ? pattern[end] : 0;
      if (suffix == '*' || suffix == '+') {
        return greedy(s, p, end, suffix == '+' ? 1 : 0);
      }
      if (suffix == '-') {
        return lazy(s, p, end);
      }
      boolean matches = s < text.length && items.matches(text[s], p, end);
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

  /** Whether characters of an item begin here. */
  private boolean isFrontier(int s, int item) {
    int end = items.end(item);
    int before = s == 0 ? 0 : text[s - 1];
    int after = s == text.length ? 0 : text[s];
    return !items.matches(before, item, end) && items.matches(after, item, end);
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
    while (capture >= 0 && lengths[capture] != LuaMatch.UNCLOSED) {
      capture--;
    }
    if (capture < 0) {
      throw new MalformedException("invalid pattern capture");
    }
    lengths[capture] = s - starts[capture];
    int result = match(s, p);
    if (result < 0) {
      lengths[capture] = LuaMatch.UNCLOSED;
    }
    return result;
  }

  private int greedy(int s, int p, int end, int least) {
    int count = 0;
    while (s + count < text.length && items.matches(text[s + count], p, end)) {
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
      if (s >= text.length || !items.matches(text[s], p, end)) {
        return -1;
      }
    }
  }

  private int balanced(int s, int p) {
    if (p + 1 >= pattern.length) {
      throw new MalformedException("unbalanced pattern");
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
            && Arrays.equals(text, starts[capture], starts[capture] + length, text, s, s + length);
    return same ? s + length : -1;
  }
}
