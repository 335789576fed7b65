package org.wikimill.formats.wikitext;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What a pattern of Lua's matched: a part of a text, and what it captured there. */
final class LuaMatch {
  /** Instead of a length: not closed yet. */
  static final int UNCLOSED = -1;

  /** Instead of a length: not text is captured but a place. */
  static final int POSITION = -2;

  private final int[] text;
  private final CharClasses classes;
  private final int start;
  private final int end;
  private final int[] starts;
  private final int[] lengths;

  /** The captures' starts and lengths are for this match alone. */
  LuaMatch(int[] text, CharClasses classes, int start, int end, int[] starts, int[] lengths) {
    this.text = text;
    this.classes = classes;
    this.start = start;
    this.end = end;
    this.starts = starts;
    this.lengths = lengths;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  LuaString whole() {
    return LuaText.of(text, start, end, classes);
  }

  /** A capture, counted from 0; the whole, if there is none. */
  LuaValue capture(int index) {
    if (index >= starts.length) {
      return whole();
    }
    if (lengths[index] == POSITION) {
      return LuaValue.valueOf(starts[index] + 1);
    }
    if (lengths[index] == UNCLOSED) {
      throw new LuaError("unfinished capture");
    }
    return LuaText.of(text, starts[index], starts[index] + lengths[index], classes);
  }

  Varargs captures() {
    LuaValue[] values = new LuaValue[starts.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = capture(i);
    }
    return LuaValue.varargsOf(values);
  }

  Varargs capturesOrWhole() {
    return starts.length == 0 ? whole() : captures();
  }
}
