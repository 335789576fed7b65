package org.wikimill.formats.sums;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a sum is computed; the stronger the later. */
public enum SumAlgorithm {
  MD5("MD5", 16),
  SHA1("SHA-1", 20),
  SHA256("SHA-256", 32);

  private static final Pattern HEX = Pattern.compile("[0-9a-f]*");

  private final String standardName;
  private final int lengthBytes;

  SumAlgorithm(String standardName, int lengthBytes) {
    this.standardName = standardName;
    this.lengthBytes = lengthBytes;
  }

  /** {@code MD5}, {@code SHA-1}, {@code SHA-256}: as the JDK and metalinks spell it. */
  public String standardName() {
    return standardName;
  }

  /** How files that hold sums of this kind are named: {@code md5}, {@code sha1}, {@code sha256}. */
  public String suffix() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A digest that has seen no bytes. */
  public MessageDigest digest() {
    try {
      return MessageDigest.getInstance(standardName);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
  }

  /** Whether a text has the form of such a sum: hex, in lower case. */
  public boolean fits(String hex) {
    return hex.length() == 2 * lengthBytes && HEX.matcher(hex).matches();
  }

  /** The algorithm of a name, in any case and with or without a dash; empty for any other. */
  public static Optional<SumAlgorithm> named(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace("-", "");
    for (SumAlgorithm algorithm : values()) {
      if (algorithm.suffix().equals(plain)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }
}
