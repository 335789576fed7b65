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

/** Counts what Lua does: called by the interpreter before each instruction. */
final class LuaMeter extends DebugLib {
  private static final int BATCH = 64;

  /** A function that runs. */
  private record Call(int[] code, LuaValue[] registers) {}

  private static final Call LIBRARY = new Call(new int[0], new LuaValue[0]);

  private final Work work;
  private final List<Call> calls = new ArrayList<>();
  private Call top = LIBRARY;
  private int counted;

  LuaMeter(Work work) {
    this.work = work;
  }

  @Override
  public void onCall(LuaFunction function) {
    enter(LIBRARY);
  }

  @Override
  public void onCall(LuaClosure closure, Varargs arguments, LuaValue[] registers) {
    enter(new Call(closure.p.code, registers));
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
    int instruction = top.code[pc];
    if (Lua.GET_OPCODE(instruction) == Lua.OP_CONCAT) {
      concatenated(Lua.GETARG_B(instruction), Lua.GETARG_C(instruction));
    }
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
