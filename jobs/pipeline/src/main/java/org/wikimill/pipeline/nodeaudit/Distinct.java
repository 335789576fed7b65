package org.wikimill.pipeline.nodeaudit;

import java.util.Arrays;
import java.util.Iterator;

/** Counts keys that are sorted, each once. */
final class Distinct {
  private Distinct() {}

  static long count(Iterator<byte[]> sorted) {
    long count = 0;
    byte[] before = null;
    while (sorted.hasNext()) {
      byte[] key = sorted.next();
      if (!Arrays.equals(key, before)) {
        count++;
      }
      before = key;
    }
    return count;
  }
}
