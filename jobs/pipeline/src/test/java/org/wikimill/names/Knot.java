package org.wikimill.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.wikimill.testing.Tools;

/**
 * A real name server on loopback, the authority for three zones: {@code example.org}, of which key
 * {@code publisher} may change all texts and key {@code other} one; {@code frozen.example}, which
 * nobody may change; and {@code alias.example} with an alias.
 */
public final class Knot implements AutoCloseable {
  public static final String SECRET = "cHVibGlzaGVyIHB1Ymxpc2hlciBwdWJsaXNoZXIgcHU=";
  static final String OTHER_SECRET = "c3RyYW5nZXIgc3RyYW5nZXIgc3RyYW5nZXIgc3RyYW4=";

  private static final Duration START = Duration.ofSeconds(30);
  private static final String SOA =
      " 3600 IN SOA ns hostmaster 1 3600 900 604800 60\n@ 3600 IN NS ns\nns 3600 IN A 127.0.0.1\n";

  private final Path folder;
  private final int port;
  private final Process server;

  /** Starts a server whose files are in a folder. */
  public Knot(Path folder) throws IOException {
    this.folder = folder;
    this.port = freePort();
    Files.createDirectory(folder.resolve("run"));
    zone(
        "example.org",
        "_dnslink.taken 60 IN TXT \"dnslink=/ipfs/bafkqaaa\"\nsub 60 IN NS ns.sub\n");
    zone("frozen.example", "");
    zone("alias.example", "_dnslink 60 IN CNAME _dnslink.example.org.\n");
    Path configuration = Files.writeString(folder.resolve("knot.conf"), configuration());
    this.server =
        new ProcessBuilder(Tools.knot().resolve("knotd").toString(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try {
      await();
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void zone(String name, String records) throws IOException {
    Files.writeString(folder.resolve(name + ".zone"), "$ORIGIN " + name + ".\n@" + SOA + records);
  }

  private String configuration() {
    return """
        server:
          rundir: "{folder}/run"
          listen: 127.0.0.1@{port}
          udp-workers: 1
          tcp-workers: 1
          background-workers: 1
        log:
        - target: stdout
          any: info
        database:
          storage: "{folder}/run"
        key:
        - id: publisher
          algorithm: hmac-sha256
          secret: {secret}
        - id: other
          algorithm: hmac-sha256
          secret: {secret}
        acl:
        - id: links
          key: publisher
          action: update
          update-type: TXT
        - id: one
          key: other
          action: update
          update-type: TXT
          update-owner: name
          update-owner-match: equal
          update-owner-name: _dnslink.one
        template:
        - id: default
          storage: "{folder}"
          file: "%s.zone"
        zone:
        - domain: example.org
          acl: [links, one]
        - domain: frozen.example
        - domain: alias.example
          acl: links
        """
        .replace("{folder}", folder.toString())
        .replace("{port}", port + "")
        .replace("{secret}", SECRET);
  }

  /** Until it answers. */
  private void await() {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end && !answers()) {
      try {
        assertThat(server.waitFor(50, TimeUnit.MILLISECONDS)).as(this::log).isFalse();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    assertThat(answers()).as(this::log).isTrue();
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return log().contains("server started");
    } catch (IOException e) {
      return false;
    }
  }

  String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the server is: {@code HOST:PORT}. */
  public String place() {
    return "127.0.0.1:" + port;
  }

  /** The server, which is waited for no longer than tests are. */
  DnsServer address() {
    return DnsServer.of(place(), Duration.ofSeconds(5));
  }

  @Override
  public void close() {
    server.destroy();
    server.onExit().join();
  }
}
