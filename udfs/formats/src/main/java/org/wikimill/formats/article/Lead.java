package org.wikimill.formats.article;

/**
 * Where a link of an article leads.
 *
 * @param reach the kind of place
 * @param value a URL; of {@link Reach#ABSENT} the title; of {@link Reach#NOWHERE} empty
 */
record Lead(Reach reach, String value) {
  static final Lead NOWHERE = new Lead(Reach.NOWHERE, "");

  /** The kinds of places. */
  enum Reach {
    /** In the page itself. */
    HERE,
    /** To a page of the build. */
    BUILT,
    /** To another site, the live wiki among them. */
    AWAY,
    /** To a page that neither the build nor the wiki has. */
    ABSENT,
    /** To what a page must not lead to, or to nothing. */
    NOWHERE
  }
}
