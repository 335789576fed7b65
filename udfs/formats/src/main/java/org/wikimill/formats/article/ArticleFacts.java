package org.wikimill.formats.article;

import java.util.List;
import java.util.Objects;

/**
 * What is known of an article beside its text. It is the same in every snapshot in which the
 * article did not change, so that the article keeps its bytes.
 *
 * @param title canonical: see {@link org.wikimill.formats.dumps.Titles#canonical}
 * @param namespace its number
 * @param language BCP 47; empty if unknown. What the body says of its language goes before
 * @param direction {@code ltr} or {@code rtl}; empty if unknown
 * @param url of the page on the live wiki; empty if unknown
 * @param revisionId the wiki's number for the revision; 0 if unknown
 * @param timestamp when the revision was saved, ISO 8601; empty if unknown
 * @param categories titles with namespace; those that the body names are added
 * @param languageLinks likewise
 * @param kind what the page is
 * @param origin what its text comes from
 */
public record ArticleFacts(
    String title,
    int namespace,
    String language,
    String direction,
    String url,
    long revisionId,
    String timestamp,
    List<String> categories,
    List<LanguageLink> languageLinks,
    Kind kind,
    Origin origin) {

  /** What a page is. */
  public enum Kind {
    ARTICLE,
    DISAMBIGUATION,
    CATEGORY,
    FILE
  }

  /** What the text of a page comes from. */
  public enum Origin {
    /** The wiki's own rendering. */
    PARSOID,
    /** Wikitext, rendered by wikimill: the degraded path. */
    WIKITEXT,
    /** Wikitext that could not be rendered, shown as it is. */
    SOURCE
  }

  public ArticleFacts {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(timestamp, "timestamp");
    categories = List.copyOf(categories);
    languageLinks = List.copyOf(languageLinks);
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(origin, "origin");
  }
}
