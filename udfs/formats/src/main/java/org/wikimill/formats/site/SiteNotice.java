package org.wikimill.formats.site;

import java.io.Serializable;
import java.util.Objects;

/**
 * What the pages of a site say of it: the same in every snapshot of a wiki, so that a page that did
 * not change keeps its bytes. Dates, counts and names of archives have no place here.
 *
 * <p>Texts are empty where nothing is known. They may hold anything: they are escaped where they
 * are shown. A publisher, contact or licence that is an http(s) URL, or a mail address with or
 * without {@code mailto:}, becomes a link.
 *
 * @param wiki what the wiki calls itself
 * @param project whether it is one of Wikimedia's
 * @param licence what the archive says of its licence
 * @param publisher who publishes the snapshot
 * @param contact where the publisher can be reached
 * @param robots what search engines are asked
 */
public record SiteNotice(
    String wiki, Project project, String licence, String publisher, String contact, Robots robots)
    implements Serializable {

  /** Whose wiki it is. */
  public enum Project {
    /** One of Wikimedia's: CC BY-SA unless the archive says otherwise; trademarks are respected. */
    WIKIMEDIA,
    OTHER
  }

  /** What search engines are asked. */
  public enum Robots {
    ALLOW,
    NOINDEX
  }

  public SiteNotice {
    Objects.requireNonNull(wiki, "wiki");
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(licence, "licence");
    Objects.requireNonNull(publisher, "publisher");
    Objects.requireNonNull(contact, "contact");
    Objects.requireNonNull(robots, "robots");
  }
}
