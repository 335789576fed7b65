package org.wikimill.pipeline.sides;

import java.util.Arrays;
import org.wikimill.connectors.rows.RowWriter;

/** The keys of what is known of paths on one level of a tree, by range and path. */
final class LevelKey {
  /** What a row tells of a path, in the order in which it comes. */
  enum Kind {
    /** A directory that is compared: all that the index has in it is looked at. */
    COMPARED,
    /** A directory of the index; the value is its CID. */
    INDEXED,
    /** An entry of a directory of the tree; the value is its CID. */
    ENTRY,
    /** A file of the tree where a directory was looked for; the value is its CID. */
    FILE,
    /** A directory of the tree that cannot be read; the value is a {@link TreeDifference}. */
    BROKEN
  }

  /** Ends a path in a key; no path holds it. */
  private static final byte END = 0;

  private final RowWriter out = new RowWriter();

  byte[] of(int range, byte[] path, Kind kind) {
    return out.clear().fixedInt(range).raw(path).byteValue(END).byteValue(kind.ordinal()).toBytes();
  }

  static byte[] path(byte[] key) {
    return Arrays.copyOfRange(key, Integer.BYTES, key.length - 2);
  }

  static Kind kind(byte[] key) {
    return Kind.values()[key[key.length - 1]];
  }
}
