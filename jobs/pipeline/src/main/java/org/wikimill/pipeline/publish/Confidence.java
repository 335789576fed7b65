package org.wikimill.pipeline.publish;

/**
 * What a random sample of blocks, all found, says of those that were not looked at.
 *
 * <p>Blocks are drawn without replacement. Were {@code m} of {@code N} blocks lacking, a sample of
 * {@code n} would miss all of them with probability C(N - m, n) / C(N, n): the hypergeometric
 * distribution, exactly. The bound is the least {@code m} for which that is as improbable as the
 * confidence asks.
 */
public final class Confidence {
  private Confidence() {}

  /**
   * The least number of lacking blocks that the sample rules out: fewer may lack.
   *
   * @param blocks how many there are
   * @param sampled how many of them were looked at and found, 0 to {@code blocks}
   * @param confidence how sure to be, above 0 and below 1
   */
  public static long lackingBelow(long blocks, long sampled, double confidence) {
    double limit = Math.log1p(-confidence);
    long low = 1;
    long high = blocks - sampled + 1; // so many cannot all be among the rest
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (missesAll(blocks, sampled, middle) <= limit) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The logarithm of the probability that a sample holds none of the lacking. */
  private static double missesAll(long blocks, long sampled, long lacking) {
    double sum = 0;
    // The shorter of two equal products: over the sample, or over the lacking.
    long factors = Math.min(sampled, lacking);
    long others = Math.max(sampled, lacking);
    for (long i = 0; i < factors; i++) {
      sum += Math.log1p(-(double) others / (blocks - i));
    }
    return sum;
  }
}
