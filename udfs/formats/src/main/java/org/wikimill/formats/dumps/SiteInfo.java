package org.wikimill.formats.dumps;

import java.io.Serializable;
import java.util.Objects;
import java.util.SortedMap;

/**
 * What a dump says of its wiki: {@code <siteinfo>} of the export format, or the same from a
 * snapshot's records.
 *
 * @param siteName what the wiki calls itself; empty if the dump does not say
 * @param dbName its database, {@code ukwiki}; empty if the dump does not say
 * @param base the URL of its main page; empty if the dump does not say
 * @param language BCP 47, as the dump has it; empty if it does not say
 * @param namespaces by number; from the dump alone, for numbers above 15 mean something else in
 *     every wiki
 */
public record SiteInfo(
    String siteName,
    String dbName,
    String base,
    String language,
    SortedMap<Integer, Namespace> namespaces)
    implements Serializable {

  public SiteInfo {
    Objects.requireNonNull(siteName, "siteName");
    Objects.requireNonNull(dbName, "dbName");
    Objects.requireNonNull(base, "base");
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(namespaces, "namespaces");
  }

  /** How the first letter of a title counts. */
  public enum Case {
    /** {@code foo} and {@code Foo} are one title. */
    FIRST_LETTER,
    CASE_SENSITIVE
  }

  /**
   * A namespace.
   *
   * @param number even for pages, odd for their talk, negative for what is no page
   * @param name the wiki's own name, with spaces; empty for articles
   */
  public record Namespace(int number, String name, Case firstLetter) implements Serializable {}
}
