package org.wikimill.pipeline.sides;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.wikimill.connectors.io.NewFile;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.dag.CarStore;
import org.wikimill.formats.ipld.CarReader;
import org.wikimill.formats.ipld.CarReader.Section;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.IndexedCar;
import org.wikimill.formats.ipld.MultihashIndexWriter;

/**
 * Blocks in CAR files.
 *
 * @param store the folder of the CARs
 * @param cars each with its index
 */
public record CarPlace(Store store, List<Car> cars) implements BlockPlace {
  private static final String INDEX = ".idx";

  /** Blocks that are listed at once, in some 50 MB, where a CAR has no index. */
  private static final int BLOCKS_AT_ONCE = 1 << 20;

  /** Of blocks, in every task. */
  private static final long CACHE_BYTES = 16L << 20;

  /**
   * A CAR, or as much of one as its index lists.
   *
   * @param name below the folder
   * @param indexes the folder of the index
   * @param index the name of the index there
   */
  public record Car(String name, Store indexes, String index) implements Serializable {}

  /**
   * CARs that stand in a folder. One without an index beside it is read once, and listed in a
   * folder that every executor sees.
   *
   * @param scratch that folder
   */
  static CarPlace of(Store store, List<String> names, Store scratch) throws IOException {
    List<Car> cars = new ArrayList<>();
    for (String name : names) {
      if (store.exists(name + INDEX)) {
        cars.add(new Car(name, store, name + INDEX));
      } else {
        list(store, name, scratch, cars);
      }
    }
    return new CarPlace(store, List.copyOf(cars));
  }

  private static void list(Store store, String name, Store scratch, List<Car> cars)
      throws IOException {
    try (CarReader reader = new CarReader(store.open(name))) {
      Optional<Section> section = reader.next();
      while (section.isPresent()) {
        MultihashIndexWriter writer = new MultihashIndexWriter();
        for (int i = 0; i < BLOCKS_AT_ONCE && section.isPresent(); i++) {
          Cid cid = section.get().cid();
          if (cid.hashFunction() == Cid.SHA2_256) {
            writer.add(cid, section.get().sectionOffset() - reader.dataOffset());
          }
          section = reader.next();
        }
        String index = String.format(Locale.ROOT, "%05d%s", cars.size(), INDEX);
        try (NewFile file = scratch.create(index)) {
          writer.writeTo(file);
          file.commit();
        }
        cars.add(new Car(name, scratch, index));
      }
    }
  }

  /** What the headers of CARs name, each once. */
  static Set<Cid> roots(Store store, List<String> names) throws IOException {
    Set<Cid> roots = new TreeSet<>();
    for (String name : names) {
      try (CarReader reader = new CarReader(store.open(name))) {
        roots.addAll(reader.roots());
      }
    }
    roots.remove(Cid.IDENTITY_EMPTY); // stands where a CAR has no root
    return roots;
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public Opened open() throws IOException {
    List<IndexedCar> opened = new ArrayList<>();
    try {
      for (Car car : cars) {
        PositionedInput input = store.open(car.name);
        opened.add(IndexedCar.open(input, car.indexes.open(car.index)));
      }
    } catch (IOException | RuntimeException e) {
      for (IndexedCar car : opened) {
        car.close();
      }
      throw e;
    }
    return new Cars(new CarStore(opened, CACHE_BYTES));
  }

  private record Cars(CarStore blocks) implements Opened {
    @Override
    public byte[] block(Cid cid) throws IOException {
      return blocks.block(cid);
    }

    @Override
    public OptionalLong number(Cid cid) throws IOException {
      return blocks.number(cid);
    }

    @Override
    public void close() throws IOException {
      blocks.close();
    }
  }
}
