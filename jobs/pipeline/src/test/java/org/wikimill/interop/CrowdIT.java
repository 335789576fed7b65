package org.wikimill.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.formats.ipld.CarWriter;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.DirectoryBuilder;
import org.wikimill.formats.ipld.FileBuilder;
import org.wikimill.testing.Command;

/** {@code wikimill serve} among thousands of clients, in a heap of half the launcher's. */
class CrowdIT {
  private static final int CLIENTS = 1_000;
  private static final String HEAP = "-Xmx128m";

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void aThousandCarsAndAThousandListingsAtOnceAreAllSentWhole() throws Exception {
    Path car = folder.resolve("directory.car");
    Cid directory = writeDirectory(car);
    Command serve = Wikimill.command("serve", "--car", car, "--port", 0);
    List<String> line = new ArrayList<>(serve.line());
    line.replaceAll(option -> option.startsWith("-Xmx") ? HEAP : option);
    assertThat(line).contains(HEAP);
    Path errors = folder.resolve("errors");
    ProcessBuilder builder = new ProcessBuilder(line).redirectError(errors.toFile());
    builder.environment().putAll(serve.environment());
    Process process = builder.start();
    try (BufferedReader out = process.inputReader(UTF_8)) {
      URI server = URI.create(out.readLine());
      Request cars = Request.of(server, "/ipfs/" + directory + "?format=car");
      Request listings = Request.of(server, "/ipfs/" + directory + "/");
      assertThat(cars.lengthBytes).isGreaterThan(300_000);
      assertThat(listings.lengthBytes).isGreaterThan(100_000);
      crowd(cars, listings);
    } finally {
      process.destroy();
      process.waitFor();
    }
    assertThat(Files.readString(errors)).matches("blocks  [0-9]+ in 1 CARs\n");
  }

  /** A file of two blocks under 400 names, in a directory of one block. */
  private static Cid writeDirectory(Path car) throws IOException {
    CidProfile profile = CidProfile.named("kubo-0.40");
    byte[] content = new byte[300_000];
    new Random(13).nextBytes(content);
    try (CarWriter writer =
        new CarWriter(Files.newOutputStream(car), List.of(Cid.IDENTITY_EMPTY))) {
      var file = new FileBuilder(profile, writer::put).build(content, 0, content.length);
      DirectoryBuilder directory = new DirectoryBuilder(profile, writer::put);
      for (int i = 0; i < 400; i++) {
        directory.add(("name " + i).getBytes(US_ASCII), file.cid(), file.tsize());
      }
      return directory.finish().cid();
    }
  }

  /** Each client asks for both before any takes an answer; while it takes one, the other waits. */
  private static void crowd(Request first, Request second) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    CyclicBarrier together = new CyclicBarrier(CLIENTS);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      answers.add(
          threads.submit(
              () -> {
                try (Socket one = first.ask();
                    Socket other = second.ask()) {
                  together.await();
                  return first.digestOf(one) + second.digestOf(other);
                }
              }));
    }
    for (Future<String> answer : answers) {
      assertThat(answer.get()).isEqualTo(first.sha256 + second.sha256);
    }
    threads.shutdown();
  }

  /**
   * What is asked for over HTTP/1.0, which sends bodies as they are and up to the end.
   *
   * @param lengthBytes of the body, when one client alone asked
   * @param sha256 of the same
   */
  private record Request(URI server, String path, long lengthBytes, String sha256) {
    static Request of(URI server, String path) throws Exception {
      Request unknown = new Request(server, path, 0, "");
      byte[] body;
      try (Socket socket = unknown.ask()) {
        skipHead(socket.getInputStream());
        body = socket.getInputStream().readAllBytes();
      }
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return new Request(server, path, body.length, HexFormat.of().formatHex(digest));
    }

    Socket ask() throws IOException {
      Socket socket = new Socket(server.getHost(), server.getPort());
      socket.setSoTimeout(100_000);
      String request = "GET " + path + " HTTP/1.0\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return socket;
    }

    String digestOf(Socket socket) throws Exception {
      skipHead(socket.getInputStream());
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(socket.getInputStream(), digest)
          .transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    }

    private static void skipHead(InputStream in) throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int octet = in.read();
        assertThat(octet).as(head::toString).isNotNegative();
        head.append((char) octet);
      }
      assertThat(head.toString()).startsWith("HTTP/1.1 200 OK\r\n");
    }
  }
}
