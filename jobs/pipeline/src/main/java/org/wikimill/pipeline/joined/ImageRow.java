package org.wikimill.pipeline.joined;

import java.util.List;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.tables.Columns;
import org.wikimill.connectors.tables.Table;

/**
 * A file of the wiki's own: a row of table {@code images}. The key has all of it.
 *
 * @param name its name, UTF-8, with spaces
 * @param size its length in bytes; null where nothing tells it
 * @param sha1 of its content, in hex; null likewise
 * @param credits what is said of its makers, as text
 */
record ImageRow(byte[] name, Long size, String sha1, ImageCredits credits) {
  static final Table<ImageRow> TABLE =
      new Table<>(
          "images",
          new Columns("images")
              .text("name")
              .optionalNumber("size")
              .optionalText("sha1")
              .optionalText("licence")
              .optionalText("author")
              .optionalText("description")
              .build(),
          List.of("name"),
          (row, out) ->
              out.text(row.name)
                  .number(row.size)
                  .text(row.sha1)
                  .text(row.credits.licence())
                  .text(row.credits.author())
                  .text(row.credits.description()),
          in ->
              new ImageRow(
                  in.utf8(),
                  in.optionalNumber(),
                  in.optionalText(),
                  new ImageCredits(in.optionalText(), in.optionalText(), in.optionalText())));

  byte[] key(RowWriter out) {
    OrderedBytes.write(out.clear(), name);
    return out.optionalLong(size)
        .optionalText(sha1)
        .optionalText(credits.licence())
        .optionalText(credits.author())
        .optionalText(credits.description())
        .toBytes();
  }

  static ImageRow of(byte[] key) {
    RowReader in = new RowReader(key);
    return new ImageRow(
        OrderedBytes.read(in),
        in.optionalLong(),
        in.optionalText(),
        new ImageCredits(in.optionalText(), in.optionalText(), in.optionalText()));
  }
}
