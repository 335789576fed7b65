package org.wikimill.formats.bzip2;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Writes bzip2 streams of one block that hold what no encoder writes, but the format allows: all
 * codes of a block are alike, so that the list that chooses among them can be any bits.
 */
public final class BlockWriter {
  private static final int GROUP = 50;
  private static final int CODES = 6;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int held;
  private int heldBits;

  private BlockWriter() {}

  /**
   * A stream of one block.
   *
   * @param text without runs of four, 1 to 900,000 bytes
   * @param choices the code of each group, as ranks of 0 to 5: what is missing is 0
   */
  public static byte[] stream(byte[] text, List<Integer> choices) {
    BlockWriter writer = new BlockWriter();
    int crc = Bzip2Crc.of(text, text.length);
    writer.write(0x425A6839, 32);
    writer.writeMark(Bzip2Format.BLOCK_MARK);
    writer.write(crc, 32);
    writer.writeBlock(text, choices);
    writer.writeMark(Bzip2Format.END_MARK);
    writer.write(crc, 32);
    while (writer.heldBits != 0) {
      writer.write(0, 1);
    }
    return writer.bytes.toByteArray();
  }

  /** Ranks of which the bits on disk are those of a block's mark. */
  public static List<Integer> spellingTheMark() {
    List<Integer> ranks = new ArrayList<>();
    int ones = 0;
    for (int bit = Bzip2Format.MARK_BITS - 1; bit >= 0; bit--) {
      if ((Bzip2Format.BLOCK_MARK >>> bit & 1) == 1) {
        ones++;
      } else {
        ranks.add(ones);
        ones = 0;
      }
    }
    ranks.add(ones); // The mark ends in a one; the zero after it belongs to the last rank.
    return ranks;
  }

  private void writeBlock(byte[] text, List<Integer> choices) {
    Integer[] rotations = IntStream.range(0, text.length).boxed().toArray(Integer[]::new);
    Arrays.sort(rotations, rotationOrder(text));
    write(0, 1);
    write(Arrays.asList(rotations).indexOf(0), 24);
    TreeSet<Integer> used = new TreeSet<>();
    for (byte b : text) {
      used.add(b & 0xFF);
    }
    writeAlphabet(used);
    List<Integer> symbols = symbols(text, rotations, used);
    int groups = (symbols.size() + GROUP - 1) / GROUP;
    write(CODES, 3);
    write(groups, 15);
    for (int group = 0; group < groups; group++) {
      int rank = group < choices.size() ? choices.get(group) : 0;
      write((1 << (rank + 1)) - 2, rank + 1);
    }
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(used.size() + 1);
    for (int code = 0; code < CODES; code++) {
      write(bits, 5);
      write(0, used.size() + 2);
    }
    symbols.forEach(symbol -> write(symbol, bits));
  }

  private static Comparator<Integer> rotationOrder(byte[] text) {
    return (a, b) -> {
      for (int i = 0; i < text.length; i++) {
        int order = Byte.compareUnsigned(text[(a + i) % text.length], text[(b + i) % text.length]);
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  private void writeAlphabet(NavigableSet<Integer> used) {
    for (int row = 0; row < 16; row++) {
      write(used.subSet(row * 16, row * 16 + 16).isEmpty() ? 0 : 1, 1);
    }
    for (int row = 0; row < 16; row++) {
      for (int i = 0; i < 16 && !used.subSet(row * 16, row * 16 + 16).isEmpty(); i++) {
        write(used.contains(row * 16 + i) ? 1 : 0, 1);
      }
    }
  }

  private static List<Integer> symbols(byte[] text, Integer[] rotations, Set<Integer> used) {
    List<Integer> front = new ArrayList<>(used);
    List<Integer> symbols = new ArrayList<>();
    int run = 0;
    for (int i = 0; i <= rotations.length; i++) {
      int rank = -1;
      if (i < rotations.length) {
        int last = text[(rotations[i] + text.length - 1) % text.length] & 0xFF;
        rank = front.indexOf(last);
        front.add(0, front.remove(rank));
      }
      if (rank == 0) {
        run++;
        continue;
      }
      for (; run > 0; run = (run - 1) / 2) {
        symbols.add(run % 2 == 1 ? 0 : 1);
      }
      symbols.add(rank < 0 ? used.size() + 1 : rank + 1);
    }
    return symbols;
  }

  private void writeMark(long mark) {
    write((int) (mark >>> 24), 24);
    write((int) mark, 24);
  }

  private void write(int value, int count) {
    for (int bit = count - 1; bit >= 0; bit--) {
      held = held << 1 | (bit < Integer.SIZE ? value >>> bit & 1 : 0);
      if (++heldBits == Byte.SIZE) {
        bytes.write(held);
        heldBits = 0;
        held = 0;
      }
    }
  }
}
