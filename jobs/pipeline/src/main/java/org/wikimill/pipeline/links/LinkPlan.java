package org.wikimill.pipeline.links;

import java.io.Serializable;
import java.util.Arrays;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.pipeline.rows.PathSample;

/**
 * How table {@code links} is cut into ranges of pages: from the rows alone.
 *
 * @param rows rows of the table
 * @param cuts the first pages of all ranges but the first, ascending
 */
record LinkPlan(long rows, byte[][] cuts) implements Serializable {
  static LinkPlan of(long rows, PathSample sample, LinkLimits limits) {
    long wanted = Math.max(1, (rows + limits.rowsPerPart() - 1) / limits.rowsPerPart());
    int parts = (int) Math.min(wanted, Math.max(1, sample.size()));
    return new LinkPlan(rows, sample.cuts(parts));
  }

  int parts() {
    return cuts.length + 1;
  }

  /** Rows of one part, about. */
  long expectedRows() {
    return rows / parts() + 1;
  }

  /** Each page to the part in whose range it lies. */
  Destinations destinations() {
    byte[][] ranges = cuts;
    return new Destinations(
        parts(),
        key -> {
          int at = Arrays.binarySearch(ranges, PageKey.from(key), Arrays::compareUnsigned);
          return at >= 0 ? at + 1 : -at - 1;
        });
  }
}
