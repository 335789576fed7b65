package org.wikimill.formats.ipld;

import java.util.ArrayList;
import java.util.List;

/**
 * The way to a name in a HAMT: the label of its bucket in the root, in the shard there, and so on.
 *
 * <p>It follows from the name alone, and goes on for as many levels as the hash has bits; the name
 * stands at the first level at which no other name of the directory shares its way so far. Its link
 * there is called by the label and the name.
 *
 * @see HamtBuilder
 */
public final class HamtPath {
  private HamtPath() {}

  /**
   * The labels, of upper-case hexadecimal digits.
   *
   * @param name of a directory entry, in bytes
   * @param profile says how many buckets a shard has
   */
  public static List<byte[]> of(byte[] name, CidProfile profile) {
    byte[][] prefixes = HamtShard.prefixes(profile.fanout());
    int bits = Integer.numberOfTrailingZeros(profile.fanout());
    long hash = HamtBuilder.hash(name);
    List<byte[]> labels = new ArrayList<>();
    for (int level = 0; level < Long.SIZE / bits; level++) {
      labels.add(prefixes[HamtShard.bucket(hash, level, bits)]);
    }
    return labels;
  }
}
