package org.wikimill.connectors.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.node.CarImport.Roots;
import org.wikimill.connectors.node.Credentials.Origin;
import org.wikimill.connectors.node.Credentials.Scheme;
import org.wikimill.connectors.node.NodeException.Kind;
import org.wikimill.formats.ipld.Cid;

/** What a client does about nodes that do not do as they should. */
@Timeout(60)
class KuboClientTest {
  private static final Cid CID =
      Cid.parse("bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq");
  private static final Duration IDLE = Duration.ofSeconds(2);
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Stream-Error\r\n\r\n";

  @TempDir private Path folder;
  private ScriptedNode node;
  private final CountDownLatch end = new CountDownLatch(1);

  @BeforeEach
  void start() throws IOException {
    node = new ScriptedNode();
  }

  @AfterEach
  void stop() throws IOException {
    end.countDown();
    node.close();
  }

  private NodeAddress address(Credentials credentials) {
    NodeAddress plain = node.address();
    return new NodeAddress(
        "one", plain.rpc(), credentials, null, "one", new NodeTimeouts(IDLE, IDLE));
  }

  private KuboClient client() throws IOException {
    return new KuboClient(address(Credentials.NONE));
  }

  private static String answer(String status, String body) {
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  private void hang() throws IOException {
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void assertFails(Kind kind, ThrowingCallable call) {
    assertFails(kind, call, "");
  }

  private static void assertFails(Kind kind, ThrowingCallable call, String words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            NodeException.class, e -> assertThat(e.kind()).as(e.toString()).isEqualTo(kind))
        .hasMessageContaining("node one, ")
        .hasMessageContaining(words);
  }

  @Test
  void anErrorOfTheNodeIsToldInItsOwnWords() throws IOException {
    node.on("version", answer("500 no", "{\"Message\":\"disk\\nfull\",\"Code\":0}"));
    try (KuboClient client = client()) {
      assertFails(Kind.FAILED, client::version, "version: failed: 500 disk full");
    }
  }

  @Test
  void anErrorAfterTheAnswerBeganIsNoticed() throws IOException {
    node.on(
        "refs/local",
        CHUNKED
            + chunk("{\"Ref\":\"" + CID + "\",\"Err\":\"\"}\n")
            + "0\r\nX-Stream-Error: the disk broke\r\n\r\n");
    List<Cid> seen = new ArrayList<>();
    try (KuboClient client = client()) {
      assertFails(Kind.FAILED, () -> client.localBlocks(seen::add), "the disk broke");
    }
    assertThat(seen).containsExactly(CID);
  }

  @Test
  void anErrorInTheMiddleOfAListIsNoticed() throws IOException {
    node.on("refs/local", CHUNKED + chunk("{\"Ref\":\"\",\"Err\":\"bad\"}\n") + "0\r\n\r\n");
    try (KuboClient client = client()) {
      assertFails(Kind.FAILED, () -> client.localBlocks(cid -> {}), "bad");
    }
  }

  @Test
  void anAnswerThatBreaksOffIsNoAnswer() throws IOException {
    node.on("refs/local", CHUNKED + chunk("{\"Ref\":\"" + CID + "\",\"Err\":\"\"}\n"));
    node.on("version", "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{");
    try (KuboClient client = client()) {
      assertFails(Kind.UNREACHABLE, () -> client.localBlocks(cid -> {}));
      assertFails(Kind.UNREACHABLE, client::version);
    }
  }

  @Test
  void aNodeThatSaysNothingIsNotWaitedForLong() throws IOException {
    node.on("version", (in, out) -> hang());
    node.on(
        "refs/local",
        (in, out) -> {
          out.write((CHUNKED + chunk("{\"Ref\":\"" + CID + "\"}\n")).getBytes(US_ASCII));
          out.flush();
          hang();
        });
    try (KuboClient client = client()) {
      assertFails(Kind.TIMEOUT, client::version);
      assertFails(Kind.TIMEOUT, () -> client.localBlocks(cid -> {}));
    }
  }

  @Test
  void nobodyAtTheAddressIsUnreachable() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    NodeAddress nobody = NodeAddress.of("http://127.0.0.1:" + port);
    try (KuboClient client = new KuboClient(nobody)) {
      assertThatThrownBy(client::version)
          .isInstanceOfSatisfying(
              NodeException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
          .hasMessageContaining("node 127.0.0.1:" + port);
    }
  }

  @Test
  void answersHaveALimit() throws IOException {
    node.on("version", (in, out) -> endless(out, "{\"Version\":\"", "v".repeat(8192)));
    node.on("refs/local", (in, out) -> endless(out, "{\"Ref\":\"", "a".repeat(8192)));
    node.on("block/get", (in, out) -> endless(out, "", "b".repeat(8192)));
    try (KuboClient client = client()) {
      assertFails(Kind.MALFORMED, client::version, "more than 1048576 bytes");
      assertFails(
          Kind.MALFORMED, () -> client.localBlocks(cid -> {}), "a line of more than 65536 bytes");
      assertFails(Kind.MALFORMED, () -> client.block(CID), "more than 4194304 bytes");
    }
  }

  private static void endless(OutputStream out, String first, String rest) throws IOException {
    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));
    out.write(first.getBytes(US_ASCII));
    while (true) {
      out.write(rest.getBytes(US_ASCII));
    }
  }

  @Test
  void redirectsAreNotFollowedAndTheirHostIsNamed() throws IOException {
    node.on(
        "version",
        "HTTP/1.1 307 T\r\nLocation: http://evil.example/x?token=1\r\nContent-Length: 0\r\n\r\n");
    try (KuboClient client = client()) {
      assertThatThrownBy(client::version)
          .hasMessageContaining("a redirect to evil.example, which is not followed")
          .hasMessageNotContaining("token");
    }
    assertThat(node.heads).hasSize(1);
  }

  @Test
  void aSecretIsSentAndStandsInNoMessage() throws IOException {
    Path token = folder.resolve("token");
    Files.writeString(token, "s3cret");
    node.on("version", answer("403 Forbidden", "no"));
    Credentials credentials = new Credentials(Scheme.BEARER, Origin.FILE, token.toString());
    try (KuboClient client = new KuboClient(address(credentials))) {
      assertThatThrownBy(client::version)
          .isInstanceOfSatisfying(
              NodeException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED))
          .hasMessageNotContaining("s3cret");
    }
    assertThat(node.heads.peek()).contains("Authorization: Bearer s3cret\r\n");
  }

  @Test
  void whatIsNoJsonOrAnotherIsMalformed() throws IOException {
    for (String body : List.of("", "<html>", "[]", "{\"Version\":7}")) {
      node.on("version", answer("200 OK", body));
      try (KuboClient client = client()) {
        assertFails(Kind.MALFORMED, client::version);
      }
    }
  }

  @Test
  void anImportIntoANodeThatHangsEnds() throws IOException {
    node.on("dag/import", (in, out) -> hang());
    assertFails(Kind.TIMEOUT, this::sendMuch, "dag/import");
  }

  @Test
  void anImportIntoANodeThatHangsInTheMiddleOfItEnds() throws IOException {
    node.on(
        "dag/import",
        (in, out) -> {
          goOn(out);
          hang();
        });
    assertFails(Kind.TIMEOUT, this::sendMuch, "dag/import");
  }

  @Test
  void aNodeThatRefusesAnImportGetsNoneOfIt() throws Exception {
    CompletableFuture<Integer> next = new CompletableFuture<>();
    node.on(
        "dag/import",
        (in, out) -> {
          out.write(answer("403 no", "403 - Access Forbidden").getBytes(US_ASCII));
          out.flush();
          next.complete(in.read());
        });
    assertFails(Kind.REFUSED, this::sendMuch, "dag/import");
    assertThat(node.heads.peek()).contains("Expect: 100-continue\r\n");
    assertThat(next.get()).as("what came after the head").isEqualTo(-1);
  }

  @Test
  void aRefusalInTheMiddleOfAnImportIsToldInTheNodesWords() throws IOException {
    node.on(
        "dag/import",
        (in, out) -> {
          goOn(out);
          in.skipNBytes(1 << 20);
          String body = "{\"Message\":\"no space left on device\",\"Code\":0}";
          out.write(
              ("HTTP/1.1 500 E\r\nConnection: close\r\nContent-Length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body)
                  .getBytes(US_ASCII));
          out.flush();
          in.transferTo(OutputStream.nullOutputStream()); // until the client hangs up
        });
    assertFails(Kind.FAILED, this::sendMuch, "no space left on device");
  }

  @Test
  void anImportWithoutACountIsNotBelieved() throws IOException {
    node.on(
        "dag/import",
        (in, out) -> {
          goOn(out);
          readBody(in);
          out.write((CHUNKED + "0\r\n\r\n").getBytes(US_ASCII));
        });
    try (KuboClient client = client();
        CarImport car = client.importCar(Roots.UNPINNED)) {
      car.write(new byte[100]);
      assertFails(Kind.MALFORMED, car::finish, "without a count");
    }
  }

  private void sendMuch() throws IOException {
    byte[] much = new byte[1 << 20];
    try (KuboClient client = client();
        CarImport car = client.importCar(Roots.UNPINNED)) {
      for (int i = 0; i < 1024; i++) {
        car.write(much);
      }
    }
  }

  private static void goOn(OutputStream out) throws IOException {
    out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII));
    out.flush();
  }

  private static void readBody(java.io.InputStream in) throws IOException {
    StringBuilder end = new StringBuilder();
    while (end.indexOf("\r\n0\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        return;
      }
      end.append((char) b);
      if (end.length() > 64) {
        end.delete(0, 32);
      }
    }
  }
}
