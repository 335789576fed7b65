package org.wikimill.formats.wikitext;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Lua's {@code string.format}: the same in all locales, and without addresses of objects. */
final class LuaFormat {
  private static final Pattern FORMAT =
      Pattern.compile("%([-+ #0]*)(\\d{0,2})(?:\\.(\\d{0,2}))?(.)");

  private LuaFormat() {}

  static Varargs format(Varargs args) {
    Matcher matcher = FORMAT.matcher(LuaText.text(args.checkvalue(1)));
    StringBuilder out = new StringBuilder();
    int[] next = {2};
    while (matcher.find()) {
      String text = matcher.group(4).equals("%") ? "%" : field(matcher, args.arg(next[0]++));
      matcher.appendReplacement(out, Matcher.quoteReplacement(text));
    }
    RenderThread.current().luaString(out.length());
    return LuaText.of(matcher.appendTail(out).toString());
  }

  private static String field(Matcher field, LuaValue value) {
    String flags = field.group(1);
    String width = field.group(2);
    String precision =
        field.group(3) == null ? "" : "." + (field.group(3).isEmpty() ? "0" : field.group(3));
    String prefix = "%" + flags + width;
    char kind = field.group(4).charAt(0);
    return switch (kind) {
      case 'd', 'i' -> String.format(Locale.ROOT, prefix + "d", (long) value.checkdouble());
      case 'u' -> String.format(Locale.ROOT, prefix + "d", (long) value.checkdouble());
      case 'x', 'X', 'o' -> String.format(Locale.ROOT, prefix + kind, (long) value.checkdouble());
      case 'c' -> String.valueOf((char) value.checkint());
      case 'e', 'E', 'f' ->
          String.format(Locale.ROOT, prefix + precision + kind, value.checkdouble());
      case 'g', 'G' -> LuaText.number(value);
      case 'q' -> '"' + LuaText.text(value).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
      case 's' -> {
        LuaValue text = value.isstring() ? value : value.tostring();
        String s = LuaText.text(text);
        yield width.isEmpty() && precision.isEmpty()
            ? s
            : String.format(prefix + precision + "s", s);
      }
      default -> throw new LuaError("invalid option to 'format'");
    };
  }
}
