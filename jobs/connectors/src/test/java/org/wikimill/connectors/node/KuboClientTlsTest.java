package org.wikimill.connectors.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.node.CarImport.Roots;
import org.wikimill.connectors.node.Credentials.Origin;
import org.wikimill.connectors.node.Credentials.Scheme;
import org.wikimill.connectors.node.NodeException.Kind;
import org.wikimill.testing.Command;

/** A node behind TLS, with a certificate that only some trust. */
@Timeout(60)
class KuboClientTlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir private Path folder;
  private HttpsServer server;
  private Path certificate;
  private final List<String> authorizations = new ArrayList<>();
  private long uploadedBytes;

  @BeforeEach
  void start() throws Exception {
    Path keys = folder.resolve("keys.p12");
    certificate = folder.resolve("ca.pem");
    keytool(
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost",
        "-keystore",
        keys);
    keytool("-exportcert", "-rfc", "-file", certificate, "-keystore", keys);
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(store, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext(
        "/rpc/api/v0/",
        exchange -> {
          authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
          uploadedBytes = exchange.getRequestBody().readAllBytes().length;
          String body =
              exchange.getRequestURI().getPath().endsWith("import")
                  ? "{\"Stats\":{\"BlockCount\":0,\"BlockBytesCount\":0}}\n"
                  : "{\"Version\":\"0.43.0\"}";
          exchange.sendResponseHeaders(200, body.length());
          exchange.getResponseBody().write(body.getBytes(UTF_8));
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static void keytool(Object... arguments) {
    List<Object> line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("-alias", "node", "-storepass", PASSWORD));
    Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Command.of(program, line.toArray()).succeed();
  }

  private NodeAddress address(String host, Credentials credentials, String caFile) {
    String url = "https://" + host + ":" + server.getAddress().getPort() + "/rpc";
    return new NodeAddress(
        "one", NodeAddress.parse(url), credentials, caFile, "one", NodeTimeouts.DEFAULT);
  }

  @Test
  void whoeverTrustsTheCertificateSpeaksToTheNode() throws Exception {
    Path secret = folder.resolve("secret");
    Files.writeString(secret, "me:s3cret");
    Credentials basic = new Credentials(Scheme.BASIC, Origin.FILE, secret.toString());
    try (KuboClient client = new KuboClient(address("localhost", basic, certificate.toString()))) {
      assertThat(client.version()).isEqualTo("0.43.0");
      try (CarImport car = client.importCar(Roots.UNPINNED)) {
        car.write(new byte[3 << 20]);
        assertThat(car.finish().blocks()).isZero();
      }
    }
    assertThat(uploadedBytes).isGreaterThan(3 << 20);
    assertThat(authorizations).hasSize(2).containsOnly("Basic bWU6czNjcmV0");
  }

  @Test
  void aCertificateThatNobodyVouchesForEndsTheCallBeforeTheSecretIsTold() throws Exception {
    Path secret = folder.resolve("secret");
    Files.writeString(secret, "me:s3cret");
    Credentials basic = new Credentials(Scheme.BASIC, Origin.FILE, secret.toString());
    try (KuboClient client = new KuboClient(address("localhost", basic, null))) {
      assertUnreachable(client);
    }
    assertThat(authorizations).isEmpty();
  }

  @Test
  void aCertificateOfAnotherHostEndsTheCall() throws Exception {
    try (KuboClient client =
        new KuboClient(address("127.0.0.1", Credentials.NONE, certificate.toString()))) {
      assertUnreachable(client);
    }
    assertThat(authorizations).isEmpty();
  }

  @Test
  void aFileWithoutCertificatesIsRefused() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.pem"));
    for (Path file : List.of(empty, folder.resolve("absent.pem"))) {
      assertThatThrownBy(
              () -> new KuboClient(address("localhost", Credentials.NONE, file.toString())))
          .isInstanceOf(NodeException.class)
          .hasMessageContaining("cannot read ca_file " + file);
    }
  }

  private static void assertUnreachable(KuboClient client) {
    assertThatThrownBy(client::version)
        .isInstanceOfSatisfying(
            NodeException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
        .hasMessageContaining("node one, version: cannot be reached: ");
  }
}
