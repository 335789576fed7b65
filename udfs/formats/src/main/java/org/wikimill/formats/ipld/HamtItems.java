package org.wikimill.formats.ipld;

import java.io.IOException;

/**
 * Takes the finished parts of a HAMT in strictly increasing order of hash, then name, both
 * unsigned. {@link HamtBuilder} gives them and takes them.
 */
public interface HamtItems {
  /**
   * Takes a value.
   *
   * @param h1 {@link HamtBuilder#hash} of the name
   * @param name the name in bytes, not copied
   * @param tsize the cumulative size of what it links
   */
  void entry(long h1, byte[] name, Cid cid, long tsize) throws IOException;

  /**
   * Takes a finished shard below the root, which covers all values whose hash starts like {@code
   * prefix}.
   *
   * @param prefix the first {@code depth} bucket indices, as the highest bits of a hash; the other
   *     bits are zero
   * @param depth how many: 1 for a child of the root
   * @param tsize the cumulative size of the shard
   * @param entries the number of values in it
   */
  void shard(long prefix, int depth, Cid cid, long tsize, long entries) throws IOException;
}
