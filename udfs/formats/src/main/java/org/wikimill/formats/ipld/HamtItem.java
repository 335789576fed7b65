package org.wikimill.formats.ipld;

import java.util.Arrays;
import java.util.Comparator;

/**
 * What stands in a bucket of a HAMT: a value, a value whose CID is not known yet, or a shard.
 *
 * @param hash the hash of the name of a value; the prefix of a shard, other bits zero
 * @param depth 0 for a value, else the number of bucket indices that the prefix of a shard holds
 * @param name the name of a value; empty for a shard
 * @param cid null for a value that is pending
 * @param entries the values below: 1 for a value
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by components
record HamtItem(long hash, int depth, byte[] name, Cid cid, long tsize, long entries) {
  /** By hash, then by name, both unsigned. */
  static final Comparator<HamtItem> ORDER =
      (a, b) -> {
        int byHash = Long.compareUnsigned(a.hash, b.hash);
        return byHash != 0 ? byHash : Arrays.compareUnsigned(a.name, b.name);
      };

  private static final byte[] NO_NAME = {};

  static HamtItem entry(long hash, byte[] name, Cid cid, long tsize) {
    return new HamtItem(hash, 0, name, cid, tsize, 1);
  }

  static HamtItem shard(long prefix, int depth, Cid cid, long tsize, long entries) {
    return new HamtItem(prefix, depth, NO_NAME, cid, tsize, entries);
  }

  boolean isShard() {
    return depth > 0;
  }

  boolean isPending() {
    return cid == null;
  }
}
