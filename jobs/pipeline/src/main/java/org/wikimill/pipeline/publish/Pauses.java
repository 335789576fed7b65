package org.wikimill.pipeline.publish;

import java.io.InterruptedIOException;

/** Waits before something is tried again. */
final class Pauses {
  private Pauses() {}

  static void sleep(long millis) throws InterruptedIOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
