package org.wikimill.formats.dumps;

import java.util.List;
import java.util.Optional;

/**
 * A page of a dump, in its newest revision.
 *
 * @param id the wiki's number for the page, from 1 on
 * @param namespace the number of its namespace
 * @param title as people read it: the namespace's own name and a colon before it, spaces
 * @param redirect the title that it leads to, if it is a redirect
 * @param revisionId the wiki's number for the revision
 * @param timestamp when it was saved, ISO 8601 in UTC as the dump has it; empty if it does not say
 * @param content what it holds
 */
public record DumpPage(
    long id,
    int namespace,
    String title,
    Optional<String> redirect,
    long revisionId,
    String timestamp,
    Content content) {

  /** What the wiki gave: source text or HTML; empty if there is nothing. */
  public Optional<String> source() {
    if (content instanceof Html html) {
      return Optional.of(html.html());
    }
    return content instanceof Text text ? Optional.of(text.text()) : Optional.empty();
  }

  /** What a page holds. */
  public sealed interface Content {}

  /**
   * Source text.
   *
   * @param model the content model: {@code wikitext}, {@code Scribunto}, {@code json}, {@code css}
   */
  public record Text(String model, String text) implements Content {}

  /**
   * A rendered page, as Parsoid makes it.
   *
   * @param html a whole document
   * @param url the page's address
   * @param categories titles, with namespace
   * @param aliases titles of the redirects that lead here
   * @param licences what the wiki says of its licence: names or identifiers
   */
  public record Html(
      String html, String url, List<String> categories, List<String> aliases, List<String> licences)
      implements Content {}

  /**
   * Nothing: the wiki has deleted it, or the dump leaves it out.
   *
   * @param reason in a few words
   */
  public record Missing(String reason) implements Content {}
}
