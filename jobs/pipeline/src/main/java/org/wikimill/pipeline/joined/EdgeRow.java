package org.wikimill.pipeline.joined;

import java.util.List;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.tables.Columns;
import org.wikimill.connectors.tables.Table;

/**
 * A category in a category: a row of table {@code category_edges}. The key has all of it.
 *
 * @param category the category, UTF-8, without namespace
 * @param parent one that it is in
 * @param page the wiki's number of the category's page
 */
record EdgeRow(byte[] category, byte[] parent, long page) {
  static final Table<EdgeRow> TABLE =
      new Table<>(
          "category_edges",
          new Columns("category_edges").text("category").text("parent").number("page_id").build(),
          List.of("parent"),
          (row, out) -> out.text(row.category).text(row.parent).number(row.page),
          in -> new EdgeRow(in.utf8(), in.utf8(), in.number()));

  byte[] key(RowWriter out) {
    OrderedBytes.write(out.clear(), category);
    OrderedBytes.write(out, parent);
    return out.fixedLong(page).toBytes();
  }

  static EdgeRow of(byte[] key) {
    RowReader in = new RowReader(key);
    return new EdgeRow(OrderedBytes.read(in), OrderedBytes.read(in), in.fixedLong());
  }
}
