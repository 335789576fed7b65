package org.wikimill.formats.wikitext;

import java.io.ByteArrayOutputStream;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.StringLib;
import org.luaj.vm2.lib.VarArgFunction;

/**
 * The functions of Lua's {@code string} and of {@code mw.ustring} that look for patterns, and those
 * that the library's own does not do well.
 */
final class LuaStrings {
  private static final Pattern FORMAT =
      Pattern.compile("%([-+ #0]*)(\\d{0,2})(?:\\.(\\d{0,2}))?(.)");

  /** Methods of all strings of the process: nobody changes it, and modules cannot reach it. */
  private static final LuaTable METHODS = methods();

  private final CharClasses classes;

  private LuaStrings(CharClasses classes) {
    this.classes = classes;
  }

  private static LuaTable methods() {
    Globals globals = new Globals();
    globals.load(new PackageLib());
    globals.load(new StringLib());
    LuaTable methods = globals.get("string").checktable();
    methods.set("dump", LuaValue.NIL);
    new LuaStrings(CharClasses.BYTES).install(methods);
    LuaTable metatable = new LuaTable();
    metatable.set("__index", methods);
    metatable.set("__metatable", LuaValue.FALSE);
    LuaString.s_metatable = metatable;
    return methods;
  }

  /** The library {@code string}, for one page. */
  static LuaTable bytes() {
    LuaTable library = new LuaTable();
    for (LuaValue name : METHODS.keys()) {
      library.set(name, METHODS.get(name));
    }
    return library;
  }

  /** The library {@code mw.ustring}, for one page. */
  static LuaTable codePoints() {
    LuaTable library = bytes();
    LuaStrings strings = new LuaStrings(CharClasses.CODE_POINTS);
    strings.install(library);
    library.set("sub", function(strings::sub));
    library.set("len", function(args -> LuaValue.valueOf(strings.chars(args, 1).length)));
    library.set("lower", mapped(text -> text.toLowerCase(Locale.ROOT)));
    library.set("upper", mapped(text -> text.toUpperCase(Locale.ROOT)));
    library.set("char", function(LuaStrings::fromCodes));
    library.set("codepoint", function(strings::codes));
    library.set("toNFC", mapped(text -> Normalizer.normalize(text, Normalizer.Form.NFC)));
    library.set("toNFD", mapped(text -> Normalizer.normalize(text, Normalizer.Form.NFD)));
    library.set("isutf8", function(args -> LuaValue.TRUE));
    return library;
  }

  private void install(LuaTable library) {
    library.set("find", function(args -> find(args, true)));
    library.set("match", function(args -> find(args, false)));
    library.set("gmatch", function(this::matches));
    library.set("gsub", function(this::substitute));
    library.set("rep", function(this::repeat));
    library.set("format", function(this::format));
  }

  static LuaValue function(Function<Varargs, Varargs> body) {
    return new VarArgFunction() {
      @Override
      public Varargs invoke(Varargs args) {
        return body.apply(args);
      }
    };
  }

  static LuaValue mapped(Function<String, String> body) {
    return function(args -> LuaText.of(body.apply(LuaText.text(args.checkvalue(1)))));
  }

  private int[] chars(Varargs args, int index) {
    return LuaText.chars(args.checkstring(index), classes);
  }

  private static int from(int index, int length) {
    return index > 0 ? index - 1 : index < 0 ? Math.max(0, length + index) : 0;
  }

  private Varargs find(Varargs args, boolean places) {
    int[] text = chars(args, 1);
    int[] pattern = chars(args, 2);
    int from = from(args.optint(3, 1), text.length);
    if (from > text.length) {
      return LuaValue.NIL;
    }
    if (places && args.optboolean(4, false)) {
      return plain(text, pattern, from);
    }
    Optional<LuaPattern.Match> match =
        new LuaPattern(pattern, text, classes, RenderThread.current()).find(from);
    if (match.isEmpty()) {
      return LuaValue.NIL;
    }
    LuaPattern.Match found = match.get();
    Varargs captures = captures(text, found, !places);
    return places
        ? LuaValue.varargsOf(
            LuaValue.valueOf(found.start() + 1), LuaValue.valueOf(found.end()), captures)
        : captures;
  }

  private Varargs plain(int[] text, int[] wanted, int from) {
    for (int i = from; i + wanted.length <= text.length; i++) {
      if (java.util.Arrays.equals(text, i, i + wanted.length, wanted, 0, wanted.length)) {
        RenderThread.current().instructions(i - from);
        return LuaValue.varargsOf(LuaValue.valueOf(i + 1), LuaValue.valueOf(i + wanted.length));
      }
    }
    RenderThread.current().instructions(text.length - from);
    return LuaValue.NIL;
  }

  private LuaValue capture(int[] text, LuaPattern.Match match, int index) {
    if (index >= match.captures()) {
      return LuaText.of(text, match.start(), match.end(), classes);
    }
    int start = match.starts()[index];
    if (match.isPosition(index)) {
      return LuaValue.valueOf(start + 1);
    }
    int length = match.lengths()[index];
    if (length < 0) {
      throw new LuaError("unfinished capture");
    }
    return LuaText.of(text, start, start + length, classes);
  }

  private Varargs captures(int[] text, LuaPattern.Match match, boolean whole) {
    int count = match.captures() == 0 && whole ? 1 : match.captures();
    LuaValue[] values = new LuaValue[count];
    for (int i = 0; i < count; i++) {
      values[i] = capture(text, match, i);
    }
    return LuaValue.varargsOf(values);
  }

  private Varargs matches(Varargs args) {
    int[] text = chars(args, 1);
    int[] pattern = chars(args, 2);
    int[] at = {0};
    return function(
        ignored -> {
          if (at[0] > text.length) {
            return LuaValue.NIL;
          }
          Optional<LuaPattern.Match> match =
              new LuaPattern(pattern, text, classes, RenderThread.current()).find(at[0]);
          if (match.isEmpty()) {
            at[0] = text.length + 1;
            return LuaValue.NIL;
          }
          LuaPattern.Match found = match.get();
          at[0] = found.end() == found.start() ? found.end() + 1 : found.end();
          return captures(text, found, true);
        });
  }

  private Varargs substitute(Varargs args) {
    int[] text = chars(args, 1);
    LuaPattern pattern = new LuaPattern(chars(args, 2), text, classes, RenderThread.current());
    int most = args.optint(4, Integer.MAX_VALUE);
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + 16);
    int at = 0;
    int count = 0;
    while (count < most && at <= text.length) {
      Optional<LuaPattern.Match> match = pattern.find(at);
      if (match.isEmpty()) {
        break;
      }
      count++;
      LuaPattern.Match found = match.get();
      write(LuaText.of(text, at, found.start(), classes), out);
      write(replacement(text, found, args.arg(3)), out);
      RenderThread.current().luaString(out.size());
      at = found.end();
      if (found.end() == found.start()) {
        if (at < text.length) {
          write(LuaText.of(text, at, at + 1, classes), out);
        }
        at++;
      }
      if (pattern.isAnchored()) {
        break;
      }
    }
    if (at < text.length) {
      write(LuaText.of(text, at, text.length, classes), out);
    }
    return LuaValue.varargsOf(LuaString.valueUsing(out.toByteArray()), LuaValue.valueOf(count));
  }

  private static void write(LuaString text, ByteArrayOutputStream out) {
    out.write(text.m_bytes, text.m_offset, text.m_length);
  }

  private LuaString replacement(int[] text, LuaPattern.Match match, LuaValue by) {
    LuaValue value;
    if (by.isfunction()) {
      value = by.invoke(captures(text, match, true)).arg1();
    } else if (by.istable()) {
      value = by.get(capture(text, match, 0));
    } else {
      return inserted(text, match, by.checkstring());
    }
    if (!value.toboolean()) {
      return LuaText.of(text, match.start(), match.end(), classes);
    }
    return LuaText.of(LuaText.text(value)).m_length == 0 ? LuaText.of("") : string(value);
  }

  private static LuaString string(LuaValue value) {
    return value instanceof LuaString string ? string : LuaText.of(LuaText.text(value));
  }

  private LuaString inserted(int[] text, LuaPattern.Match match, LuaString by) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < by.m_length; i++) {
      int c = by.luaByte(i);
      if (c != '%' || i + 1 == by.m_length) {
        out.write(c);
        continue;
      }
      int next = by.luaByte(++i);
      if (next == '0') {
        write(LuaText.of(text, match.start(), match.end(), classes), out);
      } else if (next >= '1' && next <= '9') {
        write(string(capture(text, match, next - '1')), out);
      } else {
        out.write(next);
      }
    }
    return LuaString.valueUsing(out.toByteArray());
  }

  private Varargs repeat(Varargs args) {
    LuaString text = args.checkstring(1);
    int count = Math.max(0, args.checkint(2));
    RenderThread.current().luaString((long) text.m_length * count);
    byte[] out = new byte[text.m_length * count];
    for (int i = 0; i < count; i++) {
      System.arraycopy(text.m_bytes, text.m_offset, out, i * text.m_length, text.m_length);
    }
    return LuaString.valueUsing(out);
  }

  private Varargs sub(Varargs args) {
    int[] text = chars(args, 1);
    int start = from(args.optint(2, 1), text.length);
    int last = args.optint(3, -1);
    int end = last < 0 ? text.length + last + 1 : Math.min(last, text.length);
    return start < end ? LuaText.of(text, start, end, classes) : LuaText.of("");
  }

  private static Varargs fromCodes(Varargs args) {
    StringBuilder out = new StringBuilder();
    for (int i = 1; i <= args.narg(); i++) {
      int code = args.checkint(i);
      out.appendCodePoint(Character.isValidCodePoint(code) ? code : 0xfffd);
    }
    return LuaText.of(out.toString());
  }

  private Varargs codes(Varargs args) {
    int[] text = chars(args, 1);
    int first = args.optint(2, 1);
    int start = from(first, text.length);
    int last = args.optint(3, first);
    int end = last < 0 ? text.length + last + 1 : Math.min(last, text.length);
    LuaValue[] codes = new LuaValue[Math.max(0, end - start)];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = LuaValue.valueOf(text[start + i]);
    }
    return LuaValue.varargsOf(codes);
  }

  private Varargs format(Varargs args) {
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
