package org.wikimill.connectors.tables;

import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;

/**
 * A record of the source that could not be processed: a row of table {@code errors}.
 *
 * @param sourceEntry the source's own name for it
 * @param stage the stage that gave it up
 * @param reason one line: what is wrong, where, expected, found
 */
public record ErrorRow(String sourceEntry, String stage, String reason) {
  /** The stage of pages that could not be rendered: their source is shown instead. */
  public static final String RENDERING = "render";

  /** The row without its entry, which is the key that it travels under. */
  public byte[] value(RowWriter out) {
    return out.clear().text(stage).text(reason).toBytes();
  }

  /** The row that {@link #value} encoded. */
  public static ErrorRow of(String sourceEntry, byte[] value) {
    RowReader in = new RowReader(value);
    return new ErrorRow(sourceEntry, in.text(), in.text());
  }
}
