package org.wikimill.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.dag.CarStore;
import org.wikimill.formats.ipld.CarWriter;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.FileBuilder;
import org.wikimill.formats.ipld.IndexedCar;

/** The server among many clients, slow ones and bad ones, on real sockets. */
@Timeout(120)
class GatewayServerIT {
  private static final int FILE_BYTES = 20 << 20;

  @TempDir private Path folder;
  private final List<String> troubles = new CopyOnWriteArrayList<>();
  private Path car;
  private Cid file;
  private String sha256;
  private CarStore blocks;
  private GatewayServer server;

  @BeforeEach
  void start() throws Exception {
    byte[] content = new byte[FILE_BYTES];
    new Random(11).nextBytes(content);
    sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    car = folder.resolve("file.car");
    try (CarWriter writer =
        new CarWriter(Files.newOutputStream(car), List.of(Cid.IDENTITY_EMPTY))) {
      CidProfile profile = CidProfile.named("unixfs-v1-2025");
      file = new FileBuilder(profile, writer::put).build(content, 0, content.length).cid();
    }
    open();
  }

  /** With a cache that holds few of the file's blocks. */
  private void open() throws IOException {
    blocks = new CarStore(List.of(IndexedCar.open(Inputs.file(car))), 4 << 20);
    Gateway gateway = new Gateway(blocks, Optional.empty(), troubles::add);
    server =
        GatewayServer.start(gateway, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    blocks.close();
  }

  @Test
  void aThousandClientsAtOnceGetWhatTheyAskFor() throws Exception {
    int clients = 1_000;
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    CyclicBarrier together = new CyclicBarrier(clients);
    List<Future<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      int start = i * 20_000;
      answers.add(
          threads.submit(
              () -> {
                try (Socket socket = connect()) {
                  together.await(); // all of them are connected
                  ask(socket, "Range: bytes=" + start + "-" + (start + 9_999));
                  byte[] all = socket.getInputStream().readAllBytes();
                  String head = new String(all, 0, 15, US_ASCII);
                  return head.equals("HTTP/1.1 206 Pa") ? bodyBytes(all) : -1;
                }
              }));
    }
    for (Future<Integer> answer : answers) {
      assertThat(answer.get()).isEqualTo(10_000);
    }
    threads.shutdown();
    assertThat(troubles).isEmpty();
  }

  @Test
  void clientsThatTakeNothingDoNotKeepOthersWaiting() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        Socket socket = connect();
        ask(socket, "X-Slow: yes");
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        slow.add(socket);
      }
      long before = System.nanoTime();
      try (Socket socket = connect()) {
        ask(socket, "X-Slow: no");
        assertThat(bodyDigest(socket.getInputStream())).isEqualTo(sha256);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
      // And a slow one gets all of it, in the end.
      assertThat(bodyDigest(slow.get(7).getInputStream())).isEqualTo(sha256);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
    assertThat(troubles).isEmpty();
  }

  @Test
  void aDamagedBlockBreaksTheConnectionBeforeAnyByteOfIt() throws Exception {
    stop();
    byte[] bytes = Files.readAllBytes(car);
    int damaged = 15 << 20;
    bytes[damaged] ^= 1;
    Files.write(car, bytes);
    open();
    try (Socket socket = connect()) {
      ask(socket, "X-Whole: yes");
      byte[] answer;
      try (InputStream in = socket.getInputStream()) {
        answer = in.readAllBytes();
      }
      assertThat(new String(answer, 0, 15, US_ASCII)).isEqualTo("HTTP/1.1 200 OK");
      assertThat(bodyBytes(answer)).isLessThan(damaged).isGreaterThan(damaged - (3 << 20));
    }
    assertThat(troubles).singleElement().asString().contains("block does not hash to its CID");
    try (Socket socket = connect()) {
      ask(socket, "Range: bytes=0-9");
      assertThat(bodyBytes(socket.getInputStream().readAllBytes())).isEqualTo(10);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HEAD, '', X: y, 200 OK, Content-Length: 20971520",
    "HEAD, ?format=car, X: y, 200 OK, ETag: W/",
    "GET, '', If-None-Match: *, 304 Not Modified, ETag"
  })
  void anAnswerWithoutABodyTellsNoLengthButThatOfTheBody(
      String method, String query, String header, String status, String told) throws Exception {
    try (Socket socket = connect()) {
      ask(socket, method, query, header);
      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      assertThat(answer)
          .startsWith("HTTP/1.1 " + status + "\r\n")
          .contains(told)
          .doesNotContain("Content-Length: 0")
          .endsWith("\r\n\r\n");
    }
  }

  @Test
  void whatIsNoHttpIsRefusedAndOthersAreServedAfterIt() throws Exception {
    for (String request :
        List.of(
            "GET\r\n\r\n",
            "\u0016\u0003\u0001",
            "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(10_000) + "\r\n",
            "GET / HTTP/9.9\r\n\r\n")) {
      try (Socket socket = connect()) {
        try {
          socket.getOutputStream().write(request.getBytes(UTF_8));
          socket.shutdownOutput();
          byte[] answer = socket.getInputStream().readAllBytes();
          assertThat(new String(answer, US_ASCII)).matches("(?s)(HTTP/1.1 [45].*)?");
        } catch (IOException e) {
          assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe).*");
        }
      }
    }
    try (Socket socket = connect()) {
      ask(socket, "Range: bytes=0-9");
      assertThat(bodyBytes(socket.getInputStream().readAllBytes())).isEqualTo(10);
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(16 << 10);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.url().getPort()));
    socket.setSoTimeout(100_000);
    return socket;
  }

  private void ask(Socket socket, String header) throws IOException {
    ask(socket, "GET", "", header);
  }

  private void ask(Socket socket, String method, String query, String header) throws IOException {
    String line = method + " /ipfs/" + file + query + " HTTP/1.1";
    String request =
        String.join("\r\n", line, "Host: localhost", "Connection: close", header, "", "");
    socket.getOutputStream().write(request.getBytes(US_ASCII));
  }

  private static int bodyBytes(byte[] answer) {
    int head = new String(answer, 0, Math.min(2_000, answer.length), US_ASCII).indexOf("\r\n\r\n");
    return answer.length - head - 4;
  }

  private static String bodyDigest(InputStream in) throws Exception {
    ByteArrayOutputStream last = new ByteArrayOutputStream();
    while (!last.toString(US_ASCII).endsWith("\r\n\r\n")) {
      last.write(in.read());
    }
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[1 << 16];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      digest.update(buffer, 0, count);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
