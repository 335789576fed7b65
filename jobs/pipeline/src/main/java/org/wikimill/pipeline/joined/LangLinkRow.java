package org.wikimill.pipeline.joined;

import java.util.List;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.tables.Columns;
import org.wikimill.connectors.tables.Table;
import org.wikimill.formats.sql.SqlTable;

/**
 * The same subject in another language: a row of table {@code langlinks}. The key has all of it.
 *
 * @param page the wiki's number of the page
 * @param lang the other wiki's language, as the interwiki prefix has it
 * @param title the title there, UTF-8, with namespace
 */
record LangLinkRow(long page, byte[] lang, byte[] title) {
  static final Table<LangLinkRow> TABLE =
      new Table<>(
          "langlinks",
          new Columns("langlinks").number("page_id").text("lang").text("title").build(),
          List.of(),
          (row, out) -> out.number(row.page).text(row.lang).text(row.title),
          in -> new LangLinkRow(in.number(), in.utf8(), in.utf8()));

  /** Rows of the wiki's table of the same name. */
  static DumpRows.Maker make(SqlTable header) {
    int from = header.index("ll_from");
    int lang = header.index("ll_lang");
    int title = header.index("ll_title");
    RowWriter keys = new RowWriter();
    return (row, out) ->
        out.accept(
            new LangLinkRow(
                    row.integer(from),
                    TitleBytes.utf8(row.bytes(lang)),
                    TitleBytes.ofTable(row.bytes(title)))
                .key(keys),
            PageLink.NONE);
  }

  byte[] key(RowWriter out) {
    OrderedBytes.write(out.clear().fixedLong(page), lang);
    return out.raw(title).toBytes();
  }

  static LangLinkRow of(byte[] key) {
    RowReader in = new RowReader(key);
    return new LangLinkRow(in.fixedLong(), OrderedBytes.read(in), in.rest());
  }
}
