package org.wikimill.connectors.io;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digests that every JDK has. */
public final class Digests {
  private Digests() {}

  /** A new SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
