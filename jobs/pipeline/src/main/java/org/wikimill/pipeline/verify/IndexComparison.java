package org.wikimill.pipeline.verify;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.ipld.MultihashIndexWriter;

/** An index as it must be, written over one as it is: the first entry that differs is told. */
final class IndexComparison extends OutputStream {
  // As MultihashIndexWriter lays a file out: one head, then digest and offset of each block.
  private static final int HEAD_BYTES = 2 + 4 + 8 + 4 + 4 + 8;
  private static final int ENTRY_BYTES = 32 + 8;

  private final String file;
  private final PositionedInput actual;
  private long position;
  private Defect first;

  private IndexComparison(String file, PositionedInput actual) {
    this.file = file;
    this.actual = actual;
  }

  /** What is wrong with the file, if anything is. */
  static Optional<Defect> of(MultihashIndexWriter expected, String file, PositionedInput actual)
      throws IOException {
    IndexComparison comparison = new IndexComparison(file, actual);
    expected.writeTo(comparison);
    if (comparison.first == null && comparison.position != actual.length()) {
      comparison.differs(comparison.position, "the end of the index", "more");
    }
    return Optional.ofNullable(comparison.first);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /** Takes the head, or a run of whole entries. */
  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    if (first == null) {
      byte[] found = new byte[(int) Math.max(0, Math.min(count, actual.length() - position))];
      actual.readFully(position, found, 0, found.length);
      int at = Arrays.mismatch(bytes, offset, offset + count, found, 0, found.length);
      if (at >= 0) {
        tell(bytes, offset, count, found, at);
      }
    }
    position += count;
  }

  private void tell(byte[] bytes, int offset, int count, byte[] found, int at) {
    if (position + at < HEAD_BYTES) {
      differs(position, hex(bytes, offset, offset + count), hex(found, 0, found.length));
      return;
    }
    int start = at - at % ENTRY_BYTES;
    int end = Math.min(found.length, start + ENTRY_BYTES);
    differs(
        position + start,
        hex(bytes, offset + start, offset + start + ENTRY_BYTES),
        start < end ? hex(found, start, end) : "the end of the file");
  }

  private static String hex(byte[] bytes, int from, int to) {
    return HexFormat.of().formatHex(bytes, from, to);
  }

  private void differs(long offset, String expected, String found) {
    String what =
        offset < HEAD_BYTES
            ? "head of the index"
            : "entry " + (offset - HEAD_BYTES) / ENTRY_BYTES + " of the index";
    first = Defect.at(file, offset, what, expected, found);
  }
}
