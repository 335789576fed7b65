package org.wikimill.formats.dumps;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.OptionalLong;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * A part of a revision: {@code main}, which every revision has, or another such as {@code
 * mediainfo}. Its text is resolved and checked when it is asked for.
 */
public final class XmlSlot {
  private static final int SHA1_DIGITS = 31;
  private static final int SHA1_RADIX = 36;

  private final String role;
  private final String model;
  private final String format;
  private final OptionalLong statedBytes;
  private final Optional<String> statedSha1;
  private final Optional<String> missing;
  private final byte[] data;
  private final String file;
  private final long place;

  /** The parts of a slot as they are read. */
  static final class Builder {
    String role = "main";
    String model = "wikitext";
    String format = "text/x-wiki";
    OptionalLong statedBytes = OptionalLong.empty();
    Optional<String> statedSha1 = Optional.empty();
    Optional<String> missing = Optional.of("no text in the dump");

    /** As it stands in the dump. */
    byte[] data = {};

    long place;

    XmlSlot build(String file) {
      return new XmlSlot(this, file);
    }
  }

  private XmlSlot(Builder parts, String file) {
    this.role = parts.role;
    this.model = parts.model;
    this.format = parts.format;
    this.statedBytes = parts.statedBytes;
    this.statedSha1 = parts.statedSha1;
    this.missing = parts.missing;
    this.data = parts.data;
    this.place = parts.place;
    this.file = file;
  }

  /** What the slot is for. */
  public String role() {
    return role;
  }

  /** The content model; {@code wikitext} where old exports name none. */
  public String model() {
    return model;
  }

  /** The MIME type; {@code text/x-wiki} where old exports name none. */
  public String format() {
    return format;
  }

  /** The length of the text in bytes, as the dump states it. */
  public OptionalLong statedBytes() {
    return statedBytes;
  }

  /** The SHA-1 of the text in base 36, as the dump states it. */
  public Optional<String> statedSha1() {
    return statedSha1;
  }

  /** Why there is no text: it was deleted, or the dump leaves it out. */
  public Optional<String> missing() {
    return missing;
  }

  /** The text in UTF-8; empty if it is missing. */
  public byte[] utf8() throws MalformedInputException {
    return XmlText.resolve(data, 0, data.length, file, place);
  }

  /** The text; empty if it is missing. */
  public String text() throws MalformedInputException {
    return XmlText.decode(utf8(), file, place);
  }

  /** Whether the text has the SHA-1 that the dump states. */
  public RevisionCheck checkSha1() throws MalformedInputException {
    if (missing.isPresent() || statedSha1.isEmpty()) {
      return RevisionCheck.ABSENT;
    }
    return result(sha1(utf8()).equals(statedSha1.get()));
  }

  /** Whether the text has as many bytes as the dump states. */
  public RevisionCheck checkBytes() throws MalformedInputException {
    if (missing.isPresent() || statedBytes.isEmpty()) {
      return RevisionCheck.ABSENT;
    }
    return result(utf8().length == statedBytes.getAsLong());
  }

  private static RevisionCheck result(boolean matches) {
    return matches ? RevisionCheck.MATCHES : RevisionCheck.DIFFERS;
  }

  /** SHA-1 as MediaWiki writes it: 31 digits of base 36. */
  static String sha1(byte[] text) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-1").digest(text);
      String digits = new BigInteger(1, sum).toString(SHA1_RADIX);
      return "0".repeat(SHA1_DIGITS - digits.length()) + digits;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
