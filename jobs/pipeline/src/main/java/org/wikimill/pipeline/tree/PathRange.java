package org.wikimill.pipeline.tree;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The paths from {@code first} on and before {@code end}, in unsigned byte order; null where there
 * is no bound.
 */
record PathRange(byte[] first, byte[] end) implements Serializable {

  /** The ranges between {@code cuts}, which ascend. */
  static PathRange between(byte[][] cuts, int number) {
    return new PathRange(
        number == 0 ? null : cuts[number - 1], number == cuts.length ? null : cuts[number]);
  }

  /** Whether every path below the directory lies in the range. For the root, never: it is last. */
  boolean holdsAllBelow(byte[] directory) {
    if (directory.length == 0) {
      return false;
    }
    byte[] bound = Arrays.copyOf(directory, directory.length + 1);
    bound[directory.length] = '/';
    boolean starts = first == null || Arrays.compareUnsigned(first, bound) <= 0;
    bound[directory.length]++;
    return starts && (end == null || Arrays.compareUnsigned(bound, end) <= 0);
  }
}
