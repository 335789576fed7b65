package org.wikimill.pipeline.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.pipeline.joined.MediaInfo;

/**
 * A row on its way to the part that makes the file of a title: all of it is the key, so that the
 * order of rows is never left to chance. What is known of a file comes before the files of its
 * name; of these the one whose path sorts first comes first.
 */
final class MediaRow {
  /** Ends the title; no title holds it. */
  private static final byte END = 0;

  /** What a row tells, in the order in which rows of a title come. */
  enum Kind {
    /** What an answer of the API knows. */
    ANSWER,
    /** What the page's structured data state. */
    STATEMENTS,
    /** What the wiki's table {@code image} knows: the sum that files are held against. */
    TABLE,
    FILE;

    static Kind of(MediaInfo.Teller teller) {
      return valueOf(teller.name());
    }
  }

  private MediaRow() {}

  static byte[] info(RowWriter out, String title, Kind kind, MediaInfo info) {
    info.write(start(out, title, kind));
    return out.toBytes();
  }

  static byte[] file(RowWriter out, String title, Originals.Entry file) {
    return start(out, title, Kind.FILE)
        .raw(file.path().getBytes(UTF_8))
        .byteValue(END)
        .fixedLong(file.lengthBytes())
        .toBytes();
  }

  private static RowWriter start(RowWriter out, String title, Kind kind) {
    return out.clear().raw(title.getBytes(UTF_8)).byteValue(END).byteValue(kind.ordinal());
  }

  /** The part of a key that names the title. */
  static byte[] title(byte[] key) {
    return Arrays.copyOf(key, titleEnd(key));
  }

  private static int titleEnd(byte[] key) {
    int end = 0;
    while (key[end] != END) {
      end++;
    }
    return end;
  }

  static Kind kind(byte[] key) {
    return Kind.values()[key[titleEnd(key) + 1]];
  }

  static MediaInfo info(byte[] key) {
    return MediaInfo.read(new RowReader(Arrays.copyOfRange(key, titleEnd(key) + 2, key.length)));
  }

  static Originals.Entry file(byte[] key) {
    int start = titleEnd(key) + 2;
    int end = key.length - Long.BYTES;
    long length = new RowReader(Arrays.copyOfRange(key, end, key.length)).fixedLong();
    return new Originals.Entry(new String(key, start, end - 1 - start, UTF_8), length);
  }
}
