package org.wikimill.pipeline.tree;

import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.ipld.HamtBuilder;

/**
 * The key of an item of a spine directory: by directory, then by the place in a HAMT.
 *
 * @param directory the directory's number in the {@link Spine}
 * @param hash the hash of the name, or the prefix of a sub-shard
 * @param name the name; empty for a sub-shard
 */
record SpineKey(int directory, long hash, byte[] name) {

  static byte[] of(RowWriter out, int directory, byte[] name) {
    return of(out, directory, HamtBuilder.hash(name), name);
  }

  static byte[] of(RowWriter out, int directory, long hash, byte[] name) {
    return out.clear().fixedInt(directory).fixedLong(hash).raw(name).toBytes();
  }

  static SpineKey of(byte[] key) {
    RowReader in = new RowReader(key);
    return new SpineKey(in.fixedInt(), in.fixedLong(), in.rest());
  }
}
