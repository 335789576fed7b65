package org.wikimill.pipeline.dedup;

/**
 * So much of what builds hold.
 *
 * @param files distinct files, by their CIDs
 * @param blocks distinct blocks, by their multihashes
 * @param bytes the bytes of those blocks
 */
public record Amount(long files, long blocks, long bytes) {
  public static final Amount NONE = new Amount(0, 0, 0);

  public Amount plus(Amount other) {
    return new Amount(files + other.files, blocks + other.blocks, bytes + other.bytes);
  }

  public Amount minus(Amount other) {
    return new Amount(files - other.files, blocks - other.blocks, bytes - other.bytes);
  }
}
