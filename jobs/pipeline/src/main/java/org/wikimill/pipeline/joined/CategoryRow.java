package org.wikimill.pipeline.joined;

import java.util.List;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.tables.Columns;
import org.wikimill.connectors.tables.Table;

/**
 * A page in a category: a row of table {@code categories}.
 *
 * <p>On its way the row is a key alone, so that what a part holds is sorted by category, then as
 * the wiki sorts the members, and then by all the rest.
 *
 * @param link the link, of which the target is the category
 * @param page null where no row tells of the page
 */
record CategoryRow(PageLink link, PageFact page) {
  static final Table<CategoryRow> TABLE =
      new Table<>(
          "categories",
          new Columns("categories")
              .number("page_id")
              .optionalNumber("namespace")
              .optionalText("title")
              .optionalText("category")
              .text("sort_key")
              .text("type")
              .build(),
          List.of("page_id"),
          (row, out) ->
              out.number(row.link.page())
                  .number(PageFact.namespaceOf(row.page))
                  .optionalText(PageFact.titleOf(row.page))
                  .optionalText(row.link.target())
                  .text(row.link.prefix())
                  .text(row.link.type()),
          in -> {
            long page = in.number();
            PageFact fact = PageFact.of(in.optionalNumber(), in.optionalUtf8());
            byte[] category = in.optionalUtf8();
            return new CategoryRow(
                new PageLink(page, category, PageLink.NONE, in.utf8(), in.text()), fact);
          });

  /** Whether the page is a category, and both are known. */
  boolean isEdge() {
    return link.type().equals("subcat") && page != null && link.target() != null;
  }

  /** The same as a row of table {@code category_edges}. */
  EdgeRow edge() {
    return new EdgeRow(page.title(), link.target(), link.page());
  }

  byte[] key(RowWriter out) {
    out.clear().byteValue(link.target() == null ? 0 : 1);
    if (link.target() != null) {
      OrderedBytes.write(out, link.target());
    }
    OrderedBytes.write(out, link.sortKey());
    out.fixedLong(link.page()).bytes(link.prefix()).text(link.type());
    PageFact.write(out, page);
    return out.toBytes();
  }

  static CategoryRow of(byte[] key) {
    RowReader in = new RowReader(key);
    byte[] category = in.byteValue() == 0 ? null : OrderedBytes.read(in);
    byte[] sortKey = OrderedBytes.read(in);
    PageLink link = new PageLink(in.fixedLong(), category, sortKey, in.bytes(), in.text());
    return new CategoryRow(link, PageFact.read(in));
  }
}
