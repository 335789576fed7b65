package org.wikimill.connectors.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.Digests;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.tables.BlockRow;
import org.wikimill.connectors.tables.TableReader;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.ipld.CarReader;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.formats.ipld.MultihashIndex;

class CarShardTest {
  private static final CarShard.Names NAMES = new CarShard.Names("snap", "car/part-00007.car", 7);

  @TempDir private Path folder;
  private LocalStore store;

  @BeforeEach
  void open() {
    store = new LocalStore(folder, LocalStore.Durability.CACHED);
  }

  @Test
  void writesEachBlockOnceAndCountsTheRest() throws IOException {
    try (CarShard shard = shard(1)) {
      put(shard, 1, Codec.RAW, "one");
      put(shard, 1, Codec.DAG_PB, "two");
      put(shard, 1, Codec.RAW, "one");
      put(shard, 1, Codec.DAG_PB, "one");
      put(shard, 1, Codec.RAW, "");
      put(shard, 1, Codec.RAW, "one");
      shard.commit();
      assertThat(shard.stored()).isEqualTo(new ShardSink.Stored(4, 9, 2, 6));
    }
    assertThat(sections())
        .extracting(s -> s.cid().codec() + " " + s.blockLength())
        .containsExactly("raw 3", "dag-pb 3", "dag-pb 3", "raw 0");
  }

  @Test
  void indexAndTableFindWhatTheCarHolds() throws IOException {
    for (int version = 0; version < 2; version++) {
      List<FileFact> made;
      try (CarShard shard = shard(version)) {
        for (int i = 0; i < 3_000; i++) {
          put(shard, version, i % 2 == 0 ? Codec.RAW : Codec.DAG_PB, "block " + i % 2_500);
        }
        made = shard.commit();
      }
      assertThat(made)
          .extracting(FileFact::name)
          .containsExactly(
              "car/part-00007.car",
              "car/part-00007.car.idx",
              "index/blocks/snapshot=snap/part-00007.parquet");
      assertThat(made).allMatch(f -> f.lengthBytes() == folder.resolve(f.name()).toFile().length());
      assertFound(sections());
    }
  }

  private void assertFound(List<CarReader.Section> sections) throws IOException {
    assertThat(sections).hasSize(2_500);
    List<BlockRow> expected = new ArrayList<>();
    try (MultihashIndex index = MultihashIndex.open(store.open(NAMES.car() + ".idx"))) {
      assertThat(index.size()).isEqualTo(sections.size());
      for (CarReader.Section s : sections) {
        assertThat(index.find(s.cid().multihash()))
            .map(MultihashIndex.Place::offset)
            .hasValue(s.sectionOffset());
        expected.add(new BlockRow(s.cid(), NAMES.car(), s.blockOffset(), s.blockLength()));
      }
    }
    expected.sort((a, b) -> Arrays.compareUnsigned(a.cid().digest(), b.cid().digest()));
    List<BlockRow> rows = new ArrayList<>();
    try (TableReader<BlockRow> table =
        TableReader.open(store.open(Tables.BLOCKS.part("snap", 7)), Tables.BLOCKS)) {
      for (Optional<BlockRow> row = table.next(); row.isPresent(); row = table.next()) {
        rows.add(row.get());
      }
    }
    assertThat(rows).isEqualTo(expected);
  }

  @Test
  void leavesNothingUnlessCommitted() throws IOException {
    try (CarShard shard = shard(1)) {
      put(shard, 1, Codec.RAW, "one");
    }
    assertThat(store.list("")).isEmpty();
  }

  private CarShard shard(int cidVersion) throws IOException {
    return new CarShard(store, NAMES, cidVersion, List.of(Cid.IDENTITY_EMPTY));
  }

  private static void put(CarShard shard, int cidVersion, Codec codec, String text)
      throws IOException {
    byte[] block = ("#" + text + "#").getBytes(UTF_8);
    byte[] bytes = text.getBytes(UTF_8);
    Cid cid =
        Cid.sha256(codec.equals(Codec.RAW) ? 1 : cidVersion, codec, Digests.sha256().digest(bytes));
    shard.put(cid, block, 1, bytes.length);
  }

  /** All sections of the CAR, each proved by its hash. */
  private List<CarReader.Section> sections() throws IOException {
    List<CarReader.Section> sections = new ArrayList<>();
    try (CarReader car = new CarReader(store.open(NAMES.car()))) {
      assertThat(car.roots()).containsExactly(Cid.IDENTITY_EMPTY);
      for (Optional<CarReader.Section> s = car.next(); s.isPresent(); s = car.next()) {
        byte[] block = Arrays.copyOf(car.block(s.get()), s.get().blockLength());
        assertThat(s.get().cid().digest()).isEqualTo(Digests.sha256().digest(block));
        sections.add(s.get());
      }
    }
    return sections;
  }
}
