package org.wikimill.formats.zim;

import java.io.EOFException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wikimill.formats.bytes.PositionedInput;

/** An input of any length that is zero but for some sections, and keeps a record of all reads. */
record SparseInput(String name, TreeMap<Long, byte[]> sections, long length, List<Read> reads)
    implements PositionedInput {

  /** Bytes that were asked for. */
  record Read(long start, long end) {
    boolean overlaps(Read other) {
      return start < other.end && other.start < end;
    }
  }

  SparseInput(String name, TreeMap<Long, byte[]> sections, long length) {
    this(name, sections, length, new ArrayList<>());
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int count) throws EOFException {
    if (position < 0 || position > length - count) {
      throw new EOFException(position + " + " + count + " in " + length);
    }
    reads.add(new Read(position, position + count));
    Arrays.fill(target, offset, offset + count, (byte) 0);
    long end = position + count;
    Long first = sections.floorKey(position);
    for (Map.Entry<Long, byte[]> section :
        sections.subMap(first == null ? 0 : first, end).entrySet()) {
      long from = Math.max(position, section.getKey());
      long to = Math.min(end, section.getKey() + section.getValue().length);
      if (from < to) {
        System.arraycopy(
            section.getValue(),
            (int) (from - section.getKey()),
            target,
            (int) (offset + from - position),
            (int) (to - from));
      }
    }
  }
}
