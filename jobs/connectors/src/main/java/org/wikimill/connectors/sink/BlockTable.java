package org.wikimill.connectors.sink;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The blocks of one shard, by SHA-256 and codec: a hash table on primitive arrays, 53 bytes a block
 * and slots.
 *
 * <p>Only blocks of the project's own making come here, all under SHA-256.
 */
final class BlockTable {
  /** More blocks than that are refused: a shard's index is made in memory. */
  static final int MAX_BLOCKS = 1 << 23;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private long[] digests = new long[4 * 1024];
  private long[] offsets = new long[1024];
  private int[] lengths = new int[1024];
  private boolean[] raw = new boolean[1024];
  private int[] slots = new int[4096];
  private int size;

  int size() {
    return size;
  }

  /** Whether the block was not there yet. It is recorded then. */
  boolean add(byte[] sha256, boolean isRaw, long offset, int length) {
    if (size == offsets.length) {
      grow();
    }
    for (int i = 0; i < 4; i++) {
      digests[4 * size + i] = (long) LONGS.get(sha256, 8 * i);
    }
    raw[size] = isRaw;
    int slot = slot(size);
    if (slots[slot] != 0) {
      return false;
    }
    if (size == MAX_BLOCKS) {
      throw new IllegalStateException(
          "a shard holds more than " + MAX_BLOCKS + " blocks: choose a smaller --shard-size");
    }
    offsets[size] = offset;
    lengths[size] = length;
    slots[slot] = ++size;
    return true;
  }

  /** The blocks in the order of their digests, then of their offsets. */
  int[] sorted() {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, this::compare);
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }

  byte[] sha256(int block) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < 4; i++) {
      LONGS.set(bytes, 8 * i, digests[4 * block + i]);
    }
    return bytes;
  }

  long offset(int block) {
    return offsets[block];
  }

  int length(int block) {
    return lengths[block];
  }

  boolean isRaw(int block) {
    return raw[block];
  }

  private int compare(int a, int b) {
    for (int i = 0; i < 4; i++) {
      int c = Long.compareUnsigned(digests[4 * a + i], digests[4 * b + i]);
      if (c != 0) {
        return c;
      }
    }
    return Long.compare(offsets[a], offsets[b]);
  }

  /** The slot of a block, or the free one where it belongs. */
  private int slot(int block) {
    int mask = slots.length - 1;
    int slot = (int) digests[4 * block] & mask;
    while (slots[slot] != 0 && !same(slots[slot] - 1, block)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private boolean same(int a, int b) {
    return raw[a] == raw[b] && Arrays.equals(digests, 4 * a, 4 * a + 4, digests, 4 * b, 4 * b + 4);
  }

  private void grow() {
    digests = Arrays.copyOf(digests, digests.length * 2);
    offsets = Arrays.copyOf(offsets, offsets.length * 2);
    lengths = Arrays.copyOf(lengths, lengths.length * 2);
    raw = Arrays.copyOf(raw, raw.length * 2);
    slots = new int[slots.length * 2];
    for (int block = 0; block < size; block++) {
      slots[slot(block)] = block + 1;
    }
  }
}
