package org.wikimill.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.pipeline.sample.SampleWiki;
import org.wikimill.testing.Command;

/** {@code wikimill serve} as a process: what it says, what it serves, how it ends. */
class ServeIT {
  @TempDir private static Path folder;
  private static Path build;
  private static String root;

  @BeforeAll
  static void build() throws IOException {
    Path archive = folder.resolve("sample.zim");
    SampleWiki.write(archive);
    build = folder.resolve("build");
    root =
        Wikimill.command("build", archive, "-o", build, "-q", "--no-sync", "--redirects", "file")
            .succeed()
            .text()
            .strip();
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aBuildIsServedUntilASignalEndsItQuietly(String signal, int exit) throws Exception {
    Path errors = folder.resolve("errors-" + signal);
    Command serve = Wikimill.command("serve", build, "--port", 0);
    ProcessBuilder builder = new ProcessBuilder(serve.line()).redirectError(errors.toFile());
    builder.environment().putAll(serve.environment());
    Process process = builder.start();
    try (BufferedReader out = process.inputReader(UTF_8)) {
      String url = out.readLine();
      assertThat(url).as(Files.readString(errors)).matches("http://127\\.0\\.0\\.1:[0-9]+/");
      assertThat(get(url)).contains("<html", "wiki/").isEqualTo(get(url + "index.html"));
      assertThat(get(url + "wiki")).contains("<html").isEqualTo(get(url + "wiki/index.html"));
      assertThat(get(url + "ipfs/" + root + "/wiki/Wheel")).isEqualTo(get(url + "wiki/Wheel"));
      assertThat(get(url + "wiki/Home")).isEqualTo(get(url + "wiki/Main_Page")); // by a line
      Command.of("kill", "-" + signal, process.pid()).succeed();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(out.readLine()).isNull();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(process.exitValue()).isEqualTo(exit);
    assertThat(Files.readString(errors))
        .matches("root    " + root + "\nblocks  [0-9]+ in [0-9]+ CARs\n");
  }

  @Test
  void aPortThatIsTakenIsToldInOneLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Command.Result result =
          Wikimill.command("serve", build, "--port", taken.getLocalPort()).exitWith(2);
      assertThat(result.errors()).startsWith("cannot listen on ").contains("in use");
      assertThat(result.output()).isEmpty();
    }
  }

  @Test
  void whatCannotBeServedIsRefused() throws IOException {
    assertThat(Wikimill.command("serve").exitWith(2).errors()).contains("something to serve");
    assertThat(Wikimill.command("serve", folder.resolve("none")).exitWith(2).errors())
        .contains("no such file");
    Path noCar = Files.writeString(folder.resolve("no.car"), "hello");
    assertThat(Wikimill.command("serve", "--car", noCar).exitWith(3).errors())
        .contains("no.car at byte");
  }

  private static String get(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    try (InputStream in = connection.getInputStream()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
