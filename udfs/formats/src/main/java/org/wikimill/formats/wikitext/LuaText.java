package org.wikimill.formats.wikitext;

import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Lua's strings, which are bytes, as text and as characters. */
final class LuaText {
  private LuaText() {}

  static LuaString of(String text) {
    return LuaString.valueUsing(text.getBytes(StandardCharsets.UTF_8));
  }

  static String text(LuaValue value) {
    if (value.isnumber() && !(value instanceof LuaString)) {
      return number(value);
    }
    LuaString string = value.checkstring();
    return new String(string.m_bytes, string.m_offset, string.m_length, StandardCharsets.UTF_8);
  }

  /** As Lua writes numbers: at most 14 digits. */
  static String number(LuaValue value) {
    double number = value.todouble();
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString((long) number);
    }
    return Expression.write(number)
        .replace("NAN", "nan")
        .replace("INF", "inf")
        .replace(".0E", "e")
        .replace('E', 'e');
  }

  /**
   * As Lua's {@code tostring}; of tables and functions without a text of their own only the type,
   * for their addresses would differ from run to run.
   */
  static LuaValue shown(LuaValue value) {
    LuaValue own = value.metatag(LuaValue.TOSTRING);
    if (!own.isnil()) {
      return own.call(value);
    }
    return switch (value.type()) {
      case LuaValue.TNUMBER -> of(number(value));
      case LuaValue.TSTRING -> value;
      case LuaValue.TNIL, LuaValue.TBOOLEAN -> of(value.tojstring());
      default -> of(value.typename());
    };
  }

  static int[] chars(LuaValue value, CharClasses classes) {
    if (classes == CharClasses.CODE_POINTS) {
      return text(value).codePoints().toArray();
    }
    LuaString string = value instanceof LuaString s ? s : of(text(value));
    int[] bytes = new int[string.m_length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = string.m_bytes[string.m_offset + i] & 0xff;
    }
    return bytes;
  }

  static LuaString of(int[] chars, int start, int end, CharClasses classes) {
    if (classes == CharClasses.CODE_POINTS) {
      return of(new String(chars, start, end - start));
    }
    byte[] bytes = new byte[end - start];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) chars[start + i];
    }
    return LuaString.valueUsing(bytes);
  }
}
