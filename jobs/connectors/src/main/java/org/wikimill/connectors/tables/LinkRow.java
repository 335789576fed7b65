package org.wikimill.connectors.tables;

import java.util.Locale;
import org.wikimill.formats.site.LinkKind;

/**
 * A reference of a page to its own site: a row of table {@code links}.
 *
 * @param from the path of the page
 * @param to the place that it asks for, UTF-8
 * @param kind what for
 * @param resolved the path that answers; null if nothing does
 */
public record LinkRow(byte[] from, byte[] to, LinkKind kind, byte[] resolved) {

  /** The kind's value in the table. */
  static String text(LinkKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** The kind of that value in the table. */
  static LinkKind kind(String text) {
    return LinkKind.valueOf(text.toUpperCase(Locale.ROOT));
  }
}
