package org.wikimill.get;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.bytes.MalformedInputException;

/** Downloads from servers that lie, stall, are busy, or send elsewhere. */
@Timeout(120)
class DownloadSourcesTest extends DownloadTestBase {

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

  /** Time that passes at a server. */
  private static void linger(long millis) throws IOException {
    try {
      new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
