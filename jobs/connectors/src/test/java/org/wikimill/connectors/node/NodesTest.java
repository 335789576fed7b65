package org.wikimill.connectors.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.connectors.node.Credentials.Origin;
import org.wikimill.connectors.node.Credentials.Scheme;

class NodesTest {
  @TempDir private Path folder;

  private List<NodeAddress> read(String yaml) throws IOException {
    Path file = folder.resolve("nodes.yml");
    Files.writeString(file, yaml);
    return Nodes.read(file);
  }

  @Test
  void theFileOfTheRepositoryIsRead() throws IOException {
    assertThat(Nodes.read(Path.of("../../conf/nodes.yml")))
        .containsExactly(NodeAddress.of("http://127.0.0.1:5001"));
  }

  @Test
  void everyKeyIsRead() throws IOException {
    List<NodeAddress> nodes =
        read(
            """
            nodes:
              - url: https://ipfs.example.org:8443/rpc/
                name: one
                failure_domain: rack-a
                basic_env: ONE_SECRET
                ca_file: /ca.pem
                connect_seconds: 3
                idle_seconds: 7
            """);
    NodeAddress node = nodes.get(0);
    assertThat(node.call("id")).hasToString("https://ipfs.example.org:8443/rpc/api/v0/id");
    assertThat(node.credentials())
        .isEqualTo(new Credentials(Scheme.BASIC, Origin.ENVIRONMENT, "ONE_SECRET"));
    assertThat(node.trusted()).contains("/ca.pem");
    assertThat(node.failureDomain()).isEqualTo("rack-a");
    assertThat(node.timeouts())
        .isEqualTo(new NodeTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(7)));
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    nodes:
                      - name: no-url
                      - url: http://a:5001
                        colour: red
                      - url: http://a:5001
                        bearer_file: /x
                      - url: https://a
                        bearer_file: /x
                        basic_env: Y
                      - url: http://127.0.0.1:5001
                        idle_seconds: 0
                    """))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "node 1: it has no url",
            "node 2: no such keys: colour",
            "node 3: node a:5001: credentials would cross the network in the clear",
            "node 4: one secret is enough",
            "node 5: idle_seconds: expected whole seconds, found 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nodes: 1", "node: []", "- a", "nodes: [1]", "nodes: {", "!!java.net.URL [x]"})
  void aFileOfAnotherFormIsRefused(String yaml) {
    assertThatThrownBy(() -> read(yaml)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:5001",
        "ftp://a:5001",
        "http://",
        "http://a:5001?x=1",
        "http://a:5001#x",
        "/ip4/127.0.0.1/tcp/5001"
      })
  void whatIsNoUrlOfAnRpcIsRefused(String url) {
    assertThatThrownBy(() -> Nodes.of(List.of(url)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not the URL of a node's RPC: " + url);
  }

  @Test
  void aPasswordInAUrlIsRefusedAndNotRepeated() {
    assertThatThrownBy(() -> Nodes.of(List.of("https://user:hunter2@a:5001")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not into the URL")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aNodeThatIsNamedTwiceIsRefused() {
    List<NodeAddress> one = Nodes.of(List.of("http://a:5001"));
    assertThatThrownBy(() -> Nodes.join(one, Nodes.of(List.of("http://a:5001/"))))
        .hasMessageContaining("named twice");
    assertThat(Nodes.join(one, Nodes.of(List.of("http://a:5002")))).hasSize(2);
  }

  @Test
  void aSecretIsReadWhereItIsUsedAndStandsInNoText() throws IOException {
    Path file = folder.resolve("token");
    Files.writeString(file, "s3cret\n");
    Credentials ofFile = new Credentials(Scheme.BEARER, Origin.FILE, file.toString());
    Credentials ofVariable = new Credentials(Scheme.BASIC, Origin.ENVIRONMENT, "SECRET");

    assertThat(ofFile.authorization(Map.of())).contains("Bearer s3cret");
    assertThat(ofVariable.authorization(Map.of("SECRET", "me:s3cret")))
        .contains("Basic bWU6czNjcmV0");
    assertThat(ofFile + " " + ofVariable).doesNotContain("s3cret");
    assertThat(Credentials.NONE.authorization(Map.of())).isEmpty();
  }

  @Test
  void aSecretThatIsNotThereOrNoneIsToldWithoutIt() throws IOException {
    Path file = folder.resolve("token");
    Credentials credentials = new Credentials(Scheme.BASIC, Origin.FILE, file.toString());
    assertThatThrownBy(() -> credentials.authorization(Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no file " + file);
    for (String bad : List.of("", "a\nb", "nocolon", "x".repeat(Credentials.MAX_BYTES + 1))) {
      Files.writeString(file, bad);
      assertThatThrownBy(() -> credentials.authorization(Map.of()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file.toString())
          .hasMessageNotContaining("nocolon");
    }
  }
}
