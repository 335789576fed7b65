package org.wikimill.pipeline.audit;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The files and directories of both builds that have tampered blocks, by their CIDs.
 *
 * @param a those of the first build
 * @param b those of the second
 */
record Harm(Set<String> a, Set<String> b) implements Serializable {
  /** None, or none known. */
  static final Harm NONE = new Harm(Set.of(), Set.of());

  /** Whether a path that has these rows, of which one may be null, is harmed in its own build. */
  boolean has(IndexRow rowA, IndexRow rowB) {
    return has(a, rowA) || has(b, rowB);
  }

  /** Aliases have no blocks of their own. */
  private static boolean has(Set<String> harmed, IndexRow row) {
    return !harmed.isEmpty()
        && row != null
        && !row.isAlias()
        && harmed.contains(new String(row.cid(), StandardCharsets.US_ASCII));
  }

  /** The same for a directory. */
  boolean has(DirectoryFact factA, DirectoryFact factB) {
    return (factA != null && a.contains(factA.cid().toString()))
        || (factB != null && b.contains(factB.cid().toString()));
  }
}
