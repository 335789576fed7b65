package org.wikimill.formats.ipld;

import java.util.Arrays;

/** A growing array of bytes in which a block is put together, reused from block to block. */
final class BlockBuffer {
  private byte[] bytes;
  private int length;

  BlockBuffer(int initialBytes) {
    bytes = new byte[initialBytes];
  }

  /** The bytes; valid up to {@link #length()} and until the next write. */
  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  void octet(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  void bytes(byte[] source) {
    bytes(source, 0, source.length);
  }

  void bytes(byte[] source, int offset, int count) {
    reserve(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  void cid(Cid cid) {
    reserve(cid.lengthBytes());
    length += cid.writeTo(bytes, length);
  }

  /** An unsigned LEB128 number, as in protobuf and in multiformats. */
  void varint(long value) {
    reserve(10);
    length = putVarint(bytes, length, value);
  }

  /** Writes such a number into an array; returns the position behind it. */
  static int putVarint(byte[] target, int position, long value) {
    int at = position;
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      target[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    target[at++] = (byte) rest;
    return at;
  }

  void littleEndian(long value, int count) {
    reserve(count);
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) (value >>> (8 * i));
    }
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** How many bytes {@link #varint} takes for that number: 1 to 10. */
  static int varintLength(long value) {
    return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
  }

  private void reserve(int count) {
    if (count > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, count), 2 * bytes.length));
    }
  }
}
