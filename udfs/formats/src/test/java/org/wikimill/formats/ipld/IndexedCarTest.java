package org.wikimill.formats.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;

class IndexedCarTest {
  private final MemoryBlocks blocks = new MemoryBlocks();
  private final MultihashIndexWriter index = new MultihashIndexWriter();
  private Cid root;
  private byte[] carV1;

  @BeforeEach
  void write() throws IOException {
    byte[] content = new byte[1_000_000];
    new Random(1).nextBytes(content);
    CidProfile profile = CidProfile.named("unixfs-v0-2015");
    root = new FileBuilder(profile, blocks).build(content, 0, content.length).cid();
    carV1 = blocks.carV1(root, index);
  }

  @Test
  void blocksAreFoundThroughAnIndexBesideTheCar() throws IOException {
    ByteArrayOutputStream beside = new ByteArrayOutputStream();
    index.writeTo(beside);
    holdsAll(IndexedCar.open(Inputs.of("car", carV1), Inputs.of("idx", beside.toByteArray())));
  }

  @Test
  void blocksAreFoundWithoutAnIndex() throws IOException {
    holdsAll(IndexedCar.open(Inputs.of("car", carV1)));
  }

  @Test
  void blocksAreFoundThroughTheIndexInACarOfVersionTwo() throws IOException {
    holdsAll(IndexedCar.open(Inputs.of("car", MemoryBlocks.carV2(carV1, index))));
  }

  @Test
  void aCarOfVersionTwoWithAnIndexOfAnotherKindIsIndexedAnew() throws IOException {
    byte[] carV2 = MemoryBlocks.carV2(carV1, index);
    carV2[51 + carV1.length] = (byte) 0x80; // 0x0400: sorted, without hash functions
    holdsAll(IndexedCar.open(Inputs.of("car", carV2)));
  }

  private void holdsAll(IndexedCar car) throws IOException {
    try (car) {
      assertThat(car.roots()).containsExactly(root);
      assertThat(car.size()).isEqualTo(blocks.all().size());
      for (Map.Entry<Cid, byte[]> block : blocks.all().entrySet()) {
        assertThat(car.block(block.getKey())).hasValue(block.getValue());
      }
      assertThat(car.block(Cid.sha256(1, Codec.RAW, new byte[32]))).isEmpty();
    }
  }

  @Test
  void anIndexThatLeadsToAnotherBlockIsNotBelieved() throws IOException {
    MultihashIndexWriter wrong = new MultihashIndexWriter();
    Cid other = Cid.sha256(1, Codec.RAW, new byte[32]);
    wrong.add(other, 59);
    wrong.add(root, carV1.length);
    ByteArrayOutputStream beside = new ByteArrayOutputStream();
    wrong.writeTo(beside);
    try (IndexedCar car =
        IndexedCar.open(Inputs.of("car", carV1), Inputs.of("idx", beside.toByteArray()))) {
      assertThatThrownBy(() -> car.block(other)).isInstanceOf(MalformedInputException.class);
      assertThatThrownBy(() -> car.block(root))
          .isInstanceOfSatisfying(
              MalformedInputException.class,
              e -> assertThat(e.reason()).isEqualTo("index leads out of the CAR"));
    }
  }
}
