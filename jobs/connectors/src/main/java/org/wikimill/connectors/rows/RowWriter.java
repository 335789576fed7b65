package org.wikimill.connectors.rows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Encodes the fields of one row after the other into bytes.
 *
 * <p>The fixed-width integers are big-endian, so that unsigned byte order of encoded keys is the
 * order of the numbers. The fields of a value are variable-length integers and length-prefixed
 * bytes. A {@link RowReader} reads the same fields in the same order; the two stand side by side in
 * the class of each row.
 */
public final class RowWriter {
  private byte[] buffer = new byte[256];
  private int size;

  /** Forgets what was written, so that one writer serves many rows. */
  public RowWriter clear() {
    size = 0;
    return this;
  }

  public RowWriter byteValue(int value) {
    reserve(1);
    buffer[size++] = (byte) value;
    return this;
  }

  /** Four bytes, big-endian. */
  public RowWriter fixedInt(int value) {
    reserve(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      buffer[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  /** Eight bytes, big-endian. */
  public RowWriter fixedLong(long value) {
    fixedInt((int) (value >>> 32));
    return fixedInt((int) value);
  }

  /** An unsigned LEB128 integer: one to ten bytes. */
  public RowWriter varint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      buffer[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[size++] = (byte) rest;
    return this;
  }

  /** The length as a varint, then the bytes. */
  public RowWriter bytes(byte[] value) {
    varint(value.length);
    return raw(value);
  }

  /** The bytes alone: for the last field of a row, or one of known length. */
  public RowWriter raw(byte[] value) {
    reserve(value.length);
    System.arraycopy(value, 0, buffer, size, value.length);
    size += value.length;
    return this;
  }

  /** UTF-8, as {@link #bytes}. */
  public RowWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** One byte that tells whether a value follows, then the value. */
  public RowWriter optionalText(String value) {
    byteValue(value == null ? 0 : 1);
    return value == null ? this : text(value);
  }

  /** One byte that tells whether a value follows, then the value. */
  public RowWriter optionalLong(Long value) {
    byteValue(value == null ? 0 : 1);
    return value == null ? this : varint(value);
  }

  /** A copy of what was written since the last {@link #clear}. */
  public byte[] toBytes() {
    return Arrays.copyOf(buffer, size);
  }

  private void reserve(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
    }
  }
}
