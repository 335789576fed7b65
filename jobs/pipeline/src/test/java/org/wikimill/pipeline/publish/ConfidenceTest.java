package org.wikimill.pipeline.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bound that a sample gives is the exact one of the hypergeometric distribution. */
class ConfidenceTest {

  private static BigInteger choose(long n, long k) {
    BigInteger result = BigInteger.ONE;
    for (long i = 0; i < k; i++) {
      result = result.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
    }
    return k > n ? BigInteger.ZERO : result;
  }

  /** C(N - m, n) / C(N, n), from whole numbers. */
  private static BigDecimal missesAll(long blocks, long sampled, long lacking) {
    return new BigDecimal(choose(blocks - lacking, sampled))
        .divide(new BigDecimal(choose(blocks, sampled)), MathContext.DECIMAL128);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 3, 0.9",
    "10, 9, 0.5",
    "100, 1, 0.99",
    "1000, 300, 0.999",
    "997, 500, 0.95",
    "5000, 40, 0.9999",
    "64, 63, 0.999"
  })
  void boundIsTheLeastThatIsAsImprobableAsAsked(long blocks, long sampled, double confidence) {
    long bound = Confidence.lackingBelow(blocks, sampled, confidence);
    BigDecimal limit = BigDecimal.valueOf(1 - confidence);

    assertThat(missesAll(blocks, sampled, bound)).isLessThanOrEqualTo(limit);
    assertThat(missesAll(blocks, sampled, bound - 1)).isGreaterThan(limit);
  }

  @Test
  void lookingAtEverythingLeavesNoneToLack() {
    assertThat(Confidence.lackingBelow(1000, 1000, 0.999)).isEqualTo(1);
  }

  @Test
  void lookingAtNothingRulesOutNothing() {
    assertThat(Confidence.lackingBelow(1000, 0, 0.999)).isEqualTo(1001);
  }

  @Test
  void sampleOfAHugeDagGivesABoundThatIsUsable() {
    // ln(1000) / 10,000 of 22 million, all but exactly.
    assertThat(Confidence.lackingBelow(22_000_000, 10_000, 0.999)).isBetween(15_100L, 15_200L);
  }
}
