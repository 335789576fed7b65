package org.wikimill.pipeline.rows;

import java.util.Locale;

/** Whether the references of a site's pages, which are counted always, stand in a table. */
public enum LinkTable {
  OMITTED,
  INCLUDED;

  /** The name in a manifest. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
