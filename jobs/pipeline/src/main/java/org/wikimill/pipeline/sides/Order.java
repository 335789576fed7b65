package org.wikimill.pipeline.sides;

/** Which of the two sides of an audit has the index; the other is a tree of blocks. */
public enum Order {
  INDEX_FIRST,
  TREE_FIRST;

  /** The cause of a file that the index alone has. */
  TreeCause onlyInIndex() {
    return this == INDEX_FIRST ? TreeCause.ONLY_IN_A : TreeCause.ONLY_IN_B;
  }

  /** The cause of a file that the tree alone has. */
  TreeCause onlyInTree() {
    return this == INDEX_FIRST ? TreeCause.ONLY_IN_B : TreeCause.ONLY_IN_A;
  }
}
