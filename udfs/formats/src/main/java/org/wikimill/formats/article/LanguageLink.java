package org.wikimill.formats.article;

import java.util.Objects;

/**
 * The page of the same subject in a wiki of another language.
 *
 * @param language its code, as wikis name it
 * @param title of the page there
 * @param url of the page there
 */
public record LanguageLink(String language, String title, String url) {
  public LanguageLink {
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(url, "url");
  }
}
