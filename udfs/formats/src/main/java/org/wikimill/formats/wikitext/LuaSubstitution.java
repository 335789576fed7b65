package org.wikimill.formats.wikitext;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** One call of Lua's {@code gsub}. */
final class LuaSubstitution {
  private final int[] text;
  private final CharClasses classes;
  private final LuaPattern pattern;
  private final LuaValue by;
  private final Work work = RenderThread.current();
  private final ByteArrayOutputStream out;

  LuaSubstitution(int[] text, int[] pattern, CharClasses classes, LuaValue by) {
    this.text = text;
    this.classes = classes;
    this.pattern = new LuaPattern(pattern, text, classes, work);
    this.by = by;
    this.out = new ByteArrayOutputStream(text.length + 16);
  }

  /** The text with the first matches replaced, and how many were. */
  Varargs first(int most) {
    int at = 0;
    int count = 0;
    while (count < most && at <= text.length) {
      Optional<LuaMatch> match = pattern.find(at);
      if (match.isEmpty()) {
        break;
      }
      count++;
      LuaMatch found = match.get();
      copy(at, found.start());
      write(replacement(found), out);
      work.luaString(out.size());
      at = found.end();
      if (found.end() == found.start()) {
        copy(at, Math.min(at + 1, text.length));
        at++;
      }
      if (pattern.isAnchored()) {
        break;
      }
    }
    copy(at, text.length);
    return LuaValue.varargsOf(LuaString.valueUsing(out.toByteArray()), LuaValue.valueOf(count));
  }

  private void copy(int start, int end) {
    if (start < end) {
      write(LuaText.of(text, start, end, classes), out);
    }
  }

  private LuaString replacement(LuaMatch match) {
    LuaValue value;
    if (by.isfunction()) {
      value = by.invoke(match.capturesOrWhole()).arg1();
    } else if (by.istable()) {
      value = by.get(match.capture(0));
    } else {
      return filled(match, by.checkstring());
    }
    return value.toboolean() ? string(value) : match.whole();
  }

  private static LuaString filled(LuaMatch match, LuaString template) {
    ByteArrayOutputStream filled = new ByteArrayOutputStream();
    for (int i = 0; i < template.m_length; i++) {
      int c = template.luaByte(i);
      if (c != '%' || i + 1 == template.m_length) {
        filled.write(c);
        continue;
      }
      int next = template.luaByte(++i);
      if (next == '0') {
        write(match.whole(), filled);
      } else if (next >= '1' && next <= '9') {
        write(string(match.capture(next - '1')), filled);
      } else {
        filled.write(next);
      }
    }
    return LuaString.valueUsing(filled.toByteArray());
  }

  private static LuaString string(LuaValue value) {
    return value instanceof LuaString string ? string : LuaText.of(LuaText.text(value));
  }

  private static void write(LuaString text, ByteArrayOutputStream out) {
    out.write(text.m_bytes, text.m_offset, text.m_length);
  }
}
