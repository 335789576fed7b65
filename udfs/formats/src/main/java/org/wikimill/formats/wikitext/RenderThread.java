package org.wikimill.formats.wikitext;

/**
 * The thread that renders a page: its stack is deep enough for all that the limits allow, and it
 * knows whose work it does, for Lua's strings are one table for all programs of a process.
 */
final class RenderThread extends Thread {
  /** Only what is used is ever taken. */
  private static final long STACK_BYTES = 256L << 20;

  private Work work;

  RenderThread(Runnable task) {
    super(null, task, "wikitext", STACK_BYTES);
    setDaemon(true);
  }

  static void begin(Work work) {
    ((RenderThread) Thread.currentThread()).work = work;
  }

  /** What the page that this thread renders has cost. */
  static Work current() {
    return ((RenderThread) Thread.currentThread()).work;
  }
}
