package org.wikimill.pipeline.rows;

import java.nio.charset.StandardCharsets;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;

/**
 * A page in a category, on its way to the page of the category.
 *
 * @param category canonical title of the category
 * @param title canonical title of the page
 * @param type what it is listed as: a smaller number comes first
 * @param sortKey what it is sorted by among those of its type
 */
public record MemberRow(String category, String title, int type, String sortKey) {

  /** The row, to travel under {@link #key}. */
  public byte[] value(RowWriter out) {
    return out.clear().text(category).text(title).byteValue(type).text(sortKey).toBytes();
  }

  /** The row that {@link #value} encoded. */
  public static MemberRow of(byte[] value) {
    RowReader in = new RowReader(value);
    return new MemberRow(in.text(), in.text(), in.byteValue(), in.text());
  }

  /** Comes before the category's page, and after the members that are listed before this one. */
  public byte[] key(PageRow page, RowWriter out) {
    byte[] first = page.memberKey(out);
    return out.clear()
        .raw(first)
        .byteValue(type)
        .raw(sortKey.getBytes(StandardCharsets.UTF_8))
        .byteValue(0) // ends the key: titles hold none
        .raw(title.getBytes(StandardCharsets.UTF_8))
        .toBytes();
  }
}
