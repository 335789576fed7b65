package org.wikimill.formats.dag;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.IndexedCar;

class CarStoreTest {
  private final TestDag first = new TestDag(CidProfile.Leaves.RAW);
  private final TestDag second = new TestDag(CidProfile.Leaves.DAG_PB);

  @Test
  void blocksOfAllCarsAreFoundAndNumberedApart() throws IOException {
    first.file("some bytes, cut into leaves".getBytes(UTF_8));
    second.file("other bytes, cut into other leaves".getBytes(UTF_8));
    try (CarStore store = store(1 << 20)) {
      Set<Long> numbers = new HashSet<>();
      for (TestDag dag : List.of(first, second)) {
        for (Map.Entry<Cid, byte[]> block : dag.blocks().entrySet()) {
          assertThat(store.block(block.getKey())).isEqualTo(block.getValue());
          numbers.add(store.number(block.getKey()).orElseThrow());
        }
      }
      int count = first.blocks().size() + second.blocks().size();
      assertThat(store.size()).isEqualTo(count);
      assertThat(numbers).hasSize(count).allMatch(number -> number >= 0 && number < count);
    }
  }

  @Test
  void blocksAreFoundWithoutAnyCache() throws IOException {
    Cid cid = first.file("abc".getBytes(UTF_8)).cid();
    try (CarStore store = store(0)) {
      assertThat(store.block(cid)).isEqualTo("abc".getBytes(UTF_8));
      assertThat(store.block(cid)).isEqualTo("abc".getBytes(UTF_8));
    }
  }

  @Test
  void aBlockThatIsNotThereIsMissingAndOneThatIsItsOwnDataIsNot() throws IOException {
    Cid absent = new TestDag(CidProfile.Leaves.RAW).file("abc".getBytes(UTF_8)).cid();
    try (CarStore store = store(1 << 20)) {
      assertThatThrownBy(() -> store.block(absent)).isInstanceOf(MissingBlockException.class);
      assertThat(store.number(absent)).isEmpty();
      assertThat(store.block(Cid.IDENTITY_EMPTY)).isEmpty();
      assertThat(store.block(Cid.parse("bafkqabtimvwgy3yk"))).isEqualTo("hello\n".getBytes(UTF_8));
    }
  }

  @Test
  void ofABlockWithOneDamagedBitNoByteIsGiven() throws IOException {
    Cid cid = first.file("abc".getBytes(UTF_8)).cid();
    byte[] car = first.car();
    car[car.length - 1] ^= 1;
    IndexedCar damaged = IndexedCar.open(Inputs.of("damaged.car", car));
    try (CarStore store = new CarStore(List.of(damaged), 1 << 20)) {
      for (int i = 0; i < 2; i++) { // the second time as well
        assertThatThrownBy(() -> store.block(cid))
            .isInstanceOfSatisfying(
                MalformedInputException.class,
                e -> {
                  assertThat(e.reason()).isEqualTo("block does not hash to its CID");
                  assertThat(e.file()).isEqualTo("damaged.car");
                });
      }
    }
  }

  private CarStore store(long cacheBytes) throws IOException {
    return new CarStore(
        List.of(
            IndexedCar.open(Inputs.of("first", first.car())),
            IndexedCar.open(Inputs.of("second", second.car()))),
        cacheBytes);
  }
}
