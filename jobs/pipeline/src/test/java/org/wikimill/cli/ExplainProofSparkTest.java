package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.CarStore;
import org.wikimill.formats.dag.DagPath;
import org.wikimill.formats.dag.MissingBlockException;
import org.wikimill.formats.dag.UnixFsObject;
import org.wikimill.formats.dag.UnixFsReader;
import org.wikimill.formats.ipld.CarReader;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.gateway.Gateway;
import org.wikimill.gateway.GatewayServer;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.sample.SampleWiki;
import org.wikimill.pipeline.testing.ParquetRows;

/**
 * The CARs that {@code wikimill explain} writes: what proves a path; nothing where it is damaged.
 */
class ExplainProofSparkTest {
  @TempDir private static Path folder;
  private static Path build;
  private static Cid root;
  private static CarStore blocks;
  private static GatewayServer gateway;

  @BeforeAll
  static void build() throws Exception {
    Path archive = folder.resolve("sample.zim");
    SampleWiki.write(archive);
    build = folder.resolve("build");
    // Small chunks and HAMTs everywhere: proofs of many blocks.
    Cli run = Cli.build(archive, build, "--profile", "goipfs-0.8-sharded");
    assertThat(run.exit()).as(run.err()).isZero();
    root = Cid.parse(run.out().strip());
    FinishedBuild finished = FinishedBuild.in(new LocalStore(build, Durability.CACHED));
    blocks = new CarStore(finished.openCars(), 1 << 20);
    gateway =
        GatewayServer.start(
            new Gateway(blocks, Optional.of(root), line -> {}),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterAll
  static void close() throws IOException {
    gateway.close();
    blocks.close();
  }

  private static JsonNode prove(Object what, Path car) throws IOException {
    Cli run = Cli.run("explain", build, what, "--car", car, "--json", "--limit", 1000);
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    JsonNode answer = new ObjectMapper().readTree(run.out());
    assertThat(answer.at("/proof/length_bytes").asLong()).isEqualTo(Files.size(car));
    assertThat(answer.at("/proof/blocks").asInt()).isEqualTo(read(car).size());
    return answer;
  }

  private static Map<Cid, byte[]> read(Path car) throws IOException {
    return read(Files.readAllBytes(car));
  }

  /** The blocks of a CAR in their order, none of them twice. */
  private static Map<Cid, byte[]> read(byte[] car) throws IOException {
    Map<Cid, byte[]> read = new LinkedHashMap<>();
    try (CarReader reader = new CarReader(Inputs.of("car", car))) {
      for (var section = reader.next(); section.isPresent(); section = reader.next()) {
        int from = (int) section.get().blockOffset();
        byte[] block = Arrays.copyOfRange(car, from, from + section.get().blockLength());
        assertThat(read.put(section.get().cid(), block)).isNull();
      }
    }
    return read;
  }

  private static byte[] ofGateway(String path, String scope) throws Exception {
    URI url = URI.create(gateway.url() + "ipfs/" + root + path + "?format=car&dag-scope=" + scope);
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/Ledger", "/Wheel/Overshot", "/.NET", "/images/sluice.svg"})
  void proofOfAFileIsWhatAGatewaySendsOfIt(String path) throws Exception {
    Path car = folder.resolve("file" + path.replace('/', '-') + ".car");
    prove(path, car);

    assertThat(read(car).keySet())
        .containsExactlyElementsOf(read(ofGateway(path, "entity")).keySet());
    try (CarReader reader = new CarReader(Inputs.file(car))) {
      assertThat(reader.roots()).containsExactly(root);
    }
  }

  @Test
  void proofOfADirectoryEndsAtItsBlock() throws Exception {
    Path car = folder.resolve("directory.car");
    prove("Wheel/", car);
    assertThat(read(car).keySet())
        .containsExactlyElementsOf(read(ofGateway("/Wheel/", "block")).keySet());
  }

  @Test
  void proofOfABlockIsTheWayToIt() throws Exception {
    JsonNode whole = prove("Ledger", folder.resolve("whole.car"));
    JsonNode leaf = whole.at("/dag/first/3");
    Path car = folder.resolve("leaf.car");

    prove(leaf.get("cid").asText(), car);

    List<Cid> cids = List.copyOf(read(car).keySet());
    assertThat(cids).startsWith(root);
    assertThat(cids)
        .endsWith(Cid.parse(whole.at("/file/cid").asText()), Cid.parse(leaf.get("cid").asText()));
    assertThat(cids).hasSize(2 + whole.at("/directories/0/shards").size());
  }

  @Test
  void fileIsReadFromItsProofAndNotFromOneBlockLess() throws Exception {
    Path car = folder.resolve("minimal.car");
    JsonNode answer = prove("Ledger", car);
    Map<Cid, byte[]> proof = read(car);
    List<byte[]> names = List.of("Ledger".getBytes(StandardCharsets.UTF_8));
    assertThat(lengthRead(proof, names)).isEqualTo(answer.at("/file/size").asLong());
    assertThat(proof.size()).isGreaterThan(3);
    for (Cid dropped : proof.keySet()) {
      Map<Cid, byte[]> rest = new LinkedHashMap<>(proof);
      rest.remove(dropped);
      assertThatThrownBy(() -> lengthRead(rest, names))
          .isInstanceOf(MissingBlockException.class)
          .hasMessageContaining(dropped.toString());
    }
  }

  private static long lengthRead(Map<Cid, byte[]> proof, List<byte[]> names) throws IOException {
    BlockSource source = new Proof(proof);
    Cid file = DagPath.resolve(source, root, names).target();
    UnixFsReader reader =
        new UnixFsReader(source, (UnixFsObject.File) UnixFsObject.open(source, file));
    byte[] bytes = new byte[(int) reader.length()];
    reader.readFully(0, bytes, 0, bytes.length);
    return bytes.length;
  }

  /** The blocks of a proof, and no other. */
  private record Proof(Map<Cid, byte[]> blocks) implements BlockSource {
    @Override
    public byte[] block(Cid cid) throws IOException {
      if (!blocks.containsKey(cid)) {
        throw new MissingBlockException(cid);
      }
      return blocks.get(cid);
    }

    @Override
    public OptionalLong number(Cid cid) {
      return OptionalLong.empty();
    }
  }

  @Test
  void proofIsTheSameEachTimeAndReplacesNoFile() throws Exception {
    Path first = folder.resolve("first.car");
    Path second = folder.resolve("second.car");
    prove("Ledger", first);
    prove("Ledger", second);
    assertThat(first).hasSameBinaryContentAs(second);
    Cli again = Cli.run("explain", build, "Watermill", "--car", first);
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.err()).contains("first.car: exists");
    assertThat(first).hasSameBinaryContentAs(second);
  }

  @Test
  void nothingIsWrittenWhereThereIsNoSuchPath() {
    Path car = folder.resolve("none.car");
    assertThat(Cli.run("explain", build, "nowhere", "--car", car).exit()).isEqualTo(2);
    assertThat(car).doesNotExist();
  }

  private static JsonNode told(String what) throws IOException {
    return new ObjectMapper().readTree(Cli.run("explain", build, what, "--json").out());
  }

  @Test
  void damagedBlockIsNamedAndProvesNothing() throws IOException {
    JsonNode whole = told("Ledger");
    String leaf = whole.at("/dag/first/2/cid").asText();
    Path harmed = copy(build, "harmed");
    damage(harmed, leaf);
    Path car = folder.resolve("harmed.car");

    Cli run = Cli.run("explain", harmed, "Ledger", "--car", car);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains("broken      'Ledger': block 3 of the file: ")
        .contains("block does not hash to its CID")
        .contains(leaf)
        .contains(".car at byte ");
    assertThat(car).doesNotExist();
    assertThat(Cli.run("explain", harmed, "Watermill").exit()).isZero();
    Cli itself = Cli.run("explain", harmed, leaf);
    assertThat(itself.exit()).isEqualTo(1);
    assertThat(itself.err()).contains("block does not hash to its CID", leaf);
  }

  @Test
  void damagedDirectoryBreaksTheWay() throws IOException {
    Path harmed = copy(build, "astray");
    damage(harmed, told("Wheel/").at("/subject/cid").asText());
    Cli run = Cli.run("explain", harmed, "Wheel/Overshot");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("broken      'Wheel': block does not hash to its CID");
    assertThat(Cli.run("explain", harmed, "Ledger").exit()).isZero();
  }

  private static Path copy(Path build, String name) throws IOException {
    Path copy = folder.resolve(name);
    try (Stream<Path> files = Files.walk(build)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(build.relativize(file).toString()));
      }
    }
    return copy;
  }

  /** Alters a byte of each stored copy of a block. */
  private static void damage(Path build, String cid) throws IOException {
    for (Group row : ParquetRows.of(build, "blocks")) {
      if (row.getString("cid", 0).equals(cid)) {
        Path car = build.resolve(row.getString("shard", 0));
        byte[] bytes = Files.readAllBytes(car);
        bytes[(int) row.getLong("offset", 0) + 1] ^= 1;
        Files.write(car, bytes);
      }
    }
  }
}
