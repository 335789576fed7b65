package org.wikimill.pipeline.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.codec.digest.MurmurHash3;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * The keys of the rows that an audit shuffles: tallies, contents by a hash of their CIDs, and what
 * is known of a directory by its path.
 */
final class Key {
  /** What a row is. */
  enum Kind {
    TALLY,
    CONTENT,
    DIRECTORY
  }

  /** What a row tells of a directory, in the order in which it comes. */
  enum Facet {
    /** Its own row in table {@code dirs}. */
    SELF,
    /** Something in it differs. */
    CHANGED,
    /** A directory in it, whose name the key ends with. */
    CHILD
  }

  /** Ends a path in a key; no path holds it. */
  private static final byte END = 0;

  private final RowWriter out = new RowWriter();

  byte[] tally() {
    return out.clear().byteValue(Kind.TALLY.ordinal()).toBytes();
  }

  /**
   * That of a content: 16 bytes are few to shuffle, and tell more contents apart than there are.
   */
  byte[] content(byte[] cid) {
    long[] hash = MurmurHash3.hash128x64(cid);
    out.clear().byteValue(Kind.CONTENT.ordinal());
    return out.fixedLong(hash[0]).fixedLong(hash[1]).toBytes();
  }

  byte[] directory(byte[] path, Facet facet) throws MalformedInputException {
    return start(path, facet).toBytes();
  }

  byte[] child(byte[] directory, byte[] name) throws MalformedInputException {
    return start(directory, Facet.CHILD).raw(name).toBytes();
  }

  private RowWriter start(byte[] path, Facet facet) throws MalformedInputException {
    if (endOf(path, 0) < path.length) {
      String text = new String(path, StandardCharsets.UTF_8).replace('\0', '?');
      throw new MalformedInputException("NUL in a path", "index", -1, "a path of a tree", text);
    }
    out.clear().byteValue(Kind.DIRECTORY.ordinal()).raw(path);
    return out.byteValue(END).byteValue(facet.ordinal());
  }

  static Kind kind(byte[] key) {
    return Kind.values()[key[0]];
  }

  /** The directory's path. */
  static byte[] path(byte[] key) {
    return Arrays.copyOfRange(key, 1, endOf(key, 1));
  }

  static Facet facet(byte[] key) {
    return Facet.values()[key[endOf(key, 1) + 1]];
  }

  /** Where a row goes: what is known of one content or directory goes together. */
  static Destinations destinations(int partitions) {
    return Destinations.byHash(
        partitions, key -> kind(key) == Kind.DIRECTORY ? Arrays.copyOf(key, endOf(key, 1)) : key);
  }

  private static int endOf(byte[] bytes, int from) {
    int end = from;
    while (end < bytes.length && bytes[end] != END) {
      end++;
    }
    return end;
  }
}
