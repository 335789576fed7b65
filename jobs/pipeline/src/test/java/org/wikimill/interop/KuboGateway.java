package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.wikimill.testing.Tools;

/** The HTTP gateway of a Kubo node that is never online. */
final class KuboGateway implements AutoCloseable {
  private final Process daemon;
  private final URI url;

  private KuboGateway(Process daemon, URI url) {
    this.daemon = daemon;
    this.url = url;
  }

  /** Starts the node of a repository, whose folder this is. */
  static KuboGateway start(Path repository) throws IOException, InterruptedException {
    Path log = repository.resolve("daemon.log");
    ProcessBuilder builder =
        new ProcessBuilder(Tools.kubo().toString(), "daemon", "--offline")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("IPFS_PATH", repository.toString());
    builder.environment().put("IPFS_TELEMETRY", "off");
    Process daemon = builder.start();
    // Written when the gateway listens.
    Path address = repository.resolve("gateway");
    while (!Files.exists(address) || Files.size(address) == 0) {
      assertThat(daemon.waitFor(20, TimeUnit.MILLISECONDS)).as(() -> text(log)).isFalse();
    }
    return new KuboGateway(daemon, URI.create(Files.readString(address).strip()));
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  URI url() {
    return url;
  }

  /** The URL of a root on a name of its own, with a slash. */
  String onSubdomain(String root) {
    return "http://" + root + ".ipfs.localhost:" + url.getPort() + "/";
  }

  @Override
  public void close() throws InterruptedException {
    daemon.destroy();
    if (!daemon.waitFor(20, TimeUnit.SECONDS)) {
      daemon.destroyForcibly().waitFor();
    }
  }
}
