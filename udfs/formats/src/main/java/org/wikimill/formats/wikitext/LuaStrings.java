package org.wikimill.formats.wikitext;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.luaj.vm2.Globals;
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
    library.set("format", function(LuaFormat::format));
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
    Optional<LuaMatch> match =
        new LuaPattern(pattern, text, classes, RenderThread.current()).find(from);
    if (match.isEmpty()) {
      return LuaValue.NIL;
    }
    LuaMatch found = match.get();
    return places
        ? LuaValue.varargsOf(
            LuaValue.valueOf(found.start() + 1), LuaValue.valueOf(found.end()), found.captures())
        : found.capturesOrWhole();
  }

  private Varargs plain(int[] text, int[] wanted, int from) {
    for (int i = from; i + wanted.length <= text.length; i++) {
      if (Arrays.equals(text, i, i + wanted.length, wanted, 0, wanted.length)) {
        RenderThread.current().instructions(i - from);
        return LuaValue.varargsOf(LuaValue.valueOf(i + 1), LuaValue.valueOf(i + wanted.length));
      }
    }
    RenderThread.current().instructions(text.length - from);
    return LuaValue.NIL;
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
          Optional<LuaMatch> match =
              new LuaPattern(pattern, text, classes, RenderThread.current()).find(at[0]);
          if (match.isEmpty()) {
            at[0] = text.length + 1;
            return LuaValue.NIL;
          }
          LuaMatch found = match.get();
          at[0] = found.end() == found.start() ? found.end() + 1 : found.end();
          return found.capturesOrWhole();
        });
  }

  private Varargs substitute(Varargs args) {
    return new LuaSubstitution(chars(args, 1), chars(args, 2), classes, args.arg(3))
        .first(args.optint(4, Integer.MAX_VALUE));
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
}
