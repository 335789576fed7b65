package org.wikimill.formats.wikitext;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions of Lua's {@code math} that give the same on every machine. */
final class LuaMath {
  private LuaMath() {}

  static void install(LuaTable math) {
    put(math, "exp", StrictMath::exp);
    put(math, "sin", StrictMath::sin);
    put(math, "cos", StrictMath::cos);
    put(math, "tan", StrictMath::tan);
    put(math, "asin", StrictMath::asin);
    put(math, "acos", StrictMath::acos);
    put(math, "atan", StrictMath::atan);
    put(math, "sinh", StrictMath::sinh);
    put(math, "cosh", StrictMath::cosh);
    put(math, "tanh", StrictMath::tanh);
    put(math, "sqrt", StrictMath::sqrt);
    math.set("log", LuaStrings.function(LuaMath::log));
    math.set(
        "pow",
        LuaStrings.function(
            args -> LuaValue.valueOf(StrictMath.pow(args.checkdouble(1), args.checkdouble(2)))));
    Random random = new Random(0);
    math.set("random", LuaStrings.function(args -> random(args, random)));
    math.set("randomseed", LuaStrings.function(args -> LuaValue.NONE));
  }

  private static void put(LuaTable math, String name, DoubleUnaryOperator function) {
    math.set(
        name,
        LuaStrings.function(args -> LuaValue.valueOf(function.applyAsDouble(args.checkdouble(1)))));
  }

  private static Varargs log(Varargs args) {
    double log = StrictMath.log(args.checkdouble(1));
    return LuaValue.valueOf(args.isnoneornil(2) ? log : log / StrictMath.log(args.checkdouble(2)));
  }

  private static Varargs random(Varargs args, Random random) {
    if (args.narg() == 0) {
      return LuaValue.valueOf(random.nextDouble());
    }
    int from = args.narg() > 1 ? args.checkint(1) : 1;
    int to = Math.max(from, args.checkint(args.narg() > 1 ? 2 : 1));
    return LuaValue.valueOf(from + (double) random.nextInt(Math.max(1, to - from + 1)));
  }
}
