package org.wikimill.formats.dag;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.Cid;

/** The check of bytes that somebody gave for a CID. */
public final class VerifiedBlock {
  private VerifiedBlock() {}

  /**
   * The bytes themselves, if they are those of the CID.
   *
   * @param place where they come from, for the message
   * @throws MalformedInputException if they are others, or the CID is not one of SHA2-256
   */
  public static byte[] of(Cid cid, byte[] block, String place) throws MalformedInputException {
    if (cid.hashFunction() != Cid.SHA2_256) {
      throw new MalformedInputException(
          "block cannot be verified", place, -1, "a CID of SHA2-256", cid.toString());
    }
    if (!MessageDigest.isEqual(sha256().digest(block), cid.digest())) {
      throw new MalformedInputException(
          "block does not hash to its CID", place, -1, cid.toString(), "other bytes");
    }
    return block;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
