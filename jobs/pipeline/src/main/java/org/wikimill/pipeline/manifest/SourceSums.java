package org.wikimill.pipeline.manifest;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
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
 * @param checksum what came of the source's own checksum, or of those of all its files
 * @param files the files of a dump that has several, in their order; else empty
 */
public record SourceSums(
    String sha256, Checksum checksum, @JsonInclude(NON_EMPTY) List<OfFile> files) {

  private static final int BUFFER_BYTES = 1 << 20;

  /** The sums of a source that was not read in whole. */
  public static final SourceSums SKIPPED = new SourceSums(null, Checksum.SKIPPED, List.of());

  /** What came of the source's own checksum. One that differs ends the build instead. */
  public enum Checksum {
    VERIFIED,
    ABSENT,
    SKIPPED
  }

  public SourceSums {
    files = files == null ? List.of() : List.copyOf(files); // as JSON leaves it out
  }

  /**
   * The sums of one of several files.
   *
   * @param sha256 SHA-256 of its bytes, hex
   * @param checksum what came of the checksum that a file beside it states
   */
  public record OfFile(long lengthBytes, String sha256, Checksum checksum) {}

  /** The reading of a source that has no checksum of its own, file by file, from start to end. */
  public static final class Reading {
    private final Optional<MessageDigest> whole;
    private final List<OfFile> files = new ArrayList<>();

    /** A reading of so many files. */
    public Reading(int fileCount) {
      this.whole = fileCount > 1 ? Optional.of(Digests.sha256()) : Optional.empty();
    }

    /**
     * Reads the next file.
     *
     * @param expected what a file beside it says of it
     * @throws org.wikimill.formats.bytes.MalformedInputException if it is another
     */
    public void add(PositionedInput input, Optional<ExpectedSum> expected) throws IOException {
      MessageDigest sha256 = Digests.sha256();
      Optional<MessageDigest> stated = expected.map(sum -> sum.algorithm().digest());
      byte[] buffer = new byte[BUFFER_BYTES];
      for (long at = 0; at < input.length(); at += buffer.length) {
        int n = (int) Math.min(buffer.length, input.length() - at);
        input.readFully(at, buffer, 0, n);
        sha256.update(buffer, 0, n);
        whole.ifPresent(digest -> digest.update(buffer, 0, n));
        stated.ifPresent(digest -> digest.update(buffer, 0, n));
      }
      if (expected.isPresent()) {
        String found = HexFormat.of().formatHex(stated.get().digest());
        expected.get().check(input.name(), found, input.length());
      }
      files.add(
          new OfFile(
              input.length(),
              HexFormat.of().formatHex(sha256.digest()),
              expected.isPresent() ? Checksum.VERIFIED : Checksum.ABSENT));
    }

    /** The sums of all that was read. */
    public SourceSums sums() {
      boolean verified = files.stream().allMatch(file -> file.checksum == Checksum.VERIFIED);
      Checksum checksum = verified ? Checksum.VERIFIED : Checksum.ABSENT;
      return whole.isPresent()
          ? new SourceSums(HexFormat.of().formatHex(whole.get().digest()), checksum, files)
          : new SourceSums(files.get(0).sha256, checksum, List.of());
    }
  }

  /** Reads the archive from start to end. */
  public static SourceSums of(ZimArchive archive) throws IOException {
    MessageDigest sha256 = Digests.sha256();
    Optional<String> md5 = ZimChecksum.verify(archive, sha256);
    return new SourceSums(
        HexFormat.of().formatHex(sha256.digest()),
        md5.isPresent() ? Checksum.VERIFIED : Checksum.ABSENT,
        List.of());
  }
}
