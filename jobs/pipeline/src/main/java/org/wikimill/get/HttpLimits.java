package org.wikimill.get;

import java.time.Duration;

/**
 * How long servers are waited for.
 *
 * @param connect until a connection stands
 * @param stall until an answer begins, and for {@link #MIN_BYTES} of its body
 * @param tries so often all servers of a file are asked without getting on
 * @param longestPause between tries: a server that wants more is not asked again
 */
public record HttpLimits(Duration connect, Duration stall, int tries, Duration longestPause) {
  /** Fewer within {@link #stall} is a server that stalls. */
  static final int MIN_BYTES = 64 << 10;

  /** So many redirects are followed from one URL. */
  static final int MAX_REDIRECTS = 5;

  /** What is used if nothing else is asked for. */
  public static final HttpLimits DEFAULT =
      new HttpLimits(Duration.ofSeconds(30), Duration.ofSeconds(60), 6, Duration.ofMinutes(10));

  /** The same, with another limit for stalling. */
  public HttpLimits withStall(Duration other) {
    return new HttpLimits(connect, other, tries, longestPause);
  }

  /** The pause after so many tries in vain, from 1 on: 1, 2, 4 ... 32 seconds. */
  Duration pause(int failures) {
    return Duration.ofSeconds(1L << Math.min(failures - 1, 5));
  }
}
