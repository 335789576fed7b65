package org.wikimill.formats.enterprise;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wikimill.formats.dumps.DumpPage;

/**
 * A record of a snapshot: a page in one revision. What a record leaves out is empty.
 *
 * @param id the wiki's number for the page
 * @param title as people read it, with the namespace's own name
 * @param namespace its number
 * @param url the page's address
 * @param language of the wiki, as the record has it: {@code simple} is one
 * @param project the wiki's database, {@code enwiki}
 * @param projectName what the wiki calls itself; only older records say it
 * @param revisionId the wiki's number for the revision; 0 if the record does not say
 * @param modified when it was saved, ISO 8601 in UTC
 * @param summary the beginning of the text, without markup: the record's {@code abstract}
 * @param html the whole document; empty if it was not asked for
 * @param wikitext likewise
 * @param categories titles, with namespace
 * @param redirects titles of the redirects that lead here
 * @param templates titles of what the page transcludes, with namespace
 * @param licences identifiers, else names
 * @param image the address of the picture that stands for the page
 * @param mainEntity its item in Wikidata, {@code Q937}
 * @see <a href="https://enterprise.wikimedia.com/docs/data-dictionary/">Data dictionary</a>
 */
public record HtmlRecord(
    long id,
    String title,
    int namespace,
    String url,
    String language,
    String project,
    String projectName,
    long revisionId,
    String modified,
    String summary,
    String html,
    String wikitext,
    List<String> categories,
    List<String> redirects,
    List<String> templates,
    List<String> licences,
    String image,
    String mainEntity) {

  /** The texts of a record that take time: they are decoded if they are asked for. */
  public enum Text {
    HTML,
    WIKITEXT
  }

  /**
   * Orders records of one page from the oldest to the newest: snapshots hold some pages in several
   * revisions, of which the newest is the page.
   */
  public static final Comparator<DumpPage> BY_AGE =
      Comparator.comparingLong(DumpPage::revisionId)
          // Without the Z, so that a fraction of a second comes after none.
          .thenComparing(page -> page.timestamp().replace("Z", ""));

  public HtmlRecord {
    categories = List.copyOf(categories);
    redirects = List.copyOf(redirects);
    templates = List.copyOf(templates);
    licences = List.copyOf(licences);
  }

  /** The record as a page of a dump. */
  public DumpPage page() {
    DumpPage.Html content = new DumpPage.Html(html, url, categories, redirects, licences);
    return new DumpPage(id, namespace, title, Optional.empty(), revisionId, modified, content);
  }
}
