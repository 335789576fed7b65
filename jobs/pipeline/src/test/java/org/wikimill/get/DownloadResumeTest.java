package org.wikimill.get;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wikimill.formats.sums.ExpectedSum;
import org.wikimill.formats.sums.SumAlgorithm;

/** Downloads that go on where they, or earlier ones, broke off. */
@Timeout(120)
class DownloadResumeTest extends DownloadTestBase {

  @Test
  void aConnectionThatBreaksOffIsGoneOnWith() throws IOException {
    site.cutting("/a.zim", BYTES, 300_000);
    Downloader downloader = downloader();
    downloader.get(verified());
    assertIsThereAlone();
    assertThat(site.requests()).hasSize(4).element(3).asString().contains("bytes=9");
    assertThat(downloader.pauses()).hasSize(3).containsOnly(Duration.ofSeconds(1));
  }

  @Test
  void anotherRunGoesOnWhereOneGaveUp() throws IOException {
    site.first(
        1,
        "/a.zim",
        exchange -> WebSite.sendFile(exchange, BYTES, 500_000, true),
        exchange -> exchange.sendResponseHeaders(500, -1));
    GetException given = refused(verified());
    assertThat(given.reason()).isEqualTo(GetException.Reason.NETWORK);
    assertThat(given).hasMessageContainingAll(NAME, "answers 500", "is kept");
    assertThat(folder.resolve(NAME)).doesNotExist();
    site.file("/a.zim", BYTES);
    downloader().get(verified());
    assertIsThereAlone();
    assertThat(last(site)).isEqualTo("GET /a.zim bytes=500000-");
  }

  @Test
  void aServerThatIgnoresRangesBeginsAnew() throws IOException {
    site.first(
        1,
        "/a.zim",
        exchange -> WebSite.sendFile(exchange, BYTES, 500_000, false),
        exchange -> WebSite.sendFile(exchange, BYTES, BYTES.length, false));
    Downloader downloader = downloader();
    downloader.get(verified());
    assertIsThereAlone();
    assertThat(downloader.notes()).anyMatch(note -> note.contains("begins anew"));
  }

  @Test
  void aServerThatIgnoresRangesAndAlwaysBreaksOffIsGivenUp() throws IOException {
    site.withoutRanges("/a.zim", BYTES, 500_000);
    Downloader downloader = downloader();
    assertThatThrownBy(() -> downloader.get(verified())).isInstanceOf(GetException.class);
    assertThat(downloader.pauses()).hasSizeLessThan(2 * HttpLimits.DEFAULT.tries());
  }

  @Test
  void aFileThatChangedMeanwhileIsNotMixedWithWhatItWas() throws IOException {
    RemoteFile file = Downloader.unverified(NAME, site.url("/a.zim"));
    site.first(
        1,
        "/a.zim",
        exchange -> WebSite.sendFile(exchange, OTHER, 500_000, true),
        exchange -> WebSite.sendFile(exchange, BYTES, BYTES.length, true));
    downloader().get(file);
    assertThat(folder.resolve(NAME)).hasBinaryContent(BYTES);
    assertThat(site.requests()).containsExactly("GET /a.zim", "GET /a.zim bytes=500000-");
  }

  @Test
  void aPartWithoutASumIsNotGoneOnWithAtAnotherServer() throws IOException {
    site.first(
        1,
        "/a.zim",
        exchange -> WebSite.sendFile(exchange, OTHER, 500_000, true),
        exchange -> exchange.sendResponseHeaders(404, -1));
    mirror.file("/a.zim", BYTES);
    downloader().get(Downloader.unverified(NAME, site.url("/a.zim"), mirror.url("/a.zim")));
    assertThat(folder.resolve(NAME)).hasBinaryContent(BYTES);
    assertThat(mirror.requests()).containsExactly("GET /a.zim");
  }

  @Test
  void aPartOfAnotherFileIsNotGoneOnWith() throws IOException {
    leavePart(OTHER);
    site.file("/a.zim", BYTES);
    downloader().get(verified());
    assertIsThereAlone();
    assertThat(last(site)).isEqualTo("GET /a.zim");
  }

  @Test
  void aPartThatIsWholeIsVerifiedWithoutAQuestion() throws IOException {
    leavePart(BYTES);
    int asked = site.requests().size();
    Files.write(folder.resolve("a.zim.part"), BYTES);
    downloader().get(verified());
    assertIsThereAlone();
    assertThat(site.requests()).hasSize(asked);
  }

  @Test
  void aPartThatIsWholeIsKeptIfOnlyTheServerKnowsSo() throws IOException {
    site.file("/a.zim", BYTES);
    site.file("/a.zim.md5", md5(BYTES));
    ExpectedSum sum = new ExpectedSum(SumAlgorithm.MD5, md5(BYTES), OptionalLong.empty(), "test");
    RemoteFile file =
        new RemoteFile(
            NAME,
            List.of(site.url("/a.zim")),
            Optional.of(sum),
            Optional.empty(),
            OptionalLong.empty());
    new PartState(file.identity(), "http://127.0.0.1/", "")
        .write(folder.resolve("a.zim.part.state"));
    Files.write(folder.resolve("a.zim.part"), BYTES);
    downloader().get(file);
    assertThat(folder.resolve(NAME)).hasBinaryContent(BYTES);
    assertThat(site.requests()).containsExactly("GET /a.zim bytes=1000000-");
  }

  @Test
  void aServerWhoseFileIsShorterThanThePartIsAskedForAll() throws IOException {
    leavePart(BYTES);
    site.first(
        1,
        "/a.zim",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Range", "bytes */10");
          exchange.sendResponseHeaders(416, -1);
        },
        exchange -> WebSite.sendFile(exchange, BYTES, BYTES.length, true));
    downloader().get(verified());
    assertIsThereAlone();
    assertThat(last(site)).isEqualTo("GET /a.zim");
  }

  @Test
  void aDamagedPartIsKeptUpToItsFirstWrongPiece() throws IOException {
    byte[] damaged = BYTES.clone();
    damaged[250_000] ^= 1;
    leavePart(BYTES);
    Files.write(folder.resolve("a.zim.part"), damaged);
    site.file("/a.zim", BYTES);
    downloader().get(inPieces());
    assertIsThereAlone();
    assertThat(last(site)).isEqualTo("GET /a.zim bytes=200000-");
  }

  @Test
  void aPartThatAnotherProcessWritesIsLeftAlone() throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve("a.zim.part"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      assertThat(refused(verified()).reason()).isEqualTo(GetException.Reason.IN_THE_WAY);
    }
  }

  private static String md5(byte[] bytes) {
    return HexFormat.of().formatHex(SumAlgorithm.MD5.digest().digest(bytes));
  }
}
