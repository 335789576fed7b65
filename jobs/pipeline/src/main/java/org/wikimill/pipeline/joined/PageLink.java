package org.wikimill.pipeline.joined;

import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;

/**
 * A link of a page to a title of another namespace, on its way through the joins.
 *
 * @param page the wiki's number of the page
 * @param target the title; null as long as, or if, only its number is known
 * @param sortKey what the wiki sorts it by among the links to the target; empty if it does not
 * @param prefix what the page asks for to be sorted under, UTF-8; empty if nothing
 * @param type what the page is to a category: {@code page}, {@code subcat} or {@code file}; else
 *     empty
 */
record PageLink(long page, byte[] target, byte[] sortKey, byte[] prefix, String type) {

  static final byte[] NONE = {};

  PageLink to(byte[] title) {
    return new PageLink(page, title, sortKey, prefix, type);
  }

  byte[] encode(RowWriter out) {
    out.clear().varint(page).byteValue(target == null ? 0 : 1);
    if (target != null) {
      out.bytes(target);
    }
    return out.bytes(sortKey).bytes(prefix).text(type).toBytes();
  }

  static PageLink of(byte[] encoded) {
    RowReader in = new RowReader(encoded);
    return new PageLink(
        in.varint(), in.byteValue() == 0 ? null : in.bytes(), in.bytes(), in.bytes(), in.text());
  }
}
