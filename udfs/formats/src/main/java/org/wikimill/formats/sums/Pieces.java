package org.wikimill.formats.sums;

import java.util.List;

/**
 * The sums of a file's pieces, with which each is trusted before the file is whole.
 *
 * @param lengthBytes of each piece but the last, which may be shorter; positive
 * @param hex the sum of each piece in their order, in lower case
 */
public record Pieces(SumAlgorithm algorithm, long lengthBytes, List<String> hex) {

  /** Whether they cover a file of this length, and no more. */
  public boolean cover(long fileBytes) {
    return hex.size() == (fileBytes + lengthBytes - 1) / lengthBytes;
  }
}
