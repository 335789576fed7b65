package org.wikimill.formats.wikitext;

import java.io.IOException;

/** What a page has cost so far. */
final class Work {
  /**
   * A limit is met. An error, and no exception, so that neither Lua's {@code pcall} nor a handler
   * of failures swallows it.
   */
  static final class Exceeded extends Error {
    private static final long serialVersionUID = 1L;

    Exceeded(String limit) {
      super(limit, null, false, false);
    }
  }

  /** The texts cannot be read: the page cannot be rendered now, whatever a module would catch. */
  static final class Unreadable extends Error {
    private static final long serialVersionUID = 1L;

    private final IOException reason;

    Unreadable(IOException reason) {
      super(reason);
      this.reason = reason;
    }

    IOException reason() {
      return reason;
    }
  }

  private final RenderLimits limits;
  private int expansions;
  private long expandedChars;
  private long instructions;
  private int missing;

  Work(RenderLimits limits) {
    this.limits = limits;
  }

  void expansion(int depth) {
    check(++expansions <= limits.expansions(), "expansions");
    depth(depth);
  }

  void depth(int depth) {
    check(depth <= limits.depth(), "depth");
    if (Thread.currentThread().isInterrupted()) {
      throw new Exceeded("interrupted");
    }
  }

  void expanded(long chars) {
    expandedChars += chars;
    check(expandedChars <= limits.expandedChars(), "expanded characters");
  }

  void nesting(int calls) {
    check(calls <= 4 * limits.depth(), "depth of calls");
  }

  void instructions(long more) {
    instructions += more;
    check(instructions <= limits.instructions(), "Lua instructions");
  }

  void luaString(long bytes) {
    check(bytes <= limits.luaStringBytes(), "bytes of a Lua string");
  }

  void luaDepth(int depth) {
    check(depth <= limits.callDepth(), "depth of Lua calls");
  }

  /** They are held as long as the page is rendered. */
  void objectKeys(int objects) {
    check(objects <= limits.instructions() / 100, "tables and functions as keys");
  }

  /** They are held as long as the page is rendered, too. */
  void keptBytes(long bytes) {
    check(bytes <= 8L * limits.luaStringBytes(), "bytes of long strings as keys");
  }

  void missing() {
    missing++;
  }

  int missingCalls() {
    return missing;
  }

  private static void check(boolean holds, String limit) {
    if (!holds) {
      throw new Exceeded("too many " + limit);
    }
  }
}
