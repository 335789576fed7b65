package org.wikimill.pipeline.rows;

import java.util.Arrays;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * How often each of some places was met, by 64-bit hashes in their stead: 32 to 64 bytes of memory
 * a place.
 *
 * <p>Two places share a hash once in 2^64: of 20 million files and 50 million other places, that
 * any of the latter is taken for a file has a probability of 1 in 18,000.
 */
public final class HashCounts {
  private static final int MIN_SLOTS = 1 << 6;

  /** Cleared tables that are larger are given up: one long page makes no table of all that come. */
  private static final int MAX_KEPT_SLOTS = 1 << 12;

  /** 0 where there is none. */
  private long[] hashes = new long[MIN_SLOTS];

  private long[] counts = new long[MIN_SLOTS];
  private int size;

  /** The hash of a place. */
  public static long hash(byte[] place) {
    return MurmurHash3.hash128x64(place)[0];
  }

  /**
   * Counts a hash.
   *
   * @return whether it is new
   */
  public boolean add(long hash, long times) {
    long kept = kept(hash);
    int slot = slot(kept);
    boolean isNew = hashes[slot] == 0;
    hashes[slot] = kept;
    counts[slot] += times;
    if (isNew && ++size > hashes.length / 2) {
      grow();
    }
    return isNew;
  }

  public boolean contains(long hash) {
    return hashes[slot(kept(hash))] != 0;
  }

  /** The number of different hashes. */
  public int size() {
    return size;
  }

  public void clear() {
    if (hashes.length > MAX_KEPT_SLOTS) {
      hashes = new long[MIN_SLOTS];
      counts = new long[MIN_SLOTS];
    } else {
      Arrays.fill(hashes, 0);
      Arrays.fill(counts, 0);
    }
    size = 0;
  }

  /** Takes a hash and how often it came. */
  @FunctionalInterface
  public interface Visitor<E extends Exception> {
    void visit(long hash, long times) throws E;
  }

  /** Visits all of them in ascending order, unsigned. */
  public <E extends Exception> void forEach(Visitor<E> visitor) throws E {
    long[] sorted = new long[size];
    int n = 0;
    for (long hash : hashes) {
      if (hash != 0) {
        sorted[n++] = hash ^ Long.MIN_VALUE;
      }
    }
    Arrays.sort(sorted);
    for (long flipped : sorted) {
      long hash = flipped ^ Long.MIN_VALUE;
      visitor.visit(hash, counts[slot(hash)]);
    }
  }

  /** 0 counts as 1: it marks what is empty. */
  private static long kept(long hash) {
    return hash == 0 ? 1 : hash;
  }

  /** Where the hash is, or would be. Hashes are spread evenly in any of their bits. */
  private int slot(long hash) {
    int mask = hashes.length - 1;
    int slot = (int) hash & mask;
    while (hashes[slot] != 0 && hashes[slot] != hash) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldHashes = hashes;
    long[] oldCounts = counts;
    hashes = new long[2 * oldHashes.length];
    counts = new long[hashes.length];
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldHashes[i] != 0) {
        int slot = slot(oldHashes[i]);
        hashes[slot] = oldHashes[i];
        counts[slot] = oldCounts[i];
      }
    }
  }
}
