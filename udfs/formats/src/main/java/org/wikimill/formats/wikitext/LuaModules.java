package org.wikimill.formats.wikitext;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.Bit32Lib;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.TableLib;
import org.luaj.vm2.lib.jse.JseBaseLib;
import org.luaj.vm2.lib.jse.JseMathLib;

/**
 * The modules of a page: Lua without files, processes, clock or network. One world serves one page.
 *
 * <p>A module that is not there or fails gives nothing.
 */
final class LuaModules implements Modules {
  private static final int MODULE = 828;
  private static final String[] REMOVED = {
    "dofile",
    "loadfile",
    "load",
    "loadstring",
    "print",
    "collectgarbage",
    "host",
    "package",
    "require"
  };

  private final Prototypes prototypes;
  private Globals globals;
  private LuaHost host;

  LuaModules(Prototypes prototypes) {
    this.prototypes = prototypes;
  }

  @Override
  public String invoke(Expander expander, FunctionCall call) {
    Work work = expander.state().work();
    String title = moduleTitle(expander, call.first());
    try {
      prepare(expander);
      Frame frame = call.frame().call(title);
      expander.addArguments(
          frame,
          call.rest().subList(Math.min(1, call.rest().size()), call.rest().size()),
          call.frame());
      LuaValue result =
          globals
              .get("mw")
              .get("invoke")
              .call(
                  LuaValue.valueOf(host.idOf(frame)), LuaText.of(title), LuaText.of(call.text(1)));
      String text = LuaText.text(result);
      work.expanded(text.length());
      return text.strip();
    } catch (LuaError | LuaPattern.MalformedException e) {
      work.missing();
      return "";
    }
  }

  private static String moduleTitle(Expander expander, String name) {
    String prefix = expander.titles().name(MODULE).orElse("Module");
    return expander.titles().canonical(prefix + ":" + name);
  }

  private void prepare(Expander expander) {
    if (globals != null) {
      return;
    }
    globals = new Globals();
    globals.load(new JseBaseLib());
    globals.load(new PackageLib());
    globals.load(new Bit32Lib());
    globals.load(new TableLib());
    globals.load(new JseMathLib());
    globals.finder = name -> null;
    globals.set("string", LuaStrings.bytes());
    LuaMath.install(globals.get("math").checktable());
    LuaOrder order = new LuaOrder(expander.state().work());
    order.install(globals);
    LuaMeter meter = new LuaMeter(expander.state().work(), order);
    globals.debuglib = meter;
    host = new LuaHost(expander, order);
    LuaTable functions = host.table();
    functions.set("ustring", LuaStrings.codePoints());
    functions.set("world", LuaStrings.function(args -> world(meter)));
    functions.set("load", LuaStrings.function(args -> load(expander, args)));
    globals.set("host", functions);
    prototypes.library(globals).call();
    for (String name : REMOVED) {
      globals.set(name, LuaValue.NIL);
    }
  }

  /** Globals of a module's own; as the interpreter's, so that it is metered. */
  private static Globals world(LuaMeter meter) {
    Globals world = new Globals();
    world.debuglib = meter;
    return world;
  }

  /** The main chunk of a module, in a world. */
  private LuaValue load(Expander expander, Varargs args) {
    String title = expander.titles().canonical(LuaText.text(args.arg(1)));
    Prototype prototype =
        prototypes
            .of(title, expander.templates())
            .orElseThrow(() -> new LuaError("no such module: " + title));
    // What a module makes global is its own.
    Globals own = world((LuaMeter) globals.debuglib);
    LuaTable outer = new LuaTable();
    outer.set("__index", args.arg(2));
    own.setmetatable(outer);
    return new LuaClosure(prototype, own);
  }

  /** Compiled modules; they stay between pages. */
  static final class Prototypes {
    /**
     * The compiler counts the local variables of nested functions together, and refuses more than
     * 200: where it does, functions of a module become globals of its own world.
     */
    private static final Pattern TOP_LEVEL_FUNCTION =
        Pattern.compile("^local function (\\w+)", Pattern.MULTILINE);

    private final java.util.Map<String, Optional<Prototype>> cache =
        new java.util.LinkedHashMap<>(64, 0.75f, true);
    private final java.util.Map<String, Integer> sizes = new java.util.HashMap<>();
    private final long maxChars;
    private final Globals compiler = new Globals();
    private long chars;
    private Prototype library;

    Prototypes(long maxChars) {
      this.maxChars = maxChars;
      LoadState.install(compiler);
      LuaC.install(compiler);
    }

    /** The wiki's part of Lua, in a world. */
    LuaClosure library(Globals world) {
      if (library == null) {
        try (InputStream in = LuaModules.class.getResourceAsStream("mw.lua")) {
          library = compiler.compilePrototype(in, "mw");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return new LuaClosure(library, world);
    }

    Optional<Prototype> of(String title, Templates templates) {
      Optional<Prototype> known = cache.get(title);
      if (known == null) {
        Optional<String> source = templates.source(title);
        known = source.flatMap(text -> compile(title, text));
        cache.put(title, known);
        int size = 200 + source.map(String::length).orElse(0);
        sizes.put(title, size);
        chars += size;
        evict();
      }
      return known;
    }

    /** A module that cannot be compiled is as one that is not there. */
    private Optional<Prototype> compile(String title, String text) {
      return attempt(title, text)
          .or(() -> attempt(title, TOP_LEVEL_FUNCTION.matcher(text).replaceAll("function $1")));
    }

    private Optional<Prototype> attempt(String title, String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      try {
        return Optional.of(compiler.compilePrototype(new ByteArrayInputStream(bytes), title));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (RuntimeException e) {
        return Optional.empty();
      }
    }

    private void evict() {
      var eldest = cache.keySet().iterator();
      while (chars > maxChars && cache.size() > 1) {
        chars -= sizes.remove(eldest.next());
        eldest.remove();
      }
    }
  }
}
