package org.wikimill.pipeline.rows;

/** Which entries of the source stand in the tree. */
public enum Served {
  CONTENT_AND_ALIASES,
  CONTENT;

  /** Whether this entry does. */
  public boolean includes(PageRow page) {
    return page.inTree()
        && switch (page.kind()) {
          case CONTENT, GENERATED -> true;
          case ALIAS -> this == CONTENT_AND_ALIASES;
          case LOOP, DANGLING, DELETED -> false;
        };
  }
}
