package org.wikimill.get;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wikimill.get.Downloads.Present;

/** Downloads to a folder: names, sums, what is there already, how many at once. */
@Timeout(120)
class DownloadsTest extends DownloadTestBase {

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
  void filesThatWouldHaveOneNameAreRefusedBeforeAnyIsAskedFor() {
    assertThatThrownBy(() -> downloader().get(Present.VERIFY, verified(), verified()))
        .isInstanceOf(GetException.class)
        .hasMessageContaining("two files would be called a.zim");
    assertThat(site.requests()).isEmpty();
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

  private static void meet(CyclicBarrier barrier) throws IOException {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
