package org.wikimill.pipeline.delta;

import java.io.Serializable;

/**
 * So many blocks.
 *
 * @param blocks how many, each once
 * @param bytes the bytes of those
 */
public record Amount(long blocks, long bytes) implements Serializable {
  public static final Amount NONE = new Amount(0, 0);

  public Amount plus(long moreBlocks, long moreBytes) {
    return new Amount(blocks + moreBlocks, bytes + moreBytes);
  }

  public Amount plus(Amount other) {
    return plus(other.blocks, other.bytes);
  }

  public Amount minus(Amount other) {
    return new Amount(blocks - other.blocks, bytes - other.bytes);
  }
}
