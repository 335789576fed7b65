package org.wikimill.formats.sums;

import java.util.Locale;
import java.util.OptionalLong;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * The sum that a file must have.
 *
 * @param hex in lower case, of the length that the algorithm gives
 * @param lengthBytes of the file, if whoever states the sum knows it
 * @param statedBy the name of the file that says so
 */
public record ExpectedSum(
    SumAlgorithm algorithm, String hex, OptionalLong lengthBytes, String statedBy) {

  public ExpectedSum {
    if (!algorithm.fits(hex)) {
      throw new IllegalArgumentException(hex + " is no " + algorithm.standardName());
    }
  }

  /**
   * A sum as a file states it, in any case.
   *
   * @throws MalformedInputException if it does not have the form that the algorithm's sums have
   */
  static ExpectedSum parse(
      SumAlgorithm algorithm, String hex, OptionalLong lengthBytes, String statedBy)
      throws MalformedInputException {
    String lower = hex.strip().toLowerCase(Locale.ROOT);
    if (!algorithm.fits(lower)) {
      String shown = lower.length() > 80 ? lower.substring(0, 80) + "..." : lower;
      throw new MalformedInputException(
          "not a sum", statedBy, -1, algorithm.standardName() + " in hex", "'" + shown + "'");
    }
    return new ExpectedSum(algorithm, lower, lengthBytes, statedBy);
  }

  /**
   * Compares with what a file has.
   *
   * @param file its name, for the message
   * @param foundHex its sum by {@link #algorithm}, in lower case
   * @param foundBytes its length
   * @throws MalformedInputException if it is another; the message has both
   */
  public void check(String file, String foundHex, long foundBytes) throws MalformedInputException {
    if (lengthBytes.isPresent() && lengthBytes.getAsLong() != foundBytes) {
      throw new MalformedInputException(
          "length differs from that in " + statedBy,
          file,
          -1,
          lengthBytes.getAsLong() + " bytes",
          foundBytes + " bytes");
    }
    if (!hex.equals(foundHex)) {
      throw new MalformedInputException(
          "sum differs from that in " + statedBy,
          file,
          -1,
          algorithm.standardName() + " " + hex,
          foundHex);
    }
  }
}
