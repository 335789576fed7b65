package org.wikimill.pipeline.audit;

import java.io.Serializable;

/**
 * How much an audit takes on at once.
 *
 * @param rowsPerTask rows of both builds that one task compares or sorts, about
 * @param samples the most paths of a cause that the report holds
 */
public record AuditLimits(long rowsPerTask, int samples) implements Serializable {
  /** Rows that a task sorts in some 100 MB of heap. */
  private static final long ROWS_PER_TASK = 500_000;

  /** The limits of a report that holds so many paths of each cause. */
  public static AuditLimits ofSamples(int samples) {
    return new AuditLimits(ROWS_PER_TASK, samples);
  }
}
