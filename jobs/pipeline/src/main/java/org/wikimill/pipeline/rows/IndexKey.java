package org.wikimill.pipeline.rows;

import java.util.Arrays;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.site.Utf8;

/** The key of a row on its way into the index: which table, then what the table is sorted by. */
public final class IndexKey {
  /** Ends the path in a key that goes on; no path holds it. */
  private static final byte END = 0;

  private IndexKey() {}

  /** The tables that are sorted by path, in the order in which a partition meets them. */
  public enum Sorted {
    FILES,
    REDIRECTS,
    ERRORS
  }

  /** The key of a file at a place in the tree. */
  public static byte[] of(RowWriter out, Sorted table, byte[] place) {
    return out.clear().byteValue(table.ordinal()).raw(place).toBytes();
  }

  /**
   * The key of an entry by the source's own name for it. Names that differ only in how the bytes
   * outside UTF-8 are spelled have one path, but keys of their own: their order is never left to
   * chance.
   */
  public static byte[] ofSource(RowWriter out, Sorted table, byte[] name) {
    byte[] path = Utf8.escapeMalformed(name);
    out.clear().byteValue(table.ordinal()).raw(path);
    return path == name ? out.toBytes() : out.byteValue(END).raw(name).toBytes();
  }

  public static Sorted table(byte[] key) {
    return Sorted.values()[key[0]];
  }

  public static byte[] path(byte[] key) {
    int end = 1;
    while (end < key.length && key[end] != END) {
      end++;
    }
    return Arrays.copyOfRange(key, 1, end);
  }
}
