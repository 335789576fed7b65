package org.wikimill.formats.zim;

import static org.wikimill.formats.zim.ZimFormat.CHECKSUM_LENGTH;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

/** The archive's own checksum: the MD5 of all bytes before it. */
public final class ZimChecksum {
  private static final int READ_BYTES = 1 << 20;

  private ZimChecksum() {}

  /**
   * Reads the archive once, from start to end, and compares its MD5 with the stored one.
   *
   * @param wholeFile digests to be fed with every byte of the archive, the checksum included
   * @return the MD5 as 32 lower-case hexadecimal digits; empty if the archive stores none
   * @throws MalformedInputException if the two differ; {@code wholeFile} has been fed even then
   */
  public static Optional<String> verify(ZimArchive archive, MessageDigest... wholeFile)
      throws IOException {
    PositionedInput input = archive.input();
    ZimHeader header = archive.header();
    MessageDigest md5 = md5();
    byte[] buffer = new byte[READ_BYTES];
    long end = header.contentEnd(input);
    for (long at = 0; at < end; ) {
      int count = (int) Math.min(buffer.length, end - at);
      input.readFully(at, buffer, 0, count);
      md5.update(buffer, 0, count);
      feed(wholeFile, buffer, count);
      at += count;
    }
    if (!header.hasChecksum()) {
      return Optional.empty();
    }
    input.readFully(end, buffer, 0, CHECKSUM_LENGTH);
    feed(wholeFile, buffer, CHECKSUM_LENGTH);
    String stored = HexFormat.of().formatHex(buffer, 0, CHECKSUM_LENGTH);
    String computed = HexFormat.of().formatHex(md5.digest());
    if (!stored.equals(computed)) {
      throw new MalformedInputException(
          "checksum differs", input.name(), end, computed + ", the MD5 of the archive", stored);
    }
    return Optional.of(computed);
  }

  static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  private static void feed(MessageDigest[] digests, byte[] bytes, int count) {
    for (MessageDigest digest : digests) {
      digest.update(bytes, 0, count);
    }
  }
}
