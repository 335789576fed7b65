package org.wikimill.pipeline.sides;

import java.util.Arrays;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.Cid;

/** The rows that comparing one level of a tree makes: a kind and a path as key, a value. */
final class LevelRow {
  /** What a row is. */
  enum Kind {
    /** A directory to be compared on the next level; the value is a {@link Pair}. */
    NEXT,
    /** A directory in which something differs. */
    CHANGED,
    /** A path that differs; the value is that of a {@link TreeDifference}. */
    DIFFERENT,
    /** How many files, and directories, were found equal. */
    SAME
  }

  /**
   * A directory on both sides.
   *
   * @param tree its CID in the tree; null if it is not there
   * @param index its CID in the index; null if it is not there
   */
  record Pair(Cid tree, Cid index) {
    byte[] encode() {
      return new RowWriter().bytes(bytes(tree)).bytes(bytes(index)).toBytes();
    }

    static Pair decode(byte[] value) throws MalformedInputException {
      RowReader in = new RowReader(value);
      return new Pair(cid(in.bytes()), cid(in.bytes()));
    }

    private static byte[] bytes(Cid cid) {
      return cid == null ? new byte[0] : cid.bytes();
    }

    private static Cid cid(byte[] bytes) throws MalformedInputException {
      return bytes.length == 0 ? null : Cid.decode(bytes, 0);
    }
  }

  private LevelRow() {}

  static byte[] key(Kind kind, byte[] path) {
    return new RowWriter().byteValue(kind.ordinal()).raw(path).toBytes();
  }

  static Kind kind(byte[] key) {
    return Kind.values()[key[0]];
  }

  static byte[] path(byte[] key) {
    return Arrays.copyOfRange(key, 1, key.length);
  }
}
