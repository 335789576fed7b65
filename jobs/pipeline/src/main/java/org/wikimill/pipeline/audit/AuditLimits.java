package org.wikimill.pipeline.audit;

import java.io.Serializable;

/**
 * How much an audit takes on at once.
 *
 * @param rowsPerTask rows of both builds that one task compares or sorts, about
 * @param samples the most paths of a cause that the report holds
 * @param diffs the most pages whose texts are compared
 * @param blocks which blocks are read
 */
public record AuditLimits(long rowsPerTask, int samples, int diffs, Blocks blocks)
    implements Serializable {
  /** Which blocks are hashed. */
  public enum Blocks {
    /** Those between the roots of sampled paths and where they differ first. */
    OF_SAMPLES,
    /** All of both builds. */
    ALL
  }

  /** Rows that a task sorts in some 100 MB of heap. */
  private static final long ROWS_PER_TASK = 500_000;

  /** The limits of a report that holds so many paths of each cause, and compares no texts. */
  public static AuditLimits ofSamples(int samples) {
    return new AuditLimits(ROWS_PER_TASK, samples, 0, Blocks.OF_SAMPLES);
  }

  /** The same with the texts of so many pages compared. */
  public AuditLimits withDiffs(int pages) {
    return new AuditLimits(rowsPerTask, samples, pages, blocks);
  }

  /** The same with other blocks read. */
  public AuditLimits reading(Blocks wanted) {
    return new AuditLimits(rowsPerTask, samples, diffs, wanted);
  }
}
