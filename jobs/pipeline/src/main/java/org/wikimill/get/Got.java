package org.wikimill.get;

/**
 * What became of a file that was asked for.
 *
 * @param path where it is, or would be
 * @param url where it was asked for first
 * @param lengthBytes its length; -1 if it is not known
 * @param algorithm of its sum; null if it is unverified
 * @param sum in hex; null if it is unverified
 */
public record Got(
    String path, String url, long lengthBytes, String algorithm, String sum, Status status) {

  /** Whether anything was done. */
  public enum Status {
    DOWNLOADED,
    /** It was there already. */
    PRESENT,
    /** Of a dry run: it would be downloaded. */
    MISSING
  }
}
