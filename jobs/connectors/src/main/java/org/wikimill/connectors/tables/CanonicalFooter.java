package org.wikimill.connectors.tables;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.PositionOutputStream;
import org.wikimill.connectors.io.NewFile;

/**
 * The file of a Parquet writer, with a footer whose bytes follow from the content alone.
 *
 * <p>parquet-java lists the encodings of a column in the order of a hash set of enum constants,
 * which differs from one JVM to the next. What the writer writes while it ends is held back, its
 * footer decoded, those lists sorted, and the footer encoded again, which has the same length.
 */
final class CanonicalFooter extends PositionOutputStream {
  /** The footer's length, four bytes little-endian, and {@code PAR1}. */
  private static final int TRAILER_BYTES = 8;

  private final NewFile file;
  private ByteArrayOutputStream held;

  CanonicalFooter(NewFile file) {
    this.file = file;
  }

  /** Holds back what is written from now on: the last row group, at most, and the footer. */
  void expectFooter() {
    held = new ByteArrayOutputStream();
  }

  /** Writes what was held back, the footer in its canonical form. */
  void writeFooter() throws IOException {
    byte[] tail = held.toByteArray();
    int end = tail.length - TRAILER_BYTES;
    int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt(end);
    FileMetaData footer =
        Util.readFileMetaData(new ByteArrayInputStream(tail, end - length, length));
    for (RowGroup group : footer.getRow_groups()) {
      for (ColumnChunk column : group.getColumns()) {
        sort(column.getMeta_data());
      }
    }
    ByteArrayOutputStream canonical = new ByteArrayOutputStream(length);
    Util.writeFileMetaData(footer, canonical);
    if (canonical.size() != length) {
      throw new IllegalStateException(
          "a Parquet footer of " + length + " bytes became one of " + canonical.size());
    }
    file.write(tail, 0, end - length);
    file.write(canonical.toByteArray());
    file.write(tail, end, TRAILER_BYTES);
  }

  private static void sort(ColumnMetaData column) {
    column.setEncodings(sorted(column.getEncodings()));
    if (column.isSetEncoding_stats()) {
      column.setEncoding_stats(sorted(column.getEncoding_stats()));
    }
  }

  private static <T extends Comparable<? super T>> List<T> sorted(List<T> values) {
    List<T> sorted = new ArrayList<>(values);
    sorted.sort(null);
    return sorted;
  }

  @Override
  public long getPos() {
    return file.lengthBytes() + (held == null ? 0 : held.size());
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (held == null) {
      file.write(bytes, offset, length);
    } else {
      held.write(bytes, offset, length);
    }
  }
}
