package org.wikimill.pipeline.rows;

/** Which entries of the source stand in the tree. */
public enum Served {
  CONTENT_AND_ALIASES,
  CONTENT;

  /** Whether this entry does. */
  public boolean includes(PageRow page) {
    return page.inTree()
        && (page.kind() == PageRow.Kind.CONTENT
            || (page.kind() == PageRow.Kind.ALIAS && this == CONTENT_AND_ALIASES));
  }
}
