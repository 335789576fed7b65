package org.wikimill.formats.enterprise;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.enterprise.HtmlRecord.Text;

/**
 * A snapshot of Wikimedia Enterprise: JSON records, one in a line, in the files of a tar archive or
 * without one, compressed with gzip or not, all of which the bytes tell.
 *
 * <p>The records of one snapshot may hold a page several times: see {@link HtmlRecord#BY_AGE}.
 *
 * @see <a href="https://enterprise.wikimedia.com/docs/snapshot/">Snapshot API</a>
 */
public final class HtmlDump {
  /** A longer record is refused. */
  public static final int MAX_RECORD_BYTES = 1 << 28;

  private HtmlDump() {}

  /** Reads the pages with their HTML. Closing the cursor closes the input. */
  public static HtmlPageCursor read(PositionedInput input) throws IOException {
    return read(input, EnumSet.of(Text.HTML));
  }

  /** Reads the records with those texts that are asked for. */
  public static HtmlPageCursor read(PositionedInput input, Set<Text> texts) throws IOException {
    return new HtmlPageCursor(input, texts);
  }

  /**
   * What a snapshot says of its wiki. The names of its namespaces for files and categories are
   * taken from the first records, and are English if these show none.
   *
   * @param input stays open
   */
  public static SiteInfo site(PositionedInput input) throws IOException {
    SiteFinder finder = new SiteFinder();
    // Not closed: that would close the input.
    HtmlPageCursor cursor = read(input);
    while (!finder.isDone() && cursor.next()) {
      finder.see(cursor.record());
    }
    return finder.site();
  }
}
