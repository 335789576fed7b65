package org.wikimill.pipeline.tree;

import java.io.Serializable;

/**
 * How much one task of stage {@code tree} takes on. Decides how the output is cut, never the root.
 *
 * @param rowsPerPart rows of the index that one task sorts and writes, about
 * @param heldEntries entries of one directory that are held in memory; one with more is handed on,
 *     and built in parallel if it is a HAMT for certain
 * @param entriesPerGiantPart entries of giant directories that one task builds into shards, about
 */
public record TreeLimits(long rowsPerPart, int heldEntries, long entriesPerGiantPart)
    implements Serializable {

  /** What builds use. A basic directory has some 28,000 entries at most, in the widest profile. */
  public static final TreeLimits DEFAULT = new TreeLimits(1 << 16, 1 << 16, 1 << 17);

  public TreeLimits {
    if (rowsPerPart < 1 || heldEntries < 1 || entriesPerGiantPart < 1) {
      throw new IllegalArgumentException("limits of a task are at least 1");
    }
  }
}
