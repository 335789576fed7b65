package org.wikimill.connectors.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.node.CarImport.Imported;
import org.wikimill.connectors.node.CarImport.Roots;
import org.wikimill.connectors.node.NodeException.Kind;
import org.wikimill.formats.ipld.CarWriter;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.testing.KuboNode;

/** The client and a real node. */
@Timeout(180)
class KuboClientInteropIT {
  @TempDir private Path folder;
  private KuboNode node;
  private KuboClient client;

  @BeforeEach
  void start() throws Exception {
    node = KuboNode.start(folder.resolve("node"));
    client = new KuboClient(NodeAddress.of(node.rpc()));
  }

  @AfterEach
  void stop() {
    if (client != null) {
      client.close();
      node.close();
    }
  }

  private static byte[] block(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static Cid cid(byte[] block) throws Exception {
    return Cid.sha256(1, Codec.RAW, MessageDigest.getInstance("SHA-256").digest(block));
  }

  private Imported send(Roots roots, byte[]... blocks) throws Exception {
    try (CarImport car = client.importCar(roots)) {
      CarWriter writer = new CarWriter(car, List.of(cid(blocks[0])));
      for (byte[] block : blocks) {
        writer.put(cid(block), block, 0, block.length);
      }
      return car.finish();
    }
  }

  @Test
  void tellsWhoItIsAndHowItIsSet() throws Exception {
    assertThat(client.id().peerId()).isEqualTo(node.peerId());
    assertThat(client.id().agent()).startsWith("kubo/" + client.version());
    assertThat(client.config().at("/Datastore/GCPeriod").textValue()).isEqualTo("0s");
    assertThat(client.repoStat().storageMaxBytes()).isEqualTo(10_000_000_000L);
    assertThat(client.peers()).isEmpty();
    assertThat(client.provide().stat().isObject()).isTrue();
  }

  @Test
  void blocksThatWereSentAreThere() throws Exception {
    byte[][] blocks = new byte[300][];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = block(i, 1 + i * 2_000);
    }

    Imported imported = send(Roots.UNPINNED, blocks);

    assertThat(imported.blocks()).isEqualTo(300);
    assertThat(imported.bytes()).isEqualTo(300 + 2_000L * 299 * 300 / 2);
    assertThat(imported.pinned()).isEmpty();
    TreeMap<Cid, Boolean> local = new TreeMap<>();
    client.localBlocks(cid -> local.put(cid, true));
    for (byte[] block : blocks) {
      assertThat(client.blockSize(cid(block))).hasValue(block.length);
      assertThat(client.block(cid(block))).hasValue(block);
      assertThat(local).containsKey(cid(block));
    }
    assertThat(client.blockSize(cid(block(999, 10)))).isEmpty();
    assertThat(client.block(cid(block(999, 10)))).isEmpty();
    assertThat(client.pins().has(cid(blocks[0]))).isFalse();
  }

  @Test
  void pinsAreSetNamedListedAndRemoved() throws Exception {
    byte[] block = block(1, 1000);
    assertThat(send(Roots.PINNED, block).pinned()).containsExactly(cid(block));
    client.pins().remove(cid(block));
    client.pins().remove(cid(block));
    assertThat(client.pins().has(cid(block))).isFalse();

    client.pins().add(cid(block), "a name", Duration.ofSeconds(30), blocks -> {});

    List<KuboPins.Pin> pins = new ArrayList<>();
    client.pins().list(pins::add);
    assertThat(pins).contains(new KuboPins.Pin(cid(block), "a name"));
    assertThat(client.pins().has(cid(block))).isTrue();
  }

  @Test
  void aPinOfWhatNobodyHasIsGivenUp() throws Exception {
    Cid absent = cid(block(7, 7));
    assertThatThrownBy(() -> client.pins().add(absent, "x", Duration.ofMillis(1_200), blocks -> {}))
        .isInstanceOfSatisfying(
            NodeException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TIMEOUT))
        .hasMessageContaining("no peer has the next one");
  }

  @Test
  void blocksThatAreNotWhatTheirCidsSayAreRefusedInTheNodesWords() throws Exception {
    byte[] block = block(1, 1_000_000);
    try (CarImport car = client.importCar(Roots.UNPINNED)) {
      CarWriter writer = new CarWriter(car, List.of(cid(block)));
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 500; i++) {
                  writer.put(cid(block(2, 3)), block, 0, block.length);
                }
                car.finish();
              })
          .isInstanceOfSatisfying(
              NodeException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FAILED))
          .hasMessageContaining("mismatch");
    }
  }

  @Test
  void anImportThatIsGivenUpIsNotConfirmed() throws Exception {
    try (CarImport car = client.importCar(Roots.UNPINNED)) {
      CarWriter writer = new CarWriter(car, List.of(Cid.IDENTITY_EMPTY));
      byte[] block = block(3, 100_000);
      writer.put(cid(block), block, 0, block.length);
    }
    assertThat(client.version()).isNotEmpty(); // the client goes on
  }

  @Test
  void namesForDagsAreMadeReadAndRemoved() throws Exception {
    byte[] block = block(1, 1000);
    send(Roots.UNPINNED, block);
    KuboFiles files = client.files();

    files.makeDirectory("/wikimill/tr");
    files.makeDirectory("/wikimill/tr");
    files.copy(cid(block), "/wikimill/tr/2026-01");
    files.flush("/wikimill");

    KuboFiles.Stat stat = files.stat("/wikimill/tr/2026-01").orElseThrow();
    assertThat(stat.cid()).isEqualTo(cid(block));
    assertThat(stat.cumulativeBytes()).isEqualTo(1000);
    assertThat(stat.directory()).isFalse();
    assertThat(files.cumulativeBytes(cid(block))).isEqualTo(1000);
    assertThat(files.list("/wikimill/tr")).containsOnlyKeys("2026-01");
    assertThat(files.list("/wikimill/xx")).isEmpty();
    files.remove("/wikimill/tr/2026-01");
    files.remove("/wikimill/tr/2026-01");
    assertThat(files.stat("/wikimill/tr/2026-01")).isEmpty();
  }

  @Test
  void namesOfKeysArePublishedAndResolved() throws Exception {
    byte[] block = block(1, 1000);
    send(Roots.UNPINNED, block);

    String name = client.names().generate("wiki");

    assertThat(client.names().keys()).containsEntry("wiki", name).containsKey("self");
    assertThat(client.names().publish(cid(block), "wiki", Duration.ofHours(24))).isEqualTo(name);
    assertThat(client.names().resolve(name)).isEqualTo("/ipfs/" + cid(block));
  }

  @Test
  void nodesThatAreConnectedKnowEachOther() throws Exception {
    try (KuboNode other = KuboNode.start(folder.resolve("other"));
        KuboClient ofOther = new KuboClient(NodeAddress.of(other.rpc()))) {
      String address =
          ofOther.id().addresses().stream()
              .filter(a -> a.startsWith("/ip4/127.0.0.1/tcp/"))
              .findFirst()
              .orElseThrow();
      client.connect(address);
      assertThat(client.peers()).containsExactly(other.peerId());
    }
  }

  @Test
  void aNodeThatWasKilledInTheMiddleIsUnreachableAndThenComesBack() throws Exception {
    byte[] block = block(3, 100_000);
    try (CarImport car = client.importCar(Roots.UNPINNED)) {
      CarWriter writer = new CarWriter(car, List.of(Cid.IDENTITY_EMPTY));
      writer.put(cid(block), block, 0, block.length);
      node.kill();
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 500; i++) {
                  writer.put(cid(block), block, 0, block.length);
                }
                car.finish();
              })
          .isInstanceOfSatisfying(
              NodeException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE));
    }
    node.start();
    try (KuboClient again = new KuboClient(NodeAddress.of(node.rpc()))) {
      assertThat(again.version()).isNotEmpty();
    }
  }

  @Test
  void whoeverHasNotTheSecretIsRefusedAndWhoeverHasItIsNot() throws Exception {
    node.command(
            "config",
            "--json",
            "API.Authorizations",
            "{\"me\":{\"AuthSecret\":\"bearer:s3cret\",\"AllowedPaths\":[\"/api/v0\"]}}")
        .succeed();
    node.stop();
    node.start();
    Path token = folder.resolve("token");
    Files.writeString(token, "s3cret\n");
    NodeAddress plain = NodeAddress.of(node.rpc());
    NodeAddress known =
        new NodeAddress(
            "one",
            plain.rpc(),
            new Credentials(Credentials.Scheme.BEARER, Credentials.Origin.FILE, token.toString()),
            null,
            "one",
            NodeTimeouts.DEFAULT);

    try (KuboClient stranger = new KuboClient(plain)) {
      assertThatThrownBy(stranger::version)
          .isInstanceOfSatisfying(
              NodeException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED));
      assertThatThrownBy(() -> sendMuch(stranger))
          .isInstanceOfSatisfying(
              NodeException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED));
    }
    try (KuboClient friend = new KuboClient(known)) {
      assertThat(friend.version()).isNotEmpty();
      sendMuch(friend);
    }
  }

  private static void sendMuch(KuboClient client) throws Exception {
    byte[] block = block(3, 1_000_000);
    try (CarImport car = client.importCar(Roots.UNPINNED)) {
      CarWriter writer = new CarWriter(car, List.of(Cid.IDENTITY_EMPTY));
      for (int i = 0; i < 100; i++) {
        writer.put(cid(block), block, 0, block.length);
      }
      assertThat(car.finish().blocks()).isEqualTo(100);
    }
  }
}
