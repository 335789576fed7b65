package org.wikimill.pipeline.pages;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.wikimill.connectors.io.Digests;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.pipeline.rows.PageRow;

/** Pages that a dump does not have and a site needs. */
final class MadePages {
  private MadePages() {}

  /**
   * A page: at the end of a range of the dump, by its name.
   *
   * @param key what tells it from all others of its kind
   * @param ranges ranges of the dump, over which such pages are spread
   */
  static PageRow of(PageRow.Kind kind, byte[] key, String title, int ranges) {
    ByteBuffer hash = ByteBuffer.wrap(Digests.sha256().digest(key));
    return new PageRow(
        kind,
        hash.getInt(),
        true,
        Titles.entryName(title).getBytes(StandardCharsets.UTF_8),
        title.getBytes(StandardCharsets.UTF_8),
        DumpClaim.HTML,
        hash.getInt(),
        Integer.remainderUnsigned(hash.getInt(), ranges),
        -1);
  }
}
