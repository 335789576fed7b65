package org.wikimill.connectors.tables;

import java.util.Locale;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;

/**
 * A redirect of the source: a row of table {@code redirects}.
 *
 * @param source the source's own name for the redirect
 * @param target the source's name for the entry at the end of the chain; null unless the status is
 *     {@link Status#OK}
 * @param status what became of the chain
 * @param served how the tree serves it
 */
public record RedirectRow(String source, String target, Status status, Served served) {

  /** What a chain of redirects comes to. A loop or a loose end is a fact, not an error. */
  public enum Status {
    OK,
    LOOP,
    DANGLING;

    /** The value in the table. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The status of that value in the table. */
    static Status of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /** How a redirect is served: by the target's CID under its own name, by a page, or not at all. */
  public enum Served {
    LINK,
    HTML,
    FILE,
    NONE;

    /** The value in the table. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The way of that value in the table. */
    static Served of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /** The row without its source, which is the key that it travels under. */
  public byte[] value(RowWriter out) {
    return out.clear()
        .optionalText(target)
        .byteValue(status.ordinal())
        .byteValue(served.ordinal())
        .toBytes();
  }

  /** The row that {@link #value} encoded. */
  public static RedirectRow of(String source, byte[] value) {
    RowReader in = new RowReader(value);
    return new RedirectRow(
        source,
        in.optionalText(),
        Status.values()[in.byteValue()],
        Served.values()[in.byteValue()]);
  }
}
