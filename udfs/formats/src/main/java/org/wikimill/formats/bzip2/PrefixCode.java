package org.wikimill.formats.bzip2;

import java.io.IOException;
import java.util.Arrays;

/** One of a block's Huffman codes: canonical, of 1 to 20 bits a symbol. */
final class PrefixCode {
  static final int MAX_BITS = 20;

  /** Codes up to this length, nearly all, are found in one step. */
  private static final int FAST_BITS = 10;

  private static final int LENGTH_BITS = 5;
  private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

  /** For each start of a code: symbol and length; 0 where the code is longer or there is none. */
  private final int[] fast = new int[1 << FAST_BITS];

  /** For each length: the code after its last one. */
  private final int[] endCode = new int[MAX_BITS + 1];

  /** For each length: what leads from a code to its place in {@link #symbols}. */
  private final int[] shift = new int[MAX_BITS + 1];

  /** By length, then by number. */
  private final int[] symbols = new int[Bzip2Format.MAX_SYMBOLS];

  /**
   * Takes on the code with these lengths.
   *
   * @param lengths in bits, by symbol; the first {@code count} of them
   * @return false if there is no such code
   */
  boolean set(byte[] lengths, int count) {
    Arrays.fill(fast, 0);
    int code = 0;
    int place = 0;
    for (int length = 1; length <= MAX_BITS; length++) {
      shift[length] = place - code;
      for (int symbol = 0; symbol < count; symbol++) {
        if (lengths[symbol] == length) {
          if (code >>> length != 0) {
            return false;
          }
          symbols[place++] = symbol;
          enter(code++, length, symbol);
        }
      }
      endCode[length] = code;
      code <<= 1;
    }
    return true;
  }

  private void enter(int code, int length, int symbol) {
    if (length <= FAST_BITS) {
      int from = code << (FAST_BITS - length);
      Arrays.fill(fast, from, from + (1 << (FAST_BITS - length)), symbol << LENGTH_BITS | length);
    }
  }

  /** Takes the next symbol; -1 if the bits are none. */
  int read(BitInput input) throws IOException {
    int bits = input.peek(MAX_BITS);
    int entry = fast[bits >>> (MAX_BITS - FAST_BITS)];
    if (entry != 0) {
      input.skip(entry & LENGTH_MASK);
      return entry >>> LENGTH_BITS;
    }
    for (int length = FAST_BITS + 1; length <= MAX_BITS; length++) {
      int code = bits >>> (MAX_BITS - length);
      if (code < endCode[length]) {
        input.skip(length);
        return symbols[code + shift[length]];
      }
    }
    return -1;
  }
}
