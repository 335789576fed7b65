package org.wikimill.connectors.rows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Decodes what {@link RowWriter} encoded, field by field in the same order. */
public final class RowReader {
  private final byte[] row;
  private int at;

  public RowReader(byte[] row) {
    this.row = row;
  }

  public int byteValue() {
    return row[at++] & 0xff;
  }

  public int fixedInt() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 8 | byteValue();
    }
    return value;
  }

  public long fixedLong() {
    return (long) fixedInt() << 32 | fixedInt() & 0xffffffffL;
  }

  public long varint() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      int next = byteValue();
      value |= (next & 0x7fL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
  }

  public byte[] bytes() {
    return raw(Math.toIntExact(varint()));
  }

  public byte[] raw(int length) {
    byte[] value = Arrays.copyOfRange(row, at, at + length);
    at += length;
    return value;
  }

  /** Whether any bytes are left. */
  public boolean hasMore() {
    return at < row.length;
  }

  /** All bytes that are left. */
  public byte[] rest() {
    return raw(row.length - at);
  }

  public String text() {
    int length = Math.toIntExact(varint());
    String value = new String(row, at, length, StandardCharsets.UTF_8);
    at += length;
    return value;
  }

  /** Null where none was written. */
  public String optionalText() {
    return byteValue() == 0 ? null : text();
  }

  /** Null where none was written. */
  public Long optionalLong() {
    return byteValue() == 0 ? null : varint();
  }
}
