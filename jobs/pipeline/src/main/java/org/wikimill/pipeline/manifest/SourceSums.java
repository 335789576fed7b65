package org.wikimill.pipeline.manifest;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.wikimill.connectors.io.Digests;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.sums.ExpectedSum;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.formats.zim.ZimChecksum;

/**
 * The sums of a source's bytes.
 *
 * @param sha256 SHA-256 of all bytes, hex; null if the source was not verified
 * @param checksum what came of the source's own checksum
 */
public record SourceSums(String sha256, Checksum checksum) {

  private static final int BUFFER_BYTES = 1 << 20;

  /** The sums of a source that was not read in whole. */
  public static final SourceSums SKIPPED = new SourceSums(null, Checksum.SKIPPED);

  /** What came of the source's own checksum. One that differs ends the build instead. */
  public enum Checksum {
    VERIFIED,
    ABSENT,
    SKIPPED
  }

  /**
   * Reads a source that has no checksum of its own from start to end.
   *
   * @param expected what a file beside it says of it
   * @throws org.wikimill.formats.bytes.MalformedInputException if it is another
   */
  public static SourceSums of(PositionedInput input, Optional<ExpectedSum> expected)
      throws IOException {
    MessageDigest sha256 = Digests.sha256();
    Optional<MessageDigest> stated = expected.map(sum -> sum.algorithm().digest());
    byte[] buffer = new byte[BUFFER_BYTES];
    for (long at = 0; at < input.length(); at += buffer.length) {
      int n = (int) Math.min(buffer.length, input.length() - at);
      input.readFully(at, buffer, 0, n);
      sha256.update(buffer, 0, n);
      stated.ifPresent(digest -> digest.update(buffer, 0, n));
    }
    if (expected.isPresent()) {
      String found = HexFormat.of().formatHex(stated.get().digest());
      expected.get().check(input.name(), found, input.length());
    }
    return new SourceSums(
        HexFormat.of().formatHex(sha256.digest()),
        expected.isPresent() ? Checksum.VERIFIED : Checksum.ABSENT);
  }

  /** Reads the archive from start to end. */
  public static SourceSums of(ZimArchive archive) throws IOException {
    MessageDigest sha256 = Digests.sha256();
    Optional<String> md5 = ZimChecksum.verify(archive, sha256);
    return new SourceSums(
        HexFormat.of().formatHex(sha256.digest()),
        md5.isPresent() ? Checksum.VERIFIED : Checksum.ABSENT);
  }
}
