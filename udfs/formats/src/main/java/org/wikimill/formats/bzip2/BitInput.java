package org.wikimill.formats.bzip2;

import java.io.EOFException;
import java.io.IOException;
import org.wikimill.formats.bytes.PositionedInput;

/** The bits of an input from any bit on, the most significant of a byte first. */
final class BitInput {
  private static final int WINDOW_BYTES = 1 << 17;

  private final PositionedInput input;
  private final byte[] window = new byte[WINDOW_BYTES];

  /** The byte of the input that follows the window. */
  private long windowEnd;

  private int at;
  private int limit;

  /** The next bits, from the most significant on; those that are not there are zero. */
  private long held;

  private int heldBits;

  BitInput(PositionedInput input) {
    this.input = input;
  }

  PositionedInput input() {
    return input;
  }

  /** The number of bits before the next one. */
  long position() {
    return (windowEnd - (limit - at)) * Byte.SIZE - heldBits;
  }

  /** Goes to a bit, at most the one after the last. */
  void seek(long bit) throws IOException {
    windowEnd = bit / Byte.SIZE;
    at = 0;
    limit = 0;
    held = 0;
    heldBits = 0;
    skip((int) (bit % Byte.SIZE));
  }

  /** The next bits without taking them, 1 to 32; zeros stand for those behind the end. */
  int peek(int count) throws IOException {
    if (heldBits < count) {
      refill();
    }
    return (int) (held >>> (Long.SIZE - count));
  }

  /** Takes bits, 0 to 32. */
  void skip(int count) throws IOException {
    if (heldBits < count) {
      refill();
      if (heldBits < count) {
        throw new EOFException(input.name() + ": ends in a bzip2 block");
      }
    }
    held <<= count;
    heldBits -= count;
  }

  /** Takes the next bits as a number, 1 to 32. */
  int read(int count) throws IOException {
    int bits = peek(count);
    skip(count);
    return bits;
  }

  /** Takes the next 48 bits. */
  long readMark() throws IOException {
    long high = read(24);
    return high << 24 | read(24);
  }

  /** Goes on to the next whole byte. */
  void align() throws IOException {
    skip((int) (-position() & (Byte.SIZE - 1)));
  }

  private void refill() throws IOException {
    while (heldBits <= Long.SIZE - Byte.SIZE) {
      if (at == limit && !load()) {
        return;
      }
      held |= (window[at++] & 0xFFL) << (Long.SIZE - Byte.SIZE - heldBits);
      heldBits += Byte.SIZE;
    }
  }

  private boolean load() throws IOException {
    int count = (int) Math.min(WINDOW_BYTES, input.length() - windowEnd);
    if (count <= 0) {
      return false;
    }
    input.readFully(windowEnd, window, 0, count);
    windowEnd += count;
    at = 0;
    limit = count;
    return true;
  }
}
