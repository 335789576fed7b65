package org.wikimill.pipeline.audit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Paths in the order of their unsigned bytes.
 *
 * @param from the first path
 * @param end the first path behind them; null if there is none
 */
public record PathRange(byte[] from, byte[] end) implements Serializable {
  private static final byte[] FIRST = {};

  /** All paths, cut before each of some paths, which ascend. */
  public static List<PathRange> cut(List<byte[]> cuts) {
    List<PathRange> ranges = new ArrayList<>();
    byte[] from = FIRST;
    for (byte[] cut : cuts) {
      ranges.add(new PathRange(from, cut));
      from = cut;
    }
    ranges.add(new PathRange(from, null));
    return ranges;
  }

  /** Whether a path lies before these. */
  public boolean startsAfter(byte[] path) {
    return Arrays.compareUnsigned(path, from) < 0;
  }

  /** Whether a path lies behind these. */
  public boolean endsBefore(byte[] path) {
    return end != null && Arrays.compareUnsigned(path, end) >= 0;
  }
}
