package org.wikimill.pipeline.store;

import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.article.MediaFiles.Credits;
import org.wikimill.formats.article.MediaFiles.Media;

/** A file of the build as the value of a key. */
public final class MediaValue {
  private MediaValue() {}

  public static byte[] encode(Media media) {
    Credits credits = media.credits();
    return new RowWriter()
        .text(media.place())
        .text(media.mime())
        .varint(media.width())
        .varint(media.height())
        .varint(media.lengthBytes())
        .text(credits.licence())
        .text(credits.licenceUrl())
        .text(credits.author())
        .text(credits.source())
        .text(credits.description())
        .toBytes();
  }

  public static Media decode(byte[] value) {
    RowReader in = new RowReader(value);
    return new Media(
        in.text(),
        in.text(),
        (int) in.varint(),
        (int) in.varint(),
        in.varint(),
        new Credits(in.text(), in.text(), in.text(), in.text(), in.text()));
  }
}
