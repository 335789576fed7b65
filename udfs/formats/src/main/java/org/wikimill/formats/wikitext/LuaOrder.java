package org.wikimill.formats.wikitext;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The order of the keys in the tables of one page, which follows from the page alone.
 *
 * <p>The interpreter finds numbers and strings by a hash of what they say, so their order among
 * themselves follows from what was put in and taken out. It finds all other keys by their identity,
 * which the process makes up: these come last, {@code false} and {@code true} first, then tables
 * and functions in the order in which the page first used them as keys. For that it must be told of
 * each, before the key is set.
 *
 * <p>It forgets removed keys that are long strings, and with them where they stood, when the
 * collector of garbage pleases: therefore each stays in memory. Weak tables, which lose entries
 * likewise, are as others.
 */
final class LuaOrder {
  private static final int MAX_CHAIN = 100;

  /** The interpreter refers weakly to removed strings of more bytes. */
  private static final int SHORT_STRING_BYTES = 32;

  private static final LuaValue[] NO_KEYS = {};
  private static final LuaValue MODE = LuaValue.valueOf("__mode");

  private final Work work;
  private final IdentityHashMap<LuaValue, Integer> numbers = new IdentityHashMap<>();
  private final IdentityHashMap<LuaTable, Walk> walks = new IdentityHashMap<>();
  private final Set<LuaValue> longStrings = Collections.newSetFromMap(new IdentityHashMap<>());
  private long longStringBytes;

  LuaOrder(Work work) {
    this.work = work;
  }

  /** Puts the functions of Lua that depend on the order, or change it, in their place. */
  void install(LuaTable globals) {
    LuaValue rawset = globals.get("rawset");
    LuaValue setmetatable = globals.get("setmetatable");
    globals.set("next", LuaStrings.function(args -> next(args.checktable(1), args.arg(2))));
    globals.set(
        "rawset",
        LuaStrings.function(
            args -> {
              used(args.arg1(), args.arg(2));
              return rawset.invoke(args);
            }));
    globals.set("setmetatable", LuaStrings.function(args -> strong(setmetatable, args)));
  }

  /** The interpreter looks at the mode only when a table gets its metatable. */
  private static Varargs strong(LuaValue setmetatable, Varargs args) {
    LuaValue mode = args.arg(2).istable() ? args.arg(2).rawget(MODE) : LuaValue.NIL;
    if (mode.isnil()) {
      return setmetatable.invoke(args);
    }
    args.arg(2).rawset(MODE, LuaValue.NIL);
    try {
      return setmetatable.invoke(args);
    } finally {
      args.arg(2).rawset(MODE, mode);
    }
  }

  /** Notes what is about to become a key of a table, or of one that the table hands it on to. */
  void used(LuaValue table, LuaValue key) {
    if (key.type() == LuaValue.TSTRING && key.rawlen() > SHORT_STRING_BYTES) {
      keep(table, key);
    }
    if (hasContent(key) || key.isnil()) {
      return;
    }
    if (!key.isboolean()) {
      numbers.putIfAbsent(key, numbers.size());
    }
    LuaValue holder = table;
    for (int i = 0; i < MAX_CHAIN && holder instanceof LuaTable held; i++) {
      walks.computeIfAbsent(held, Walk::new);
      holder = held.metatag(LuaValue.NEWINDEX);
    }
    work.objectKeys(Math.max(numbers.size(), walks.size()));
  }

  /** A table that has an equal key already goes on with that one. */
  private void keep(LuaValue table, LuaValue key) {
    LuaValue holder = table;
    for (int i = 0; i < MAX_CHAIN && holder instanceof LuaTable held; i++) {
      if (held.rawget(key).isnil() && longStrings.add(key)) {
        longStringBytes += key.rawlen();
        work.keptBytes(longStringBytes);
      }
      holder = held.metatag(LuaValue.NEWINDEX);
    }
  }

  /** The key behind another, or the first behind nil, and its value; nil behind the last. */
  Varargs next(LuaTable table, LuaValue key) {
    Walk walk = walks.get(table);
    return walk == null ? table.next(key) : walk.next(key);
  }

  void forEach(LuaTable table, BiConsumer<LuaValue, LuaValue> action) {
    Varargs entry = next(table, LuaValue.NIL);
    while (!entry.arg1().isnil()) {
      action.accept(entry.arg1(), entry.arg(2));
      entry = next(table, entry.arg1());
    }
  }

  private static boolean hasContent(LuaValue key) {
    return key.type() == LuaValue.TNUMBER || key.type() == LuaValue.TSTRING;
  }

  private int number(LuaValue key) {
    if (key.isboolean()) {
      return key.toboolean() ? -1 : -2;
    }
    Integer number = numbers.get(key);
    if (number == null) {
      throw new LuaError("the order of keys is not known");
    }
    return number;
  }

  private LuaValue[] keys(LuaTable table) {
    List<LuaValue> keys = new ArrayList<>();
    List<LuaValue> objects = new ArrayList<>();
    Varargs entry = table.next(LuaValue.NIL);
    while (!entry.arg1().isnil()) {
      (hasContent(entry.arg1()) ? keys : objects).add(entry.arg1());
      entry = table.next(entry.arg1());
    }
    objects.sort(Comparator.comparingInt(this::number));
    keys.addAll(objects);
    work.instructions(keys.size());
    return keys.toArray(NO_KEYS);
  }

  /** A loop over a table that has, or had, other keys than numbers and strings. */
  private final class Walk {
    private final LuaTable table;
    private LuaValue[] keys = NO_KEYS;
    private int at;

    Walk(LuaTable table) {
      this.table = table;
    }

    Varargs next(LuaValue key) {
      if (key.isnil()) {
        keys = keys(table);
        at = 0;
      } else {
        at = place(key) + 1;
      }
      for (; at < keys.length; at++) {
        LuaValue value = table.rawget(keys[at]);
        if (!value.isnil()) {
          return LuaValue.varargsOf(keys[at], value);
        }
      }
      keys = NO_KEYS;
      return LuaValue.NIL;
    }

    private int place(LuaValue key) {
      if (at < keys.length && keys[at].raweq(key)) {
        return at;
      }
      int place = search(key);
      if (place < 0) {
        keys = keys(table);
        place = search(key);
      }
      if (place < 0) {
        throw new LuaError("invalid key to 'next'");
      }
      return place;
    }

    private int search(LuaValue key) {
      work.instructions(keys.length);
      for (int i = 0; i < keys.length; i++) {
        if (keys[i].raweq(key)) {
          return i;
        }
      }
      return -1;
    }
  }
}
