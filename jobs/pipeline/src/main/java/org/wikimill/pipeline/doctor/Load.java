package org.wikimill.pipeline.doctor;

/**
 * What a node is to hold.
 *
 * @param blocks how many blocks
 * @param bytes the bytes of those
 */
public record Load(long blocks, long bytes) {
  /** The English Wikipedia with its images. */
  public static final Load FULL_ENGLISH = new Load(25_000_000, 333_000_000_000L);
}
