package org.wikimill.pipeline.rows;

import java.util.Locale;

/** How the redirects of a source are served. */
public enum Redirects {
  /**
   * By the target's CID; in layout {@code site}, where relative links do not hold, by a page that
   * forwards.
   */
  LINK,
  /** By a page that forwards; where no page can stand in for the target, by its CID. */
  HTML,
  /** By a line of {@code _redirects}; where none can redirect, as by {@link #LINK}. */
  FILE,
  /** Not at all. */
  NONE;

  /** The name in a manifest. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
