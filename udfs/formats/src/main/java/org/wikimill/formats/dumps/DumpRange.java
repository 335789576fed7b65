package org.wikimill.formats.dumps;

import java.io.Serializable;

/**
 * A share of a dump that can be read alone: its pages are those whose {@code <page} starts there.
 *
 * <p>Of a compressed file, a page starts in the compressed block that holds its first byte, and a
 * block in the byte that holds its first bit.
 *
 * @param start the first byte of the file
 * @param end the byte after the last one
 */
public record DumpRange(long start, long end) implements Serializable {

  public DumpRange {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no range: [" + start + ", " + end + ")");
    }
  }
}
