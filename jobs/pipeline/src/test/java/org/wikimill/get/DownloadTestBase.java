package org.wikimill.get;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.formats.sums.Pieces;
import org.wikimill.formats.sums.SumAlgorithm;

/** A site and its mirror, and the files that tests of downloads are about. */
abstract class DownloadTestBase {
  static final String NAME = "a.zim";
  static final byte[] BYTES = Downloader.bytes(1_000_000, 1);
  static final byte[] OTHER = Downloader.bytes(1_000_000, 2);

  @TempDir Path folder;
  final WebSite site = new WebSite();
  final WebSite mirror = new WebSite();

  @AfterEach
  void stop() {
    site.close();
    mirror.close();
  }

  Downloader downloader() {
    return new Downloader(folder);
  }

  GetException refused(RemoteFile file) {
    return catchThrowableOfType(GetException.class, () -> downloader().get(file));
  }

  RemoteFile verified() {
    return Downloader.verified(NAME, BYTES, site.url("/a.zim"));
  }

  RemoteFile verifiedAtBoth() {
    return Downloader.verified(NAME, BYTES, site.url("/a.zim"), mirror.url("/a.zim"));
  }

  RemoteFile inPieces() {
    RemoteFile whole = verifiedAtBoth();
    List<String> hex = new ArrayList<>();
    for (int start = 0; start < BYTES.length; start += 200_000) {
      byte[] piece = Arrays.copyOfRange(BYTES, start, start + 200_000);
      hex.add(HexFormat.of().formatHex(SumAlgorithm.SHA1.digest().digest(piece)));
    }
    Pieces pieces = new Pieces(SumAlgorithm.SHA1, 200_000, hex);
    return new RemoteFile(
        NAME, whole.sources(), whole.sum(), Optional.of(pieces), whole.lengthBytes());
  }

  /** Leaves the first 300,000 bytes of a file, as a download that was killed does. */
  void leavePart(byte[] bytes) throws IOException {
    RemoteFile file = Downloader.verified(NAME, bytes, site.url("/a.zim"));
    new PartState(file.identity(), "http://127.0.0.1/", "")
        .write(folder.resolve("a.zim.part.state"));
    Files.write(folder.resolve("a.zim.part"), Arrays.copyOf(bytes, 300_000));
  }

  void assertIsThereAlone() {
    assertThat(folder.resolve(NAME)).hasBinaryContent(BYTES);
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder(NAME, "a.zim.sha256");
  }

  static String last(WebSite site) {
    return site.requests().get(site.requests().size() - 1);
  }
}
