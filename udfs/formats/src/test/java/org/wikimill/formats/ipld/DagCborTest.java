package org.wikimill.formats.ipld;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.formats.bytes.MalformedInputException;

class DagCborTest {
  private static final HexFormat HEX = HexFormat.of();

  /** A link to the CID that is its own empty block. */
  private static final String LINK = "d82a450001550000";

  /** Everything that there is but links: numbers, floats, strings, bytes, simple values. */
  private static final String OTHERS =
      "8b 00 1903e8 1bffffffffffffffff 20 3bffffffffffffffff fb3ff8000000000000 f4 f6 6161 41ff a0";

  /** {"a": [OTHERS, LINK], "b": {"c": LINK}, "d": 1}. */
  private static final byte[] BLOCK =
      hex("a3 6161 82" + OTHERS + LINK + "6162 a1 6163" + LINK + "6164 01");

  @Test
  void allLinksAreFoundAmongAllKindsOfValues() throws IOException {
    assertThat(DagCbor.links("block", BLOCK))
        .containsExactly(Cid.IDENTITY_EMPTY, Cid.IDENTITY_EMPTY);
    assertThat(DagCbor.links("block", hex("01"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"a/1, 2", "b/c, 2", "b/c/more/names, 2", "a/1/x, 2"})
  void aPathLeadsToTheFirstLinkOnIt(String path, int names) throws IOException {
    assertThat(follow(path)).contains(new DagCbor.Step(Cid.IDENTITY_EMPTY, names));
  }

  @ParameterizedTest
  @CsvSource({"x", "a", "a/2", "a/0", "a/01", "a/-1", "b/x", "d", "d/x"})
  void aPathThatEndsBeforeALinkLeadsNowhere(String path) throws IOException {
    assertThat(follow(path)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "nothing, ''",
    "cut in a number, 19 03",
    "cut in a string, 62 61",
    "string longer than there can be, 5b 7fffffffffffffff",
    "string of negative length, 5b ffffffffffffffff",
    "list longer than the block, 9b 7fffffffffffffff 00",
    "list of negative length, 9b ffffffffffffffff",
    "indefinite list, 9f 00 ff",
    "key that is no text, a1 00 00",
    "another tag, c1 00",
    "link of no bytes, d82a 00",
    "link without its zero, d82a 44 01550000",
    "link with more behind it, d82a 46 000155000000",
    "bytes after the value, 00 00"
  })
  void malformedBlocksAreRefused(String defect, String hex) {
    assertThatThrownBy(() -> DagCbor.links("block", hex(hex)))
        .as(defect)
        .isInstanceOf(MalformedInputException.class);
  }

  @Test
  void valuesNestedTooDeepAreRefused() throws IOException {
    assertThat(DagCbor.links("block", hex("81".repeat(128) + "00"))).isEmpty();
    assertThatThrownBy(() -> DagCbor.links("block", hex("81".repeat(100_000) + "00")))
        .isInstanceOf(MalformedInputException.class);
  }

  private static Optional<DagCbor.Step> follow(String path) throws IOException {
    List<byte[]> names = Stream.of(path.split("/", -1)).map(name -> name.getBytes(UTF_8)).toList();
    return DagCbor.follow("block", BLOCK, names);
  }

  private static byte[] hex(String hex) {
    return HEX.parseHex(hex.replace(" ", ""));
  }
}
