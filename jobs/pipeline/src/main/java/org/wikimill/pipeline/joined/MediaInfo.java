package org.wikimill.pipeline.joined;

import java.util.Optional;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.article.MediaFiles.Credits;

/**
 * What one source tells of a file.
 *
 * @param sizeBytes its length; null if it does not say
 * @param sha1 of its bytes, hex; null if it does not say
 * @param width in pixels; 0 if it does not say
 * @param height in pixels; 0 if it does not say
 * @param mime its media type; empty if it does not say
 * @param credits whose it is
 */
public record MediaInfo(
    Long sizeBytes, String sha1, int width, int height, String mime, Credits credits) {
  /** Nothing is told. */
  public static final MediaInfo NONE = new MediaInfo(null, null, 0, 0, "", Credits.UNKNOWN);

  /** What tells of files, the first to be believed first; but for their sums and lengths. */
  public enum Teller {
    /** An answer of the wiki's API, of the page as it is shown. */
    ANSWER,
    /** The statements of a slot {@code mediainfo}. */
    STATEMENTS,
    /** The wiki's table {@code image}. */
    TABLE
  }

  /** Is given what is told, file by file. */
  public interface Told {
    /**
     * Takes what is told of a file.
     *
     * @param name the file's, with spaces, without namespace
     */
    void of(String name, Teller teller, MediaInfo info);
  }

  /** The sum that the file must have, hex; empty if nobody says. */
  public Optional<String> expectedSha1() {
    return Optional.ofNullable(sha1);
  }

  /** The same, with what {@code other} says where this says nothing. */
  public MediaInfo or(MediaInfo other) {
    boolean sized = width > 0 && height > 0;
    return new MediaInfo(
        sizeBytes == null ? other.sizeBytes : sizeBytes,
        sha1 == null ? other.sha1 : sha1,
        sized ? width : other.width,
        sized ? height : other.height,
        mime.isEmpty() ? other.mime : mime,
        credits.or(other.credits));
  }

  /** Writes all of it. */
  public void write(RowWriter out) {
    out.optionalLong(sizeBytes)
        .optionalText(sha1)
        .varint(width)
        .varint(height)
        .text(mime)
        .text(credits.licence())
        .text(credits.licenceUrl())
        .text(credits.author())
        .text(credits.source())
        .text(credits.description());
  }

  /** Reads what {@link #write} wrote. */
  public static MediaInfo read(RowReader in) {
    return new MediaInfo(
        in.optionalLong(),
        in.optionalText(),
        (int) in.varint(),
        (int) in.varint(),
        in.text(),
        new Credits(in.text(), in.text(), in.text(), in.text(), in.text()));
  }
}
