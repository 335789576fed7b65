package org.wikimill.get;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which pages of a wiki are taken from its dumps. */
public enum Articles {
  /** Articles, templates and descriptions, in streams of 100 pages, with their index. */
  MULTISTREAM("pages-articles-multistream(-index)?%s\\.(xml|txt)%s\\.bz2"),
  /** The same, in one stream. */
  ARTICLES("pages-articles%s\\.xml%s\\.bz2"),
  /** All pages, with those of discussion and users. */
  CURRENT("pages-meta-current%s\\.xml%s\\.bz2"),
  /** All pages, as the newer export of content files has them; in several files. */
  CONTENT(""),
  /** None: tables alone. */
  NONE("");

  private final String names;

  Articles(String names) {
    this.names = names;
  }

  /**
   * The names of the files, after wiki and date.
   *
   * @param parts those that large wikis are cut into, or those that hold all
   */
  Pattern names(Parts parts) {
    return Pattern.compile(
        parts == Parts.CUT
            ? names.formatted("[0-9]+", "-p[0-9]+p[0-9]+")
            : names.formatted("", ""));
  }

  /** In lower case, as it is written on a command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How the files of a dump are cut. */
  public enum Parts {
    WHOLE,
    CUT
  }
}
