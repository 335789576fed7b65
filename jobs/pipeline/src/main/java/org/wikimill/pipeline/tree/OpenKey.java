package org.wikimill.pipeline.tree;

import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;

/** The key of a spine item while its directory has no number yet: the directory's path instead. */
record OpenKey(byte[] directory, long hash, byte[] name) {

  static byte[] of(RowWriter out, byte[] directory, long hash, byte[] name) {
    return out.clear().bytes(directory).fixedLong(hash).raw(name).toBytes();
  }

  static OpenKey of(byte[] key) {
    RowReader in = new RowReader(key);
    return new OpenKey(in.bytes(), in.fixedLong(), in.rest());
  }
}
