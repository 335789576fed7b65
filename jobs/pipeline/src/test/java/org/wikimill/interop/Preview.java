package org.wikimill.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.wikimill.testing.Command;

/** A build that {@code wikimill serve} shows. */
final class Preview implements AutoCloseable {
  private final Process process;
  private final String url;

  private Preview(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Starts it; what it tells of trouble goes to a file. */
  static Preview start(Path build, Path errors) throws IOException {
    Command serve = Wikimill.command("serve", build, "--port", 0);
    ProcessBuilder builder = new ProcessBuilder(serve.line()).redirectError(errors.toFile());
    builder.environment().putAll(serve.environment());
    Process process = builder.start();
    String url = process.inputReader(UTF_8).readLine();
    assertThat(url).as(Files.readString(errors)).startsWith("http://127.0.0.1:");
    return new Preview(process, url);
  }

  /** The URL of the build's root, with a slash. */
  String url() {
    return url;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
