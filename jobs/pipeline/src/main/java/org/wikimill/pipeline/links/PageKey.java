package org.wikimill.pipeline.links;

import java.util.Arrays;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.tables.LinkRow;
import org.wikimill.formats.site.LinkKind;
import org.wikimill.pipeline.rows.LinkFile.Link;

/** The key of a link on its way into the table: its page, where it leads, and what for. */
final class PageKey {
  /** Ends the page and the target. No path of a file holds it. */
  private static final byte END = 0;

  private PageKey() {}

  static byte[] of(RowWriter out, Link link) {
    return out.clear()
        .raw(link.from())
        .byteValue(END)
        .raw(link.to())
        .byteValue(END)
        .byteValue(link.kind().ordinal())
        .toBytes();
  }

  static byte[] from(byte[] key) {
    return Arrays.copyOf(key, endOfPage(key));
  }

  /**
   * The row of the table.
   *
   * @param path the path that answers; empty if none does
   */
  static LinkRow row(byte[] key, byte[] path) {
    int end = endOfPage(key);
    return new LinkRow(
        Arrays.copyOf(key, end),
        Arrays.copyOfRange(key, end + 1, key.length - 2),
        LinkKind.values()[key[key.length - 1]],
        path.length == 0 ? null : path);
  }

  private static int endOfPage(byte[] key) {
    int end = 0;
    while (key[end] != END) {
      end++;
    }
    return end;
  }
}
