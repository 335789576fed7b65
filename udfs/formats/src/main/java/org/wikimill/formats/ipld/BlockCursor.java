package org.wikimill.formats.ipld;

import java.util.Arrays;
import org.wikimill.formats.bytes.MalformedInputException;

/** A position that moves through a range of untrusted bytes and never leaves it. */
final class BlockCursor {
  private final String file;
  private final long base;
  private final byte[] bytes;
  private final int limit;
  private int position;

  /**
   * @param file what messages call the input
   * @param base where the first byte of the array stands in that input
   * @param position the first byte of the range in the array
   * @param limit the end of the range in the array
   */
  BlockCursor(String file, long base, byte[] bytes, int position, int limit) {
    this.file = file;
    this.base = base;
    this.bytes = bytes;
    this.position = position;
    this.limit = limit;
  }

  int position() {
    return position;
  }

  int remaining() {
    return limit - position;
  }

  int octet(String what) throws MalformedInputException {
    require(1, what);
    return bytes[position++] & 0xff;
  }

  /** The next octet without a step, or -1 at the end. */
  int peek() {
    return position < limit ? bytes[position] & 0xff : -1;
  }

  byte[] bytes(int count, String what) throws MalformedInputException {
    return copyFrom(position, count, what);
  }

  /** Steps over {@code count} bytes and returns all bytes from {@code start} on to there. */
  byte[] copyFrom(int start, int count, String what) throws MalformedInputException {
    require(count, what);
    position += count;
    return Arrays.copyOfRange(bytes, start, position);
  }

  /** The next {@code count} bytes as a range of their own. */
  BlockCursor slice(int count, String what) throws MalformedInputException {
    require(count, what);
    position += count;
    return new BlockCursor(file, base, bytes, position - count, position);
  }

  /** An unsigned number of fixed length, up to 8 bytes; one of 64 bits may come out negative. */
  long littleEndian(int count, String what) throws MalformedInputException {
    require(count, what);
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= (bytes[position++] & 0xffL) << (8 * i);
    }
    return value;
  }

  /** A length field: a varint that the rest of the range can satisfy. */
  int length(String what) throws MalformedInputException {
    int start = position;
    long length = varint(what);
    if (length < 0 || length > remaining()) {
      throw malformed(
          what + " out of bounds",
          start,
          "at most the " + remaining() + " bytes that are left",
          Long.toUnsignedString(length));
    }
    return (int) length;
  }

  /** A protobuf varint: up to 10 bytes, 64 bits, padded forms included. */
  long varint(String what) throws MalformedInputException {
    int start = position;
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int octet = octet(what);
      if (shift == 63 && octet > 1) {
        break;
      }
      value |= (long) (octet & 0x7f) << shift;
      if (octet < 0x80) {
        return value;
      }
    }
    throw malformed(what + " is too long", start, "a varint of 64 bits", "more");
  }

  /** A multiformats varint: at most 63 bits, in its shortest form. */
  long shortestVarint(String what) throws MalformedInputException {
    int start = position;
    long value = varint(what);
    if (value < 0 || position - start != BlockBuffer.varintLength(value)) {
      throw malformed(
          what + " is not canonical",
          start,
          "the shortest varint of at most 63 bits",
          (position - start) + " bytes for " + Long.toUnsignedString(value));
    }
    return value;
  }

  /** An exception about the field that starts at {@code at}, a position in the array. */
  MalformedInputException malformed(String reason, int at, String expected, String found) {
    return new MalformedInputException(reason, file, base + at, expected, found);
  }

  private void require(int count, String what) throws MalformedInputException {
    if (count > remaining()) {
      throw malformed(what + " is cut short", position, count + " bytes", remaining() + " left");
    }
  }
}
