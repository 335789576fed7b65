package org.wikimill.pipeline.joined;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.wikimill.formats.article.MediaFiles.Credits;
import org.wikimill.formats.html.HtmlEscape;
import org.wikimill.formats.sql.SqlRow;
import org.wikimill.formats.sql.SqlTable;

/** What the wiki's table {@code image} tells of each file, and the file itself in its metadata. */
final class ImageTable {
  static final String NAME = "image";

  private final int name;
  private final int size;
  private final int width;
  private final int height;
  private final int major;
  private final int minor;
  private final int sha1;
  private final int metadata;

  /** Looks up the columns in the header of a dump. */
  ImageTable(SqlTable header) {
    name = header.index("img_name");
    size = header.index("img_size");
    width = header.index("img_width");
    height = header.index("img_height");
    major = header.index("img_major_mime");
    minor = header.index("img_minor_mime");
    sha1 = header.index("img_sha1");
    metadata = header.index("img_metadata");
  }

  /** Tells of the file of a row. */
  void tell(SqlRow row, MediaInfo.Told told) throws IOException {
    MediaInfo info =
        new MediaInfo(
            row.integer(size),
            ImageSha1.hex(row, sha1),
            pixels(row.integer(width)),
            pixels(row.integer(height)),
            new String(row.bytes(major), UTF_8) + "/" + new String(row.bytes(minor), UTF_8),
            credits(ImageCredits.of(row.bytes(metadata))));
    String title = new String(TitleBytes.ofTable(row.bytes(name)), UTF_8);
    told.of(title, MediaInfo.Teller.TABLE, info);
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
