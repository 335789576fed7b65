package org.wikimill.pipeline.joined;

import java.io.Serializable;

/**
 * How much a task takes on at once.
 *
 * @param bytesPerTask bytes of dumps, as they are stored, whose rows one task sorts by what they
 *     are joined by; decides no byte of a table
 * @param rowsPerPart rows of one Parquet file, about; decides where tables are cut
 */
public record JoinedLimits(long bytesPerTask, long rowsPerPart) implements Serializable {

  /** Those of every build: rows that a task sorts in some 100 MB of heap. */
  public static final JoinedLimits STANDARD = new JoinedLimits(32L << 20, 1_000_000);
}
