package org.wikimill.pipeline.tree;

import java.io.Serializable;
import java.util.Arrays;
import org.wikimill.pipeline.rows.PathSample;

/**
 * How the index and the tree are cut into ranges of paths: from the rows alone.
 *
 * @param partsBefore partitions with blocks before this stage: where its numbers start
 * @param indexRows rows of the index
 * @param cuts the first paths of all ranges but the first, ascending
 * @param limits how much a task takes on
 */
record TreePlan(int partsBefore, long indexRows, byte[][] cuts, TreeLimits limits)
    implements Serializable {
  static TreePlan of(int partsBefore, long indexRows, PathSample sample, TreeLimits limits) {
    long wanted = Math.max(1, (indexRows + limits.rowsPerPart() - 1) / limits.rowsPerPart());
    int parts = (int) Math.min(wanted, Math.max(1, sample.size()));
    return new TreePlan(partsBefore, indexRows, sample.cuts(parts), limits);
  }

  /** Rows of one part, about. */
  long expectedRows() {
    return indexRows / parts() + 1;
  }

  int parts() {
    return cuts.length + 1;
  }

  /** The part in whose range a path lies. */
  int partOf(byte[] path) {
    int at = Arrays.binarySearch(cuts, path, Arrays::compareUnsigned);
    return at >= 0 ? at + 1 : -at - 1;
  }

  PathRange range(int part) {
    return PathRange.between(cuts, part);
  }
}
