package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.get.WebSite;
import org.wikimill.testing.Command;

/** Downloads by the real command, which is killed in their midst. */
class GetIT {
  private static final int LENGTH = 20_000_000;
  private static final int HALF = LENGTH / 2;

  @TempDir private Path folder;
  private final WebSite site = new WebSite();
  private final CountDownLatch killed = new CountDownLatch(1);

  @AfterEach
  void stop() {
    killed.countDown();
    site.close();
  }

  @ParameterizedTest
  @CsvSource({"KILL, 137", "INT, 130", "TERM, 143"})
  void aDownloadThatIsEndedByASignalIsGoneOnWith(String signal, int exit) throws Exception {
    byte[] bytes = new byte[LENGTH];
    new Random(7).nextBytes(bytes);
    site.summed("/a.zim", bytes);
    site.first(
        1,
        "/a.zim",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Length", "" + LENGTH);
          exchange.sendResponseHeaders(200, LENGTH);
          exchange.getResponseBody().write(bytes, 0, HALF);
          exchange.getResponseBody().flush();
          awaitKill();
        },
        exchange -> WebSite.sendFile(exchange, bytes, LENGTH, true));
    Path out = folder.resolve("out");
    Path part = out.resolve("a.zim.part");

    try (RunningBuild download = RunningBuild.start(get(out), out)) {
      download.await("half of the file", () -> length(part) == HALF);
      Command.of("kill", "-" + signal, download.process().pid()).succeed();
      download.exitWith(exit);
      assertThat(download.text()).doesNotContain("a bug").doesNotContain("\tat ");
    }
    killed.countDown();

    assertThat(out.resolve("a.zim")).doesNotExist();
    assertThat(get(out).succeed().lines()).containsExactly(out.resolve("a.zim").toString());
    assertThat(out.resolve("a.zim")).hasBinaryContent(bytes);
    assertThat(out.toFile().list()).containsExactlyInAnyOrder("a.zim", "a.zim.sha256");
    assertThat(site.requests()).last().isEqualTo("GET /a.zim bytes=" + HALF + "-");
  }

  @Test
  void whatIsDownloadedPassesTheToolThatChecksSumsElsewhere() throws IOException {
    site.summed("/a.zim", new byte[100_000]);
    Path out = folder.resolve("out");
    assertThat(get(out).succeed().errors()).contains("a.zim: 0.1 of 0.1 MiB");
    Command.of("sha256sum", "-c", "--quiet", "a.zim.sha256").in(out).succeed();
  }

  private Command get(Path out) {
    return Wikimill.command("get", "url", site.url("/a.zim"), "-o", out);
  }

  private void awaitKill() throws IOException {
    try {
      killed.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static long length(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
