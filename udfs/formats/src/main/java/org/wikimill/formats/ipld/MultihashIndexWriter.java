package org.wikimill.formats.ipld;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Gathers where the blocks of a CAR stand and writes them as a sorted index, the form that {@link
 * MultihashIndex} reads.
 *
 * <p>Takes SHA2-256 alone. CIDs that are their own data need no block and are left out. Of several
 * copies of a block all are listed, in the order of their offsets. Memory is 40 bytes a block, and
 * 8 more while sorting. Not thread-safe.
 */
public final class MultihashIndexWriter {
  private static final int DIGEST_BYTES = 32;
  private static final int MAX_ENTRIES = (Integer.MAX_VALUE - 8) / DIGEST_BYTES;
  private static final int RECORDS_AT_ONCE = 1024;

  private byte[] digests = new byte[64 * DIGEST_BYTES];
  private long[] offsets = new long[64];
  private int count;

  /**
   * Adds a block.
   *
   * @param sectionOffset where its section starts in the CARv1, as {@link CarWriter#put} returns it
   * @throws IllegalArgumentException if the hash function is neither SHA2-256 nor identity
   */
  public void add(Cid cid, long sectionOffset) {
    if (cid.hashFunction() == Cid.IDENTITY) {
      return;
    }
    if (cid.hashFunction() != Cid.SHA2_256) {
      throw new IllegalArgumentException("not indexed by SHA2-256: " + cid);
    }
    if (count == offsets.length) {
      grow();
    }
    cid.writeDigest(digests, count * DIGEST_BYTES);
    offsets[count++] = sectionOffset;
  }

  private void grow() {
    if (count == MAX_ENTRIES) {
      throw new IllegalStateException("an index holds at most " + MAX_ENTRIES + " blocks");
    }
    int capacity = (int) Math.min(MAX_ENTRIES, 2L * count);
    offsets = Arrays.copyOf(offsets, capacity);
    digests = Arrays.copyOf(digests, capacity * DIGEST_BYTES);
  }

  /** Writes the index; the stream is not closed. */
  public void writeTo(OutputStream out) throws IOException {
    int width = DIGEST_BYTES + Long.BYTES;
    BlockBuffer buffer = new BlockBuffer(RECORDS_AT_ONCE * width);
    buffer.varint(CarFormat.MULTIHASH_INDEX_SORTED);
    int functions = count == 0 ? 0 : 1;
    buffer.littleEndian(functions, 4);
    if (functions > 0) {
      buffer.littleEndian(Cid.SHA2_256, 8);
      buffer.littleEndian(1, 4);
      buffer.littleEndian(width, 4);
      buffer.littleEndian((long) count * width, 8);
    }
    long[] order = order();
    for (int i = 0; i < count; i++) {
      if (i % RECORDS_AT_ONCE == 0) {
        flush(buffer, out);
      }
      buffer.bytes(digests, (int) order[i] * DIGEST_BYTES, DIGEST_BYTES);
      buffer.littleEndian(offsets[(int) order[i]], 8);
    }
    flush(buffer, out);
  }

  private static void flush(BlockBuffer buffer, OutputStream out) throws IOException {
    out.write(buffer.array(), 0, buffer.length());
    buffer.clear();
  }

  /**
   * The order of the entries, in the lower halves of the numbers. Sorted first by four bytes of the
   * digest, which stand in the upper halves; what is equal there, which is rare, by all the rest.
   */
  private long[] order() {
    long[] keys = new long[count];
    for (int i = 0; i < count; i++) {
      keys[i] = (long) prefix(i) << 32 | i;
    }
    Arrays.sort(keys);
    for (int from = 0; from < count; ) {
      int to = from + 1;
      while (to < count && keys[to] >> 32 == keys[from] >> 32) {
        to++;
      }
      if (to - from > 1) {
        sortByAll(keys, from, to);
      }
      from = to;
    }
    return keys;
  }

  /** The first four bytes of a digest, such that signed order is their unsigned order. */
  private int prefix(int entry) {
    int at = entry * DIGEST_BYTES;
    int prefix = 0;
    for (int i = 0; i < 4; i++) {
      prefix = prefix << 8 | (digests[at + i] & 0xff);
    }
    return prefix ^ Integer.MIN_VALUE;
  }

  private void sortByAll(long[] keys, int from, int to) {
    Integer[] entries = new Integer[to - from];
    for (int i = from; i < to; i++) {
      entries[i - from] = (int) keys[i];
    }
    Arrays.sort(entries, this::compare);
    for (int i = from; i < to; i++) {
      keys[i] = entries[i - from];
    }
  }

  private int compare(int a, int b) {
    int atA = a * DIGEST_BYTES;
    int atB = b * DIGEST_BYTES;
    int byDigest =
        Arrays.compareUnsigned(digests, atA, atA + DIGEST_BYTES, digests, atB, atB + DIGEST_BYTES);
    return byDigest != 0 ? byDigest : Long.compare(offsets[a], offsets[b]);
  }
}
