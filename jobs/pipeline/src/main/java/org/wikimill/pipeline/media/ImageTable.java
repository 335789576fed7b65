package org.wikimill.pipeline.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.article.MediaFiles.Credits;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.formats.html.HtmlEscape;
import org.wikimill.formats.sql.SqlTable;
import org.wikimill.pipeline.joined.DumpRows;
import org.wikimill.pipeline.joined.ImageCredits;
import org.wikimill.pipeline.joined.ImageSha1;

/** What the wiki's table {@code image} tells of each file. */
final class ImageTable {
  private static final byte[] NOTHING = {};

  private ImageTable() {}

  /** Makes a {@link MediaRow} of each row of a dump. */
  static DumpRows.Maker make(SqlTable header, Titles titles) {
    int name = header.index("img_name");
    int width = header.index("img_width");
    int height = header.index("img_height");
    int major = header.index("img_major_mime");
    int minor = header.index("img_minor_mime");
    int sha1 = header.index("img_sha1");
    int metadata = header.index("img_metadata");
    RowWriter out = new RowWriter();
    return (row, rows) -> {
      String title = MediaStage.title(titles, new String(row.bytes(name), UTF_8));
      String mime = new String(row.bytes(major), UTF_8) + "/" + new String(row.bytes(minor), UTF_8);
      MediaInfo info =
          new MediaInfo(
              ImageSha1.hex(row, sha1),
              pixels(row.integer(width)),
              pixels(row.integer(height)),
              mime,
              credits(ImageCredits.of(row.bytes(metadata))));
      rows.accept(MediaRow.info(out, title, MediaRow.Kind.TABLE, info), NOTHING);
    };
  }

  private static int pixels(long number) {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, number));
  }

  /** What stands in the file itself is text and no HTML. */
  private static Credits credits(ImageCredits known) {
    String licence = known.licence() == null ? "" : known.licence();
    return new Credits(licence, "", html(known.author()), "", html(known.description()));
  }

  private static String html(String text) {
    return text == null ? "" : HtmlEscape.text(text);
  }
}
