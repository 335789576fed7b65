package org.wikimill.formats.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;

class MultihashIndexTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final String SHA = "1200000000000000";
  private static final String FUNCTIONS = "hash functions out of order in CAR index";
  private static final String WIDTH = "width out of order or range in CAR index";
  private static final String LENGTH = ", bucket length out of bounds in CAR index";

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 1023, 1024, 1025, 20_000})
  void everyBlockIsFoundAndNoOther(int count) throws IOException {
    MultihashIndexWriter writer = new MultihashIndexWriter();
    for (int i = 0; i < count; i++) {
      writer.add(cid(i), 1000L * i);
    }
    try (MultihashIndex index = open(writer)) {
      assertThat(index.size()).isEqualTo(count);
      Set<Long> ranks = new HashSet<>();
      for (int i = 0; i < count; i++) {
        assertThat(offset(index, cid(i).multihash())).hasValue(1000L * i);
        ranks.add(index.find(cid(i).multihash()).orElseThrow().rank());
      }
      assertThat(ranks).hasSize(count).allMatch(rank -> rank >= 0 && rank < count);
      for (int i = count; i < count + 100; i++) {
        assertThat(offset(index, cid(i).multihash())).isEmpty();
      }
    }
  }

  @Test
  void digestsThatShareTheirFirstBytesAreSortedByTheRest() throws IOException {
    MultihashIndexWriter writer = new MultihashIndexWriter();
    for (int i = 255; i >= 0; i--) {
      writer.add(sharing(i), i);
    }
    try (MultihashIndex index = open(writer)) {
      for (int i = 0; i < 256; i++) {
        assertThat(offset(index, sharing(i).multihash())).hasValue(i);
      }
    }
  }

  private static Cid sharing(int last) {
    byte[] digest = new byte[32];
    digest[31] = (byte) last;
    return Cid.sha256(1, Codec.RAW, digest);
  }

  @Test
  void ofSeveralCopiesTheFirstIsFoundWhateverTheirOrder() throws IOException {
    MultihashIndexWriter writer = new MultihashIndexWriter();
    for (long offset : new long[] {50, 70, 10, 90}) {
      writer.add(cid(1), offset);
    }
    try (MultihashIndex index = open(writer)) {
      assertThat(index.size()).isEqualTo(4);
      assertThat(offset(index, cid(1).multihash())).hasValue(10);
    }
  }

  @Test
  void cidsThatAreTheirOwnDataAreLeftOutAndOtherHashFunctionsRefused() throws IOException {
    MultihashIndexWriter writer = new MultihashIndexWriter();
    writer.add(Cid.IDENTITY_EMPTY, 59);
    assertThat(HEX.formatHex(bytes(writer))).isEqualTo("810800000000");
    Cid blake = Cid.decode(HEX.parseHex("0155b2200400000000"), 0);
    assertThatIllegalArgumentException().isThrownBy(() -> writer.add(blake, 0));
  }

  @Test
  void severalHashFunctionsAndWidthsAreSearchedEachOnItsOwn() throws IOException {
    String identity =
        "0000000000000000"
            + "02000000" // identity, two widths
            + "09000000"
            + "0900000000000000"
            + "aa"
            + "0100000000000000"
            + "0a000000"
            + "1400000000000000"
            + "aaaa"
            + "0200000000000000"
            + "bbbb"
            + "0300000000000000";
    String sha = "1200000000000000" + "01000000" + "0a000000" + "0a00000000000000";
    byte[] file = HEX.parseHex("810802000000" + identity + sha + "aaaa" + "0400000000000000");
    try (MultihashIndex index = MultihashIndex.open(Inputs.of("index", file))) {
      assertThat(offset(index, HEX.parseHex("0001aa"))).hasValue(1);
      assertThat(offset(index, HEX.parseHex("0002aaaa"))).hasValue(2);
      assertThat(offset(index, HEX.parseHex("0002bbbb"))).hasValue(3);
      assertThat(offset(index, HEX.parseHex("1202aaaa"))).hasValue(4);
      assertThat(offset(index, HEX.parseHex("0001bb"))).isEmpty();
      assertThat(offset(index, HEX.parseHex("1302aaaa"))).isEmpty();
      assertThatIllegalArgumentException().isThrownBy(() -> index.find(HEX.parseHex("0002aa")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "another codec, 800800000000, unknown CAR index",
    "cut in its head, 81080100, number of hash functions is cut short",
    "equal hash functions, 81080200 0000" + SHA + "00000000" + SHA + "00000000, " + FUNCTIONS,
    "width below an offset, 81080100 0000" + SHA + "01000000 07000000 00000000 00000000, " + WIDTH,
    "width over the limit, 81080100 0000" + SHA + "01000000 89000000 00000000 00000000, " + WIDTH,
    "part of a record, 81080100 0000" + SHA + "01000000 09000000 08000000 00000000" + SHA + LENGTH,
    "longer than the file, 81080100 0000" + SHA + "01000000 09000000 09000000 00000000" + LENGTH,
    "bytes after it, 81080000 000000, bytes after the CAR index"
  })
  void damagedIndexesAreRefused(String defect, String hex, String reason) {
    byte[] file = HEX.parseHex(hex.replace(" ", ""));
    assertThatThrownBy(() -> MultihashIndex.open(Inputs.of("index", file)))
        .as(defect)
        .isInstanceOfSatisfying(
            MalformedInputException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static OptionalLong offset(MultihashIndex index, byte[] multihash) throws IOException {
    return index.find(multihash).map(MultihashIndex.Place::offset).stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  private static MultihashIndex open(MultihashIndexWriter writer) throws IOException {
    return MultihashIndex.open(Inputs.of("index", bytes(writer)));
  }

  private static byte[] bytes(MultihashIndexWriter writer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.writeTo(out);
    return out.toByteArray();
  }

  private static Cid cid(int i) {
    return Cid.sha256(1, Codec.RAW, DigestUtils.sha256("block " + i));
  }
}
