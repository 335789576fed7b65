package org.wikimill.pipeline.joined;

import java.util.List;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.tables.Columns;
import org.wikimill.connectors.tables.Table;
import org.wikimill.formats.sql.SqlTable;

/**
 * A file of the wiki's own: a row of table {@code images}. The key has all of it.
 *
 * @param name its name, UTF-8, with spaces
 * @param size its length in bytes
 * @param sha1 of its content, in hex; null where the wiki has none
 * @param credits what its metadata say of its makers
 */
record ImageRow(byte[] name, long size, String sha1, ImageCredits credits) {
  static final Table<ImageRow> TABLE =
      new Table<>(
          "images",
          new Columns("images")
              .text("name")
              .number("size")
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
                  in.number(),
                  in.optionalText(),
                  new ImageCredits(in.optionalText(), in.optionalText(), in.optionalText())));

  /** Rows of the wiki's table {@code image}. */
  static DumpRows.Maker make(SqlTable header) {
    int name = header.index("img_name");
    int size = header.index("img_size");
    int sha1 = header.index("img_sha1");
    int metadata = header.index("img_metadata");
    RowWriter keys = new RowWriter();
    return (row, out) ->
        out.accept(
            new ImageRow(
                    TitleBytes.ofTable(row.bytes(name)),
                    row.integer(size),
                    ImageSha1.hex(row, sha1),
                    ImageCredits.of(row.bytes(metadata)))
                .key(keys),
            PageLink.NONE);
  }

  byte[] key(RowWriter out) {
    OrderedBytes.write(out.clear(), name);
    return out.fixedLong(size)
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
        in.fixedLong(),
        in.optionalText(),
        new ImageCredits(in.optionalText(), in.optionalText(), in.optionalText()));
  }
}
