package org.wikimill.formats.site;

import java.util.Locale;

/** Why a byte of a page is another in the site than in the archive. */
public enum SiteRule {
  /** A policy in the head, by which scripts load nothing from other hosts. */
  POLICY,
  /** What asks search engines not to index the page. */
  NOINDEX,
  /** The width of phones, for pages that do not say how wide they are. */
  VIEWPORT,
  /** A style that lets the body grow, for articles that would flow over what follows them. */
  FLOW,
  /** A URL that leads to the same from where the page or its target stands now. */
  RESPELLED,
  /** An attribute renamed, so that nothing is loaded from another host. */
  INERT,
  /** A URL in CSS replaced by an empty one, so that nothing is loaded from another host. */
  BLANKED,
  /** What a link to another host says of itself. */
  RELATION,
  /** A page in an attribute, edited by the same rules. */
  FRAME,
  /** What the page is a snapshot of. */
  FOOTER,
  /** The box that searches titles. */
  SEARCH;

  /** The name in lower case, as answers have it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
