package org.wikimill.pipeline.media;

import java.util.Optional;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.article.MediaFiles.Credits;

/**
 * What one source tells of a file.
 *
 * @param sha1 of its bytes, hex; null if it does not say
 * @param width in pixels; 0 if it does not say
 * @param height in pixels; 0 if it does not say
 * @param mime its media type; empty if it does not say
 * @param credits whose it is
 */
record MediaInfo(String sha1, int width, int height, String mime, Credits credits) {
  static final MediaInfo NONE = new MediaInfo(null, 0, 0, "", Credits.UNKNOWN);

  Optional<String> expectedSha1() {
    return Optional.ofNullable(sha1);
  }

  /** The same, with what {@code other} says where this says nothing. */
  MediaInfo or(MediaInfo other) {
    boolean sized = width > 0 && height > 0;
    return new MediaInfo(
        sha1 == null ? other.sha1 : sha1,
        sized ? width : other.width,
        sized ? height : other.height,
        mime.isEmpty() ? other.mime : mime,
        credits.or(other.credits));
  }

  void write(RowWriter out) {
    out.optionalText(sha1)
        .varint(width)
        .varint(height)
        .text(mime)
        .text(credits.licence())
        .text(credits.licenceUrl())
        .text(credits.author())
        .text(credits.source())
        .text(credits.description());
  }

  static MediaInfo read(RowReader in) {
    return new MediaInfo(
        in.optionalText(),
        (int) in.varint(),
        (int) in.varint(),
        in.text(),
        new Credits(in.text(), in.text(), in.text(), in.text(), in.text()));
  }
}
