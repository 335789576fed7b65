package org.wikimill.formats.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;

class CarTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final String VERSION = "6776657273696f6e";
  private static final String ROOTS = "65726f6f7473";
  private static final String KEY = "unknown or repeated key in CAR header";
  private static final String CBOR = "unexpected CBOR item for ";
  private static final String ROOT = "malformed root in CAR header";
  private static final String EMPTY_ROOT = "d82a450001550000";

  @Test
  void sectionsOfAllSizesComeBackWithTheirOffsets() throws IOException {
    Random random = new Random(9);
    int[] sizes = {0, 1, 91, 92, 16347, 16348, 70_000, 65_536, 3, 1 << 20, 65_537, 5};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Cid> cids = new ArrayList<>();
    List<byte[]> blocks = new ArrayList<>();
    long[] offsets = new long[sizes.length];
    try (CarWriter car = new CarWriter(out, List.of(Cid.IDENTITY_EMPTY))) {
      for (int i = 0; i < sizes.length; i++) {
        byte[] block = new byte[sizes[i]];
        random.nextBytes(block);
        blocks.add(block);
        cids.add(Cid.sha256(i % 2, i % 2 == 0 ? Codec.DAG_PB : Codec.RAW, digest(block)));
        offsets[i] = car.put(cids.get(i), block, 0, block.length);
        assertThat(car.position()).isEqualTo(out.size());
      }
    }
    try (CarReader car = new CarReader(Inputs.of("car", out.toByteArray()))) {
      assertThat(car.roots()).containsExactly(Cid.IDENTITY_EMPTY);
      for (int i = 0; i < sizes.length; i++) {
        CarReader.Section section = car.next().orElseThrow();
        assertThat(section.cid()).isEqualTo(cids.get(i));
        assertThat(section.sectionOffset()).isEqualTo(offsets[i]);
        int overhead = CarWriter.sectionOverheadBytes(cids.get(i), sizes[i]);
        assertThat(section.blockOffset()).isEqualTo(offsets[i] + overhead);
        assertThat(Arrays.copyOf(car.block(section), section.blockLength()))
            .isEqualTo(blocks.get(i));
      }
      assertThat(car.next()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 23, 24, 255, 256, 65_535, 65_536})
  void headersWithAnyNumberOfRootsComeBack(int count) throws IOException {
    List<Cid> roots = Collections.nCopies(count, Cid.sha256(0, Codec.DAG_PB, new byte[32]));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new CarWriter(out, roots).close();
    try (CarReader car = new CarReader(Inputs.of("car", out.toByteArray()))) {
      assertThat(car.roots()).isEqualTo(roots);
      assertThat(car.next()).isEmpty();
    }
  }

  @Test
  void aSectionMayHaveEightMebibytesAndNotOneByteMore() throws IOException {
    Cid cid = Cid.sha256(1, Codec.RAW, new byte[32]);
    byte[] block = new byte[CarFormat.MAX_SECTION_BYTES];
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CarWriter car = new CarWriter(out, List.of(cid))) {
      int most = block.length - cid.lengthBytes();
      car.put(cid, block, 0, most);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> car.put(cid, block, 0, most + 1))
          .withMessageContaining("too long");
    }
    byte[] written = out.toByteArray();
    try (CarReader car = new CarReader(Inputs.of("car", written))) {
      CarReader.Section section = car.next().orElseThrow();
      assertThat(section.blockLength()).isEqualTo(block.length - cid.lengthBytes());
      // One more in the lowest digit of the length, and one more byte.
      byte[] over = Arrays.copyOf(written, written.length + 1);
      over[(int) section.sectionOffset()]++;
      assertRefused(over, "section length out of range", section.sectionOffset());
    }
  }

  @Test
  void aHeaderOverThirtyTwoMebibytesIsRefusedBeforeItIsRead() {
    BlockBuffer length = new BlockBuffer(10);
    length.varint(CarFormat.MAX_HEADER_BYTES + 1);
    byte[] file = Arrays.copyOf(length.toByteArray(), CarFormat.MAX_HEADER_BYTES + 100);
    assertRefused(file, "CAR header is too long", 0);
    length.clear();
    length.varint(CarFormat.MAX_HEADER_BYTES);
    byte[] limit = Arrays.copyOf(length.toByteArray(), CarFormat.MAX_HEADER_BYTES + 100);
    assertRefused(limit, "unexpected CBOR item for CAR header", length.length());
  }

  @Test
  void aCarWithoutRootIsNotWrittenButRead() throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CarWriter(new ByteArrayOutputStream(), List.of()));
    byte[] file = HEX.parseHex("11a2" + ROOTS + "80" + VERSION + "01");
    try (CarReader car = new CarReader(Inputs.of("car", file))) {
      assertThat(car.roots()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nothing, '', CAR header length is cut short",
    "no version, 09a1" + ROOTS + "80, CAR header is too long",
    "no version, 08a1" + ROOTS + "80, unknown CAR version",
    "version 3, 11a2" + ROOTS + "80" + VERSION + "03, unknown CAR version",
    "version 1 without roots, 0aa1" + VERSION + "01, unknown CAR version",
    "version 2 with roots, 11a2" + ROOTS + "80" + VERSION + "02, unknown CAR version",
    "version twice, 13a2" + VERSION + "01" + VERSION + "01, " + KEY,
    "unknown key, 0da2" + VERSION + "01616101, " + KEY,
    "bytes after the map, 12a2" + ROOTS + "80" + VERSION + "0100, bytes after the CAR header",
    "indefinite map, 11bf" + ROOTS + "80" + VERSION + "01, " + CBOR + "CAR header",
    "padded number, 12a2" + ROOTS + "80" + VERSION + "1801, " + CBOR + "CAR version",
    "another tag, 19a2" + ROOTS + "81d82b450001550000" + VERSION + "01, " + ROOT,
    "without binary prefix, 19a2" + ROOTS + "81d82a450101550000" + VERSION + "01, " + ROOT,
    "more roots than bytes, 19a2" + ROOTS + "82" + EMPTY_ROOT + VERSION + "01, " + CBOR + "root",
    "CARv2 cut in its header, 0aa1" + VERSION + "020000, CARv2 characteristics is cut short"
  })
  void headersThatAreNotCanonicalAreRefused(String defect, String hex, String reason) {
    byte[] file = HEX.parseHex(hex);
    assertThatThrownBy(() -> new CarReader(Inputs.of("car", file)))
        .as(defect)
        .isInstanceOfSatisfying(
            MalformedInputException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @CsvSource({
    "section of no bytes, 00, section length out of range, 0",
    "padded length, 8400, section length is not canonical, 0",
    "length cut short, 84, section length is cut short, 1",
    "section cut short, 050155, section is cut short, 0",
    "CID longer than its section, 0301550000, digest length is cut short, 4"
  })
  void damagedSectionsAreRefusedWhereTheyStart(
      String defect, String hex, String reason, long offset) {
    String header = "19a2" + ROOTS + "81" + EMPTY_ROOT + VERSION + "01";
    String good = "0401550000";
    byte[] bad = HEX.parseHex(header + good + hex);
    int start = (header.length() + good.length()) / 2;
    assertRefused(bad, reason, start + offset);
  }

  private static void assertRefused(byte[] file, String reason, long offset) {
    assertThatThrownBy(
            () -> {
              try (CarReader car = new CarReader(Inputs.of("some.car", file))) {
                while (car.next().isPresent()) {}
              }
            })
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.offset()).isEqualTo(offset);
              assertThat(e.file()).isEqualTo("some.car");
            });
  }

  private static byte[] digest(byte[] block) {
    return DigestUtils.sha256(block);
  }
}
