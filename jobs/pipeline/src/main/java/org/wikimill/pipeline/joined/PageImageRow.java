package org.wikimill.pipeline.joined;

import java.util.List;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.tables.Columns;
import org.wikimill.connectors.tables.Table;

/**
 * A file that a page shows: a row of table {@code page_images}. The key has all of it.
 *
 * @param id the wiki's number of the page
 * @param page null where no row tells of the page
 * @param file the name of the file, UTF-8, with spaces; null where no row tells it
 */
record PageImageRow(long id, PageFact page, byte[] file) {
  static final Table<PageImageRow> TABLE =
      new Table<>(
          "page_images",
          new Columns("page_images")
              .number("page_id")
              .optionalNumber("namespace")
              .optionalText("title")
              .optionalText("file")
              .build(),
          List.of("file"),
          (row, out) ->
              out.number(row.id)
                  .number(PageFact.namespaceOf(row.page))
                  .optionalText(PageFact.titleOf(row.page))
                  .optionalText(row.file),
          in ->
              new PageImageRow(
                  in.number(),
                  PageFact.of(in.optionalNumber(), in.optionalUtf8()),
                  in.optionalUtf8()));

  byte[] key(RowWriter out) {
    out.clear().fixedLong(id).byteValue(file == null ? 0 : 1);
    if (file != null) {
      OrderedBytes.write(out, file);
    }
    PageFact.write(out, page);
    return out.toBytes();
  }

  static PageImageRow of(byte[] key) {
    RowReader in = new RowReader(key);
    long id = in.fixedLong();
    byte[] file = in.byteValue() == 0 ? null : OrderedBytes.read(in);
    return new PageImageRow(id, PageFact.read(in), file);
  }
}
