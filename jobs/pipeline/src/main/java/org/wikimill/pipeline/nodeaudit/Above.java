package org.wikimill.pipeline.nodeaudit;

import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;

/**
 * What a block is a part of, or is itself.
 *
 * @param kind what stands above it
 * @param bytes the path, UTF-8; of a block the multihash
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Above(Kind kind, byte[] bytes) {
  /** What stands above a block. */
  enum Kind {
    /** Another block, which is a part of the same file or directory. */
    BLOCK,
    /** The path of a file that the block is the root of. */
    FILE,
    /** The path of a directory that the block is the root of. */
    DIRECTORY
  }

  byte[] encode(RowWriter out) {
    return out.clear().byteValue(kind.ordinal()).raw(bytes).toBytes();
  }

  static Above decode(byte[] row) {
    RowReader in = new RowReader(row);
    Kind kind = Kind.values()[in.byteValue()];
    return new Above(kind, in.rest());
  }
}
