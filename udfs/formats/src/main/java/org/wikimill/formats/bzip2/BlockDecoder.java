package org.wikimill.formats.bzip2;

import static org.wikimill.formats.bzip2.Bzip2Format.GROUP_SYMBOLS;
import static org.wikimill.formats.bzip2.Bzip2Format.LEVEL_BYTES;
import static org.wikimill.formats.bzip2.Bzip2Format.MAX_CODES;
import static org.wikimill.formats.bzip2.Bzip2Format.MAX_GROUPS;
import static org.wikimill.formats.bzip2.Bzip2Format.MAX_LEVEL;
import static org.wikimill.formats.bzip2.Bzip2Format.MAX_SYMBOLS;
import static org.wikimill.formats.bzip2.Bzip2Format.MIN_CODES;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * Decodes blocks of bzip2, one after the other into the same memory.
 *
 * <p>Of what the format allows, randomised blocks are refused: no program has written them since
 * 1999.
 */
final class BlockDecoder {
  private static final int FIRST_CAPACITY = 1 << 20;

  private static final int MAX_RUN_SHIFT = 20;
  private static final int RUN_B = 1;

  private final BitInput input;
  private final PrefixCode[] codes = new PrefixCode[MAX_CODES];
  private final byte[] groups = new byte[MAX_GROUPS];
  private final byte[] lengths = new byte[MAX_SYMBOLS];
  private final byte[] front = new byte[1 << Byte.SIZE];
  private final int[] counts = new int[1 << Byte.SIZE];

  /** The sorted bytes; later each with the place of the one that follows it above its 8 bits. */
  private int[] sorted = {};

  /** Runs can make up to 51 bytes of one; text hardly grows. */
  private byte[] bytes = {};

  private int length;
  private int crc;
  private long place;

  BlockDecoder(BitInput input) {
    this.input = input;
    Arrays.setAll(codes, i -> new PrefixCode());
  }

  /** What the last block holds; the next one overwrites it. */
  byte[] bytes() {
    return bytes;
  }

  /** How many of {@link #bytes} count. */
  int length() {
    return length;
  }

  /** The checksum of the last block. */
  int crc() {
    return crc;
  }

  /**
   * Decodes the block whose mark has just been read.
   *
   * @param maxBytes that the stream's header allows to a block before its runs are written out
   * @throws MalformedInputException if it is none, or damaged
   * @throws java.io.EOFException if the input ends first
   */
  void decode(int maxBytes) throws IOException {
    if (sorted.length == 0) {
      sorted = new int[MAX_LEVEL * LEVEL_BYTES];
      bytes = new byte[FIRST_CAPACITY];
    }
    place = input.position() / Byte.SIZE;
    crc = input.read(32);
    require(input.read(1) == 0, "a block that is not randomised", "a randomised one");
    int origin = input.read(24);
    int symbols = readAlphabet();
    int groupCount = readGroups(symbols);
    int count = readSymbols(symbols, groupCount, maxBytes);
    require(origin < count, "an origin among its bytes", "one beyond");
    link(count);
    writeOut(origin, count);
    int found = Bzip2Crc.of(bytes, length);
    if (found != crc) {
      HexFormat hex = HexFormat.of();
      throw damaged("bytes of checksum " + hex.toHexDigits(crc), hex.toHexDigits(found));
    }
  }

  /** The bytes that occur, and so the number of symbols. */
  private int readAlphabet() throws IOException {
    int rows = input.read(16);
    int used = 0;
    for (int row = 0; row < 16; row++) {
      int present = (rows >>> (15 - row) & 1) == 0 ? 0 : input.read(16);
      for (int column = 0; column < 16; column++) {
        if ((present >>> (15 - column) & 1) == 1) {
          front[used++] = (byte) (row << 4 | column);
        }
      }
    }
    require(used > 0, "bytes in use", "none");
    return used + 2;
  }

  /** Which code each group of symbols has, and the codes. */
  private int readGroups(int symbols) throws IOException {
    int codeCount = input.read(3);
    require(codeCount >= MIN_CODES && codeCount <= MAX_CODES, "2 to 6 codes", "fewer or more");
    int groupCount = input.read(15);
    byte[] order = {0, 1, 2, 3, 4, 5};
    for (int group = 0; group < groupCount; group++) {
      int rank = 0;
      while (input.read(1) == 1) {
        require(++rank < codeCount, "one of the codes", "another");
      }
      byte code = order[rank];
      System.arraycopy(order, 0, order, 1, rank);
      order[0] = code;
      if (group < MAX_GROUPS) {
        groups[group] = code;
      }
    }
    for (int code = 0; code < codeCount; code++) {
      readCode(codes[code], symbols);
    }
    return Math.min(groupCount, MAX_GROUPS);
  }

  private void readCode(PrefixCode code, int symbols) throws IOException {
    int bits = input.read(5);
    for (int symbol = 0; symbol < symbols; symbol++) {
      while (true) {
        if (bits < 1 || bits > PrefixCode.MAX_BITS) {
          throw damaged("codes of 1 to 20 bits", String.valueOf(bits));
        }
        if (input.read(1) == 0) {
          break;
        }
        bits += input.read(1) == 0 ? 1 : -1;
      }
      lengths[symbol] = (byte) bits;
    }
    require(code.set(lengths, symbols), "lengths of a prefix code", "too many short ones");
  }

  /** Undoes Huffman, runs of zeros and move-to-front: {@link #sorted} and {@link #counts}. */
  private int readSymbols(int symbols, int groupCount, int maxBytes) throws IOException {
    Arrays.fill(counts, 0);
    int end = symbols - 1;
    int count = 0;
    int run = 0;
    int runShift = 0;
    for (int group = 0; group < groupCount; group++) {
      PrefixCode code = codes[groups[group]];
      for (int i = 0; i < GROUP_SYMBOLS; i++) {
        int symbol = code.read(input);
        if (symbol >= 0 && symbol <= RUN_B) {
          require(runShift <= MAX_RUN_SHIFT, "a run within a block", "a longer one");
          run += (symbol + 1) << runShift++;
          continue;
        }
        if (run > 0) {
          count = append(count, run, maxBytes);
          run = 0;
          runShift = 0;
        }
        if (symbol == end) {
          return count;
        }
        require(symbol > 0, "a symbol", "none");
        moveToFront(symbol - 1);
        count = append(count, 1, maxBytes);
      }
    }
    throw damaged("the end of a block", "more symbols");
  }

  private void moveToFront(int rank) {
    byte moved = front[rank];
    if (rank < 16) {
      for (int i = rank; i > 0; i--) {
        front[i] = front[i - 1];
      }
    } else {
      System.arraycopy(front, 0, front, 1, rank);
    }
    front[0] = moved;
  }

  /** Appends the byte in front. */
  private int append(int count, int times, int maxBytes) throws IOException {
    if (times > maxBytes - count) {
      throw damaged("at most " + maxBytes + " bytes in a block", "more");
    }
    int value = front[0] & 0xFF;
    counts[value] += times;
    for (int i = count; i < count + times; i++) {
      sorted[i] = value;
    }
    return count + times;
  }

  /** Undoes Burrows-Wheeler: notes at each sorted byte where the one after it stands. */
  private void link(int count) {
    int sum = 0;
    for (int value = 0; value < counts.length; value++) {
      int next = sum + counts[value];
      counts[value] = sum;
      sum = next;
    }
    for (int i = 0; i < count; i++) {
      sorted[counts[sorted[i] & 0xFF]++] |= i << Byte.SIZE;
    }
  }

  /** Follows the links, and undoes the first runs: after four equal bytes stands how many more. */
  private void writeOut(int origin, int count) {
    int next = sorted[origin] >>> Byte.SIZE;
    int last = -1;
    int equal = 0;
    length = 0;
    for (int i = 0; i < count; i++) {
      int entry = sorted[next];
      next = entry >>> Byte.SIZE;
      int value = entry & 0xFF;
      if (equal == 4) {
        reserve(value);
        Arrays.fill(bytes, length, length + value, (byte) last);
        length += value;
        equal = 0;
        last = -1;
        continue;
      }
      if (length == bytes.length) {
        reserve(1);
      }
      bytes[length++] = (byte) value;
      equal = value == last ? equal + 1 : 1;
      last = value;
    }
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
  }

  private void require(boolean holds, String expected, String found)
      throws MalformedInputException {
    if (!holds) {
      throw damaged(expected, found);
    }
  }

  private MalformedInputException damaged(String expected, String found) {
    return new MalformedInputException(
        "bzip2 block is damaged", input.input().name(), place, expected, found);
  }
}
