package org.wikimill.pipeline.evidence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.dag.CarStore;
import org.wikimill.formats.ipld.IndexedCar;
import org.wikimill.pipeline.delta.BuildBlocks;
import org.wikimill.pipeline.manifest.FinishedBuild;

/** The blocks of a finished build, by their CIDs. */
public final class StoredBlocks {
  private static final long CACHE_BYTES = 32 << 20;
  private static final String INDEX_SUFFIX = ".idx";

  private StoredBlocks() {}

  /** Opens the CARs of a build; empty if it has none, or one of them is not in its folder. */
  public static Optional<CarStore> of(FinishedBuild build) throws IOException {
    List<String> shards = BuildBlocks.shards(build);
    for (String shard : shards) {
      if (!build.store().exists(shard) || !build.store().exists(shard + INDEX_SUFFIX)) {
        return Optional.empty();
      }
    }
    return shards.isEmpty() ? Optional.empty() : Optional.of(open(build.store(), shards));
  }

  private static CarStore open(Store store, List<String> shards) throws IOException {
    List<IndexedCar> cars = new ArrayList<>();
    try {
      for (String shard : shards) {
        cars.add(open(store, shard));
      }
      return new CarStore(cars, CACHE_BYTES);
    } catch (IOException e) {
      for (IndexedCar car : cars) {
        car.close();
      }
      throw e;
    }
  }

  private static IndexedCar open(Store store, String shard) throws IOException {
    PositionedInput car = store.open(shard);
    try {
      PositionedInput index = store.open(shard + INDEX_SUFFIX);
      try {
        return IndexedCar.open(car, index);
      } catch (IOException e) {
        index.close();
        throw e;
      }
    } catch (IOException e) {
      car.close();
      throw e;
    }
  }
}
