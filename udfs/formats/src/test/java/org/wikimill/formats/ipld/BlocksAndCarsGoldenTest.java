package org.wikimill.formats.ipld;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wikimill.formats.bytes.Inputs;

class BlocksAndCarsGoldenTest {
  private static final HexFormat HEX = HexFormat.of();

  @ParameterizedTest
  @MethodSource("blocks")
  void everyBlockOfASmallDagIsThatOfRealNodes(JsonNode dag) throws IOException {
    MemoryBlocks built = new MemoryBlocks();
    Vectors.Vector vector = Vectors.input(dag);
    assertThat(vector.build(built))
        .isEqualTo(new UnixFsNode(vector.cid(), vector.cumulativeSize()));
    Map<String, String> expected = new TreeMap<>();
    dag.get("blocks").forEach(b -> expected.put(text(b, "cid"), text(b, "hex")));
    Map<String, String> found = new TreeMap<>();
    built.all().forEach((cid, block) -> found.put(cid.toString(), HEX.formatHex(block)));
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("murmur")
  void hashesOfNamesAreThoseOfRealNodes(JsonNode name) {
    long hash = HamtBuilder.hash(HEX.parseHex(text(name, "utf8_hex")));
    assertThat(HEX.toHexDigits(hash)).isEqualTo(text(name, "h1_big_endian_hex"));
  }

  @ParameterizedTest
  @MethodSource("modesAndTimes")
  void modeAndTimeAreReadAndWrittenAsRealNodesDo(JsonNode node) throws IOException {
    byte[] block = HEX.parseHex(text(node, "block_hex"));
    DagPbNode decoded = DagPb.decode(text(node, "name"), block, 0, block.length);
    UnixFsData data = UnixFsData.decode(text(node, "name"), decoded.data());
    assertThat(data.mode().isPresent() || data.mtime().isPresent()).isTrue();
    byte[] again = DagPb.encode(new DagPbNode(decoded.links(), data.encode()));
    assertThat(HEX.formatHex(again)).isEqualTo(text(node, "block_hex"));
    assertThat(Cid.sha256(0, Codec.DAG_PB, DigestUtils.sha256(again)))
        .hasToString(text(node, "cid"));
  }

  @ParameterizedTest
  @MethodSource("cars")
  void carsOfBothVersionsAreThoseOfRealSoftware(JsonNode expected) throws IOException {
    Vectors.Vector vector = Vectors.input(expected);
    MemoryBlocks blocks = new MemoryBlocks();
    Cid root = vector.build(blocks).cid();
    MultihashIndexWriter index = new MultihashIndexWriter();
    byte[] v1 = blocks.carV1(root, index);
    byte[] v2 = MemoryBlocks.carV2(v1, index);
    assertThat(root).isEqualTo(vector.cid());
    assertThat(v1).hasSize(expected.get("carv1_size").intValue());
    assertThat(DigestUtils.sha256Hex(v1)).isEqualTo(text(expected, "carv1_sha256"));
    assertThat(v2).hasSize(expected.get("carv2_size").intValue());
    assertThat(DigestUtils.sha256Hex(v2)).isEqualTo(text(expected, "carv2_sha256"));
    checkReading(v1, 1, root, blocks, expected.get("blocks").intValue());
    checkReading(v2, 2, root, blocks, expected.get("blocks").intValue());
  }

  private static void checkReading(
      byte[] file, int version, Cid root, MemoryBlocks blocks, int count) throws IOException {
    try (CarReader car = new CarReader(Inputs.of("car", file))) {
      assertThat(car.version()).isEqualTo(version);
      assertThat(car.roots()).containsExactly(root);
      Map<Cid, byte[]> found = new TreeMap<>();
      for (var section = car.next(); section.isPresent(); section = car.next()) {
        CarReader.Section at = section.get();
        assertThat(car.block(at)).startsWith(blocks.get(at.cid()));
        assertThat(at.blockLength()).isEqualTo(blocks.get(at.cid()).length);
        assertThat(at.blockOffset() - at.sectionOffset())
            .isEqualTo(CarWriter.sectionOverheadBytes(at.cid(), at.blockLength()));
        found.put(at.cid(), blocks.get(at.cid()));
      }
      assertThat(found).isEqualTo(blocks.all()).hasSize(count);
    }
  }

  @ParameterizedTest
  @MethodSource("thresholds")
  void directoriesWithSubdirectoriesTurnIntoHamtsByTheRule(JsonNode expected) throws IOException {
    CidProfile profile = Vectors.profile(text(expected, "profile"));
    UnixFsNode root =
        new VectorTrees(profile, BlockSink.NONE, false)
            .withSubdirectories(
                expected.get("files").intValue(),
                expected.get("subdirs").intValue(),
                Integer.parseInt(text(expected, "last_name").substring("'a' * ".length())));
    assertThat(root.cid()).hasToString(text(expected, "cid_by_rule"));
  }

  static List<JsonNode> blocks() {
    return cases("blocks", 15);
  }

  static List<JsonNode> murmur() {
    return cases("murmur3_x64_64", 22);
  }

  static List<JsonNode> modesAndTimes() {
    return cases("mode_mtime", 6);
  }

  static List<JsonNode> cars() {
    return cases("cars", 12);
  }

  static List<JsonNode> thresholds() {
    return cases("threshold_with_subdirectories", 9);
  }

  private static List<JsonNode> cases(String section, int count) {
    List<JsonNode> cases =
        StreamSupport.stream(Vectors.blocksAndCars(section).spliterator(), false).toList();
    assertThat(cases).hasSize(count);
    return cases;
  }

  private static String text(JsonNode node, String key) {
    return node.get(key).textValue();
  }
}
