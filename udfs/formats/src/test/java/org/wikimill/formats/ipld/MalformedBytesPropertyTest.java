package org.wikimill.formats.ipld;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

/** Damaged bytes give a named error inside the input, or a result, and nothing else. */
class MalformedBytesPropertyTest {
  private static final MemoryBlocks BLOCKS = new MemoryBlocks();
  private static final List<byte[]> CARS = new ArrayList<>();
  private static byte[] index;

  /** Reads bytes that may be damaged to their end. */
  private interface Reading {
    void read(byte[] bytes) throws IOException;
  }

  @BeforeAll
  static void writeSmallDags() throws IOException {
    for (String name : List.of("dir_symlinks", "tree_chunk4_width3_36", "hamt_forced_3")) {
      Vectors.Vector vector =
          Vectors.unixfs().stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow();
      Cid root = vector.build(BLOCKS).cid();
      MultihashIndexWriter writer = new MultihashIndexWriter();
      byte[] v1 = BLOCKS.carV1(root, writer);
      CARS.add(v1);
      CARS.add(MemoryBlocks.carV2(v1, writer));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      writer.writeTo(out);
      index = out.toByteArray();
    }
  }

  @Test
  void damagedCarsAreRefusedOrRead() {
    CARS.forEach(car -> damage(car, MalformedBytesPropertyTest::readCar));
  }

  @Test
  void damagedNodesAreRefusedOrRead() {
    BLOCKS.all().entrySet().stream()
        .filter(block -> block.getKey().codec().equals(Codec.DAG_PB))
        .forEach(block -> damage(block.getValue(), MalformedBytesPropertyTest::readNode));
  }

  @Test
  void damagedDataWithModeAndTimeIsRefusedOrRead() {
    UnixFsData data =
        new UnixFsData(
            UnixFsData.Type.FILE,
            new byte[] {1, 2},
            OptionalLong.of(300),
            new long[] {200, 100},
            OptionalLong.of(0x22),
            OptionalLong.of(256),
            OptionalInt.of(0644),
            Optional.of(new UnixFsData.Mtime(-5, 999_999_999)));
    damage(data.encode(), bytes -> UnixFsData.decode("data", bytes));
  }

  @Test
  void damagedIndexesAreRefusedOrSearched() {
    damage(index, MalformedBytesPropertyTest::searchIndex);
  }

  @Test
  void damagedCidsAreRefusedOrRead() {
    BLOCKS.all().keySet().forEach(cid -> damage(cid.bytes(), bytes -> Cid.decode(bytes, 0)));
  }

  @Test
  void everyTruncationOfACarOfVersionOneBetweenSectionsEndsItAndElsewhereIsRefused()
      throws IOException {
    byte[] car = CARS.get(0);
    List<Long> sections = new ArrayList<>(List.of((long) car.length));
    try (CarReader reader = new CarReader(Inputs.of("car", car))) {
      for (var s = reader.next(); s.isPresent(); s = reader.next()) {
        sections.add(s.get().sectionOffset());
      }
    }
    for (int length = 0; length <= car.length; length++) {
      byte[] cut = Arrays.copyOf(car, length);
      assertThat(refused(cut, MalformedBytesPropertyTest::readCar))
          .as("cut to %d bytes", length)
          .isEqualTo(!sections.contains((long) length));
    }
  }

  @Test
  void randomBytesAreRefusedOrRead() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      refused(bytes, MalformedBytesPropertyTest::readNode);
      refused(bytes, MalformedBytesPropertyTest::readCar);
      refused(bytes, b -> UnixFsData.decode("data", b));
      refused(bytes, b -> Cid.decode(b, 0));
      refused(bytes, MalformedBytesPropertyTest::searchIndex);
    }
  }

  private static void damage(byte[] good, Reading reading) {
    assertThat(refused(good, reading)).isFalse();
    for (int at = 0; at < good.length; at++) {
      for (int flip : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 255, 127}) {
        byte[] bad = good.clone();
        bad[at] ^= (byte) flip;
        refused(bad, reading);
      }
      refused(Arrays.copyOf(good, at), reading);
    }
  }

  /** Whether the bytes were refused; fails on any exception but the one for malformed input. */
  private static boolean refused(byte[] bytes, Reading reading) {
    try {
      reading.read(bytes);
      return false;
    } catch (MalformedInputException e) {
      assertThat(e.offset()).as(e.getMessage()).isBetween(0L, (long) bytes.length);
      return true;
    } catch (IOException | RuntimeException e) {
      throw new AssertionError(Arrays.toString(bytes), e);
    }
  }

  private static void readCar(byte[] bytes) throws IOException {
    try (CarReader car = new CarReader(Inputs.of("car", bytes))) {
      for (var section = car.next(); section.isPresent(); section = car.next()) {
        car.block(section.get());
      }
    }
  }

  private static void readNode(byte[] bytes) throws IOException {
    DagPbNode node = DagPb.decode("node", bytes, 0, bytes.length);
    UnixFsData.decode("node", node.data());
  }

  private static void searchIndex(byte[] bytes) throws IOException {
    try (PositionedInput input = Inputs.of("index", bytes);
        MultihashIndex opened = MultihashIndex.open(input)) {
      for (Cid cid : BLOCKS.all().keySet()) {
        opened.find(cid.multihash());
      }
    }
  }
}
