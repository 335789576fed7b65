package org.wikimill.get;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.sums.ExpectedSum;
import org.wikimill.formats.sums.Pieces;
import org.wikimill.formats.sums.SumAlgorithm;
import org.wikimill.get.Downloads.Present;

/** Downloads from servers that break off, lie, stall, are busy, or have changed meanwhile. */
@Timeout(120)
class DownloadsTest {
  private static final String NAME = "a.zim";
  private static final byte[] BYTES = Downloader.bytes(1_000_000, 1);
  private static final byte[] OTHER = Downloader.bytes(1_000_000, 2);

  @TempDir private Path folder;
  private final WebSite site = new WebSite();
  private final WebSite mirror = new WebSite();

  @AfterEach
  void stop() {
    site.close();
    mirror.close();
  }

  @Test
  void aFileGetsItsNameAndItsSumBesideIt() throws IOException {
    site.file("/a.zim", BYTES);
    Got got = downloader().get(verified());
    assertThat(got.status()).isEqualTo(Got.Status.DOWNLOADED);
    assertThat(got.path()).isEqualTo(folder.resolve(NAME).toString());
    assertIsThereAlone();
    assertThat(folder.resolve("a.zim.sha256")).hasContent(WebSite.sha256(BYTES) + "  a.zim\n");
  }

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

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void aBusyServerGetsTheRestThatItAsksFor(int status) throws IOException {
    busyOnce(status, "77");
    Downloader downloader = downloader();
    downloader.get(verified());
    assertThat(downloader.pauses()).containsExactly(Duration.ofSeconds(77));
    assertIsThereAlone();
  }

  @Test
  void aBusyServerMayNameATime() throws IOException {
    busyOnce(503, "Fri, 02 Jan 2026 03:05:05 GMT");
    Downloader downloader = downloader();
    downloader.get(verified());
    assertThat(downloader.pauses()).containsExactly(Duration.ofSeconds(60));
  }

  @Test
  void aServerThatWantsTooLongARestIsNotWaitedFor() throws IOException {
    busyOnce(503, "86400");
    Downloader downloader = downloader();
    assertThatThrownBy(() -> downloader.get(verified())).hasMessageContaining("86400 s of rest");
    assertThat(downloader.pauses()).isEmpty();
  }

  @Test
  void pausesGrowAndTriesEnd() {
    site.status("/a.zim", 500, "X", "y");
    Downloader downloader = downloader();
    assertThatThrownBy(() -> downloader.get(verified())).hasMessageContaining("answers 500");
    assertThat(downloader.pauses())
        .containsExactly(
            Stream.of(1, 2, 4, 8, 16).map(Duration::ofSeconds).toArray(Duration[]::new));
    assertThat(site.requests()).hasSize(6);
  }

  @Test
  void redirectsAreFollowedToAMirrorAndTheRangeWithThem() throws IOException {
    mirror.cutting("/deep/b.zim", BYTES, 600_000);
    site.status("/a.zim", 302, "Location", mirror.url("/deep/b.zim").toString());
    downloader().get(verified());
    assertIsThereAlone();
    assertThat(last(mirror)).isEqualTo("GET /deep/b.zim bytes=600000-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a.zim", "file:///etc/passwd", "ftp://127.0.0.1/a.zim", ""})
  void redirectsThatLeadNowhereAreNotFollowed(String location) {
    site.status("/a.zim", 301, "Location", location);
    Downloader downloader = downloader();
    assertThatThrownBy(() -> downloader.get(verified()))
        .isInstanceOf(GetException.class)
        .hasMessageContaining("/a.zim leads");
    assertThat(site.requests()).hasSizeLessThanOrEqualTo(HttpLimits.MAX_REDIRECTS + 1);
    assertThat(downloader.pauses()).isEmpty();
  }

  @Test
  void wrongBytesAreFetchedOnceMoreFromAnotherServer() throws IOException {
    site.file("/a.zim", OTHER);
    mirror.file("/a.zim", BYTES);
    Downloader downloader = downloader();
    downloader.get(verifiedAtBoth());
    assertIsThereAlone();
    assertThat(downloader.notes()).anyMatch(note -> note.contains("once more"));
  }

  @Test
  void wrongBytesEverywhereLeaveNothing() {
    site.file("/a.zim", OTHER);
    mirror.file("/a.zim", OTHER);
    assertThatThrownBy(() -> downloader().get(verifiedAtBoth()))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContainingAll(NAME, WebSite.sha256(BYTES), WebSite.sha256(OTHER));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aWrongPieceIsFetchedFromAnotherServerAndOnlyWhatFollowsIt() throws IOException {
    byte[] damaged = BYTES.clone();
    damaged[450_000] ^= 1;
    site.file("/a.zim", damaged);
    mirror.file("/a.zim", BYTES);
    Downloader downloader = downloader();
    downloader.get(inPieces());
    assertIsThereAlone();
    assertThat(mirror.requests()).containsExactly("GET /a.zim bytes=400000-");
    assertThat(downloader.notes()).anyMatch(note -> note.contains("wrong piece at byte 400000"));
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
  void aServerWithAFileOfAnotherLengthIsLeft() throws IOException {
    site.file("/a.zim", Downloader.bytes(1_000_001, 1));
    mirror.file("/a.zim", BYTES);
    Downloader downloader = downloader();
    downloader.get(verifiedAtBoth());
    assertIsThereAlone();
    assertThat(downloader.notes()).anyMatch(n -> n.contains("has 1000001 bytes, expected 1000000"));
  }

  @Test
  void aServerThatGivesOtherBytesThanAskedForIsLeft() throws IOException {
    leavePart(BYTES);
    site.on(
        "/a.zim",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Range", "bytes 0-999999/1000000");
          exchange.sendResponseHeaders(206, BYTES.length);
          exchange.getResponseBody().write(BYTES);
        });
    mirror.file("/a.zim", BYTES);
    downloader().get(verifiedAtBoth());
    assertIsThereAlone();
    assertThat(last(mirror)).startsWith("GET /a.zim bytes=");
  }

  @Test
  void aServerThatStallsIsLeftForAnother() throws IOException {
    site.on(
        "/a.zim",
        exchange -> {
          exchange.sendResponseHeaders(200, BYTES.length);
          OutputStream out = exchange.getResponseBody();
          for (int i = 0; i < BYTES.length; i++) { // a byte now and then, until the client is gone
            out.write(BYTES, i, 1);
            out.flush();
            linger(50);
          }
        });
    mirror.file("/a.zim", BYTES);
    HttpLimits limits = HttpLimits.DEFAULT.withStall(Duration.ofMillis(500));
    Downloader downloader = new Downloader(folder, limits);
    downloader.get(verifiedAtBoth());
    assertIsThereAlone();
    assertThat(downloader.notes()).anyMatch(note -> note.contains("stalled"));
  }

  @Test
  void aServerThatDoesNotAnswerAtAllIsLeftForAnother() throws IOException {
    site.on("/a.zim", exchange -> linger(5_000));
    mirror.file("/a.zim", BYTES);
    Downloader downloader =
        new Downloader(folder, HttpLimits.DEFAULT.withStall(Duration.ofMillis(500)));
    downloader.get(verifiedAtBoth());
    assertIsThereAlone();
    assertThat(downloader.notes()).anyMatch(note -> note.contains("timed out"));
  }

  @Test
  void noMoreConnectionsAreOpenThanAllowed() throws IOException {
    List<RemoteFile> files = new ArrayList<>();
    CyclicBarrier two = new CyclicBarrier(2);
    for (int i = 0; i < 8; i++) {
      String name = i + ".zim";
      site.on(
          "/" + name,
          exchange -> {
            meet(two);
            WebSite.sendFile(exchange, BYTES, BYTES.length, true);
          });
      files.add(Downloader.verified(name, BYTES, site.url("/" + name)));
    }
    List<Got> got = downloader().get(Present.VERIFY, files.toArray(RemoteFile[]::new));
    assertThat(site.mostAtOnce()).isEqualTo(2);
    assertThat(got)
        .extracting(g -> Path.of(g.path()).getFileName().toString())
        .containsExactly("0.zim", "1.zim", "2.zim", "3.zim", "4.zim", "5.zim", "6.zim", "7.zim");
  }

  @Test
  void oneFailureEndsAllDownloads() {
    site.file("/b.zim", BYTES);
    site.status("/a.zim", 403, "X", "y");
    assertThatThrownBy(
            () ->
                downloader()
                    .get(
                        Present.VERIFY,
                        verified(),
                        Downloader.verified("b.zim", BYTES, site.url("/b.zim"))))
        .hasMessageContaining("answers 403");
  }

  @Test
  void aFileThatIsThereIsVerifiedAndNotDownloaded() throws IOException {
    Files.write(folder.resolve(NAME), BYTES);
    assertThat(downloader().get(verified()).status()).isEqualTo(Got.Status.PRESENT);
    assertThat(site.requests()).isEmpty();
    assertThat(folder.resolve("a.zim.sha256")).exists();
  }

  @Test
  void anotherFileOfTheNameIsInTheWayUnlessNewerOnesAreWanted() throws IOException {
    Files.write(folder.resolve(NAME), OTHER);
    site.file("/a.zim", BYTES);
    GetException given = refused(verified());
    assertThat(given.reason()).isEqualTo(GetException.Reason.IN_THE_WAY);
    assertThat(folder.resolve(NAME)).hasBinaryContent(OTHER);
    downloader().get(Present.REPLACE_IF_OTHER, verified());
    assertIsThereAlone();
  }

  @Test
  void aRecordedSumIsTrustedWhenNewerFilesAreWanted() throws IOException {
    site.file("/a.zim", BYTES);
    downloader().get(verified());
    Files.write(folder.resolve(NAME), OTHER); // of equal length: its bytes are not looked at
    Got got = downloader().get(Present.REPLACE_IF_OTHER, verified()).get(0);
    assertThat(got.status()).isEqualTo(Got.Status.PRESENT);
    assertThat(site.requests()).hasSize(1);
  }

  @Test
  void aDiskWithoutRoomIsToldWithWhatIsNeeded() {
    long most = Long.MAX_VALUE >> 4;
    site.on(
        "/a.zim",
        exchange -> {
          exchange.getResponseHeaders().set("ETag", "\"x\"");
          exchange.sendResponseHeaders(200, most);
        });
    GetException given = refused(Downloader.unverified(NAME, site.url("/a.zim")));
    assertThat(given.reason()).isEqualTo(GetException.Reason.DISK);
    assertThat(given)
        .hasMessageContainingAll("no room", "576,460,752,303,423,487 bytes more are needed");
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

  private Downloader downloader() {
    return new Downloader(folder);
  }

  private GetException refused(RemoteFile file) {
    return catchThrowableOfType(GetException.class, () -> downloader().get(file));
  }

  private RemoteFile verified() {
    return Downloader.verified(NAME, BYTES, site.url("/a.zim"));
  }

  private RemoteFile verifiedAtBoth() {
    return Downloader.verified(NAME, BYTES, site.url("/a.zim"), mirror.url("/a.zim"));
  }

  private RemoteFile inPieces() {
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

  private void busyOnce(int status, String retryAfter) {
    site.first(
        1,
        "/a.zim",
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", retryAfter);
          exchange.sendResponseHeaders(status, -1);
        },
        exchange -> WebSite.sendFile(exchange, BYTES, BYTES.length, true));
  }

  /** Leaves the first 300,000 bytes of a file, as a download that was killed does. */
  private void leavePart(byte[] bytes) throws IOException {
    RemoteFile file = Downloader.verified(NAME, bytes, site.url("/a.zim"));
    new PartState(file.identity(), "http://127.0.0.1/", "")
        .write(folder.resolve("a.zim.part.state"));
    Files.write(folder.resolve("a.zim.part"), Arrays.copyOf(bytes, 300_000));
  }

  private void assertIsThereAlone() {
    assertThat(folder.resolve(NAME)).hasBinaryContent(BYTES);
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder(NAME, "a.zim.sha256");
  }

  private static String last(WebSite site) {
    return site.requests().get(site.requests().size() - 1);
  }

  private static String md5(byte[] bytes) {
    return HexFormat.of().formatHex(SumAlgorithm.MD5.digest().digest(bytes));
  }

  private static void meet(CyclicBarrier barrier) throws IOException {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /** Time that passes at a server. */
  private static void linger(long millis) throws IOException {
    try {
      new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
