package org.wikimill.formats.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.formats.bytes.MalformedInputException;

class DagPbTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void decodingGivesWhatWasEncoded() throws IOException {
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      List<Link> links = new ArrayList<>();
      for (int n = random.nextInt(6); n > 0; n--) {
        Codec codec = random.nextBoolean() ? Codec.DAG_PB : Codec.RAW;
        int version = codec.equals(Codec.RAW) ? 1 : random.nextInt(2);
        Cid cid = Cid.sha256(version, codec, bytes(random, 32));
        links.add(new Link(cid, bytes(random, random.nextInt(5)), random.nextLong()));
      }
      links.sort(Comparator.comparing(Link::name, Arrays::compareUnsigned));
      DagPbNode node = new DagPbNode(links, data(random).encode());
      byte[] block = DagPb.encode(node);
      DagPbNode decoded = DagPb.decode("node", block, 0, block.length);
      assertThat(decoded).isEqualTo(node).hasSameHashCodeAs(node);
    }
  }

  @Test
  void unixFsDataComesBack() throws IOException {
    Random random = new Random(6);
    for (int i = 0; i < 2000; i++) {
      UnixFsData data = data(random);
      UnixFsData decoded = UnixFsData.decode("data", data.encode());
      assertThat(decoded).isEqualTo(data).hasSameHashCodeAs(data);
    }
  }

  @Test
  void linksAreSortedByTheBytesOfTheirNamesAndEqualNamesKeepTheirOrder() throws IOException {
    Cid one = Cid.sha256(1, Codec.RAW, new byte[32]);
    byte[] supplementary = VectorInputs.utf8("\ud83d\ude00");
    byte[] replacement = VectorInputs.utf8("\ufffd");
    DagPbNode node =
        new DagPbNode(
            List.of(
                new Link(one, supplementary, 1),
                new Link(one, replacement, 3),
                new Link(one, replacement, 2)),
            new byte[0]);
    byte[] block = DagPb.encode(node);
    assertThat(DagPb.decode("node", block, 0, block.length).links())
        .extracting(Link::tsize)
        .containsExactly(3L, 2L, 1L);
  }

  @Test
  void dataMayStandBeforeTheLinksAndUnsortedLinksAreKept() throws IOException {
    String b = "12090a0401550000" + "120162";
    String a = "12090a0401550000" + "120161";
    byte[] block = HEX.parseHex("0a020801" + b + a);
    DagPbNode node = DagPb.decode("node", block, 0, block.length);
    assertThat(node.links()).extracting(link -> (char) link.name()[0]).containsExactly('b', 'a');
    assertThat(node.data()).hasSize(2);
  }

  @Test
  void aNodeInsideALargerArrayIsReadAlone() throws IOException {
    byte[] array = HEX.parseHex("ffff0a020801ffff");
    assertThat(DagPb.decode("node", array, 2, 4).data()).containsExactly(8, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "data among links, 12060a0401550000 0a00 12060a0401550000, 10",
    "data twice, 0a00 0a00, 2",
    "unknown field, 1a00, 0",
    "link without hash, 12021800, 2",
    "name before hash, 1208 1200 0a0401550000, 4",
    "hash twice, 120c 0a0401550000 0a0401550000, 8",
    "bytes after the CID, 1207 0a05 0155000000, 8",
    "link longer than the node, 1207 0a0401550000, 1",
    "number of more than 64 bits, 0affffffffffffffffff02, 1"
  })
  void nodesThatAreNotCanonicalAreRefusedAtTheDamage(String defect, String hex, long offset) {
    byte[] block = HEX.parseHex(hex.replace(" ", ""));
    assertThatThrownBy(() -> DagPb.decode("node", block, 0, block.length))
        .as(defect)
        .isInstanceOfSatisfying(
            MalformedInputException.class, e -> assertThat(e.offset()).isEqualTo(offset));
  }

  @ParameterizedTest
  @CsvSource({
    "no type, 1800, UnixFS data without a type",
    "type of no meaning, 0806, unknown UnixFS type",
    "type twice, 08010801, repeated field in UnixFS data",
    "unknown field, 08014800, unknown field in UnixFS data",
    "mode of 33 bits, 0802 388080808010, mode out of range",
    "data longer than the node, 08021202aa, data length out of bounds",
    "too many nanoseconds, 080242070800 1500ca9a3b, malformed mtime",
    "nanoseconds cut short, 080242050800 150000, mtime nanoseconds is cut short",
    "mtime without seconds, 08024200, mtime field is cut short"
  })
  void unixFsDataThatIsNotCanonicalIsRefused(String defect, String hex, String reason) {
    assertThatThrownBy(() -> UnixFsData.decode("data", HEX.parseHex(hex.replace(" ", ""))))
        .as(defect)
        .isInstanceOfSatisfying(
            MalformedInputException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void blocksUpToTheLimitAreReadAndOneByteMoreIsRefused() throws IOException {
    DagPbNode node = new DagPbNode(List.of(), new byte[DagPb.MAX_BLOCK_BYTES - 5]);
    byte[] block = DagPb.encode(node);
    assertThat(block).hasSize(DagPb.MAX_BLOCK_BYTES);
    assertThat(DagPb.decode("node", block, 0, block.length)).isEqualTo(node);
    byte[] over = Arrays.copyOf(block, block.length + 1);
    assertThatThrownBy(() -> DagPb.decode("node", over, 0, over.length))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContaining("block is too long");
  }

  private static UnixFsData data(Random random) {
    OptionalLong[] numbers = new OptionalLong[3];
    for (int i = 0; i < numbers.length; i++) {
      long number = random.nextLong() >>> random.nextInt(64);
      numbers[i] = random.nextBoolean() ? OptionalLong.of(number) : OptionalLong.empty();
    }
    UnixFsData.Type[] types = UnixFsData.Type.values();
    return new UnixFsData(
        types[random.nextInt(types.length)],
        bytes(random, random.nextInt(10)),
        numbers[0],
        random.longs(random.nextInt(5)).toArray(),
        numbers[1],
        numbers[2],
        random.nextBoolean() ? OptionalInt.of(random.nextInt()) : OptionalInt.empty(),
        random.nextBoolean()
            ? Optional.of(
                new UnixFsData.Mtime(
                    random.nextLong(), random.nextBoolean() ? 0 : random.nextInt(1_000_000_000)))
            : Optional.empty());
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
