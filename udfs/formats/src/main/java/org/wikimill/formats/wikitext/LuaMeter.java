package org.wikimill.formats.wikitext;

import java.util.ArrayList;
import java.util.List;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.DebugLib;

/**
 * Counts what Lua does, and tells the order of keys: called by the interpreter before each
 * instruction.
 */
final class LuaMeter extends DebugLib {
  private static final int BATCH = 64;

  /** A function that runs. */
  private static final class Call {
    final LuaClosure closure;
    final LuaValue[] registers;

    Call(LuaClosure closure, LuaValue[] registers) {
      this.closure = closure;
      this.registers = registers;
    }
  }

  /** None of whose instructions is seen. */
  private static final Call LIBRARY = new Call(null, null);

  private final Work work;
  private final LuaOrder order;
  private final List<Call> calls = new ArrayList<>();
  private Call top = LIBRARY;
  private int counted;

  LuaMeter(Work work, LuaOrder order) {
    this.work = work;
    this.order = order;
  }

  @Override
  public void onCall(LuaFunction function) {
    enter(LIBRARY);
  }

  @Override
  public void onCall(LuaClosure closure, Varargs arguments, LuaValue[] registers) {
    enter(new Call(closure, registers));
  }

  private void enter(Call call) {
    work.luaDepth(calls.size());
    calls.add(call);
    top = call;
  }

  @Override
  public void onReturn() {
    calls.remove(calls.size() - 1);
    top = calls.isEmpty() ? LIBRARY : calls.get(calls.size() - 1);
  }

  @Override
  public void onInstruction(int pc, Varargs values, int limit) {
    if (++counted == BATCH) {
      counted = 0;
      work.instructions(BATCH);
    }
    int instruction = top.closure.p.code[pc];
    switch (Lua.GET_OPCODE(instruction)) {
      case Lua.OP_CONCAT -> concatenated(Lua.GETARG_B(instruction), Lua.GETARG_C(instruction));
      case Lua.OP_SETTABLE ->
          keyed(top.registers[Lua.GETARG_A(instruction)], Lua.GETARG_B(instruction));
      case Lua.OP_SETTABUP ->
          keyed(
              top.closure.upValues[Lua.GETARG_A(instruction)].getValue(),
              Lua.GETARG_B(instruction));
      default -> {}
    }
  }

  private void keyed(LuaValue table, int key) {
    boolean constant = Lua.ISK(key);
    order.used(table, constant ? top.closure.p.k[Lua.INDEXK(key)] : top.registers[key]);
  }

  @Override
  public String traceback(int level) {
    return "";
  }

  /** The library would write numbers with the digits of a float. */
  private void concatenated(int first, int last) {
    long bytes = 0;
    for (int i = first; i <= last; i++) {
      LuaValue value = top.registers[i];
      if (value.type() == LuaValue.TNUMBER && !value.isinttype()) {
        top.registers[i] = LuaText.of(LuaText.number(value));
      } else if (value instanceof LuaString string) {
        bytes += string.m_length;
      }
    }
    work.luaString(bytes);
  }
}
