package org.wikimill.pipeline.audit;

import java.util.Arrays;

/** Directories and names of paths, whose segments '/' parts. */
public final class Segments {
  private Segments() {}

  /** The directory that holds a path; empty for the root. */
  public static byte[] parent(byte[] path) {
    return Arrays.copyOf(path, Math.max(0, lastSlash(path)));
  }

  /** The last segment of a path. */
  static byte[] name(byte[] path) {
    return Arrays.copyOfRange(path, lastSlash(path) + 1, path.length);
  }

  private static int lastSlash(byte[] path) {
    int at = path.length - 1;
    while (at >= 0 && path[at] != '/') {
      at--;
    }
    return at;
  }
}
