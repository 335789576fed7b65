package org.wikimill.get;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** How time passes between tries. */
@FunctionalInterface
public interface Pauses {

  /** Returns after the time. */
  void pause(Duration time) throws IOException;

  /** Pauses that sleep. */
  static Pauses sleeping() {
    return time -> {
      try {
        Thread.sleep(time.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for a server");
      }
    };
  }
}
