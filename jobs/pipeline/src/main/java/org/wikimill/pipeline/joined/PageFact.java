package org.wikimill.pipeline.joined;

import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;

/**
 * What is known of a page that a link comes from.
 *
 * @param namespace the number of its namespace
 * @param title UTF-8, with spaces, without namespace
 */
record PageFact(int namespace, byte[] title) {

  /** Null is encoded as no bytes. */
  static void write(RowWriter out, PageFact fact) {
    if (fact != null) {
      out.fixedInt(fact.namespace).raw(fact.title);
    }
  }

  /** What is left of a row is a page, or nothing. */
  static PageFact read(RowReader in) {
    return in.hasMore() ? new PageFact(in.fixedInt(), in.rest()) : null;
  }

  byte[] encode(RowWriter out) {
    write(out.clear(), this);
    return out.toBytes();
  }

  /** Null for null. */
  static PageFact of(byte[] encoded) {
    return encoded == null ? null : read(new RowReader(encoded));
  }

  /** Of two columns, which are both there or neither. */
  static PageFact of(Long namespace, byte[] title) {
    return namespace == null ? null : new PageFact(Math.toIntExact(namespace), title);
  }

  /** What fills a column: null where nothing is known. */
  static Long namespaceOf(PageFact fact) {
    return fact == null ? null : Long.valueOf(fact.namespace);
  }

  /** What fills a column: null where nothing is known. */
  static byte[] titleOf(PageFact fact) {
    return fact == null ? null : fact.title;
  }
}
