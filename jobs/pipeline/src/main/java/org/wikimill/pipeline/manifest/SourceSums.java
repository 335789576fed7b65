package org.wikimill.pipeline.manifest;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.wikimill.connectors.io.Digests;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.formats.zim.ZimChecksum;

/**
 * The sums of a source's bytes.
 *
 * @param sha256 SHA-256 of all bytes, hex; null if the source was not verified
 * @param checksum what came of the source's own checksum
 */
public record SourceSums(String sha256, Checksum checksum) {

  /** The sums of a source that was not read in whole. */
  public static final SourceSums SKIPPED = new SourceSums(null, Checksum.SKIPPED);

  /** What came of the source's own checksum. One that differs ends the build instead. */
  public enum Checksum {
    VERIFIED,
    ABSENT,
    SKIPPED
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
