package org.wikimill.pipeline.links;

import java.io.Serializable;

/**
 * How much one task of stage {@code links} takes on.
 *
 * @param placesPerBucket places whose hashes one task holds: 64 bytes each at most. Decides no
 *     output
 * @param rowsPerPart rows of table {@code links} that one task sorts and writes, about. Decides how
 *     the table is cut
 */
public record LinkLimits(long placesPerBucket, long rowsPerPart) implements Serializable {
  /** What builds use. */
  public static final LinkLimits DEFAULT = new LinkLimits(1 << 20, 1 << 18);

  public LinkLimits {
    if (placesPerBucket < 1 || rowsPerPart < 1) {
      throw new IllegalArgumentException("limits of a task are at least 1");
    }
  }

  /** So many bits of their hashes make buckets of so many places, most of them different. */
  int bits(long places) {
    long buckets = Math.max(1, (places + placesPerBucket - 1) / placesPerBucket);
    return Long.SIZE - Long.numberOfLeadingZeros(buckets - 1);
  }
}
