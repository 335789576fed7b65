package org.wikimill.pipeline.verify;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.wikimill.connectors.io.Digests;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.HashedInput;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.tables.BlockRow;
import org.wikimill.connectors.tables.Table;
import org.wikimill.connectors.tables.TablePart;
import org.wikimill.connectors.tables.TableReader;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.ipld.CarReader;
import org.wikimill.formats.ipld.CarWriter;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.MultihashIndexWriter;
import org.wikimill.pipeline.manifest.Json;
import org.wikimill.pipeline.manifest.Manifest;

/** Changes to a build that leave its sums, and whatever else the forger thought of, in order. */
record Forgery(Path build, LocalStore store) {
  static Forgery of(Path build) {
    return new Forgery(build, SmallBuild.store(build));
  }

  Manifest manifest() throws IOException {
    return Json.read(store, Manifest.NAME, Manifest.class);
  }

  /** Changes the manifest, sum included. */
  void manifest(UnaryOperator<Manifest> change) throws IOException {
    Json.write(store, change.apply(manifest()));
  }

  /** Gives every file of the manifest the length and sum that it has now. */
  void sumUp() throws IOException {
    List<FileFact> files = new ArrayList<>();
    for (FileFact file : manifest().files()) {
      try (HashedInput input = new HashedInput(store.open(file.name()))) {
        files.add(new FileFact(file.name(), input.length(), input.sha256()));
      }
    }
    manifest(m -> new Manifest(m.root(), m.recipe(), m.sources(), m.counts(), files));
  }

  /** The numbers of the parts of a table. */
  List<Integer> parts(Table<?> table) throws IOException {
    return manifest().files().stream()
        .map(file -> BuildFile.of(file.name(), "small"))
        .filter(BuildFile.TableFile.class::isInstance)
        .map(BuildFile.TableFile.class::cast)
        .filter(part -> part.table().equals(table))
        .map(BuildFile.TableFile::number)
        .toList();
  }

  /** The rows of a part. */
  <R> List<R> rows(Table<R> table, int number) throws IOException {
    List<R> rows = new ArrayList<>();
    try (TableReader<R> reader = TableReader.open(store.open(table.part("small", number)), table)) {
      for (Optional<R> row = reader.next(); row.isPresent(); row = reader.next()) {
        rows.add(row.get());
      }
    }
    return rows;
  }

  /** Writes a part anew. */
  <R> void rows(Table<R> table, int number, List<R> rows) throws IOException {
    try (TablePart<R> part = TablePart.create(store, table, "small", number, 100)) {
      for (R row : rows) {
        part.add(row);
      }
      part.commit();
    }
  }

  /** A block of a CAR. */
  record Block(Cid cid, byte[] bytes) {
    /** Other bytes of the same length, and their CID. */
    Block altered() {
      byte[] other = bytes.clone();
      other[other.length / 2] ^= 1;
      byte[] digest = Digests.sha256().digest(other);
      return new Block(Cid.sha256(cid.version(), cid.codec(), digest), other);
    }
  }

  List<Block> blocks(String car) throws IOException {
    List<Block> blocks = new ArrayList<>();
    try (CarReader reader = new CarReader(store.open(car))) {
      for (Optional<CarReader.Section> section = reader.next();
          section.isPresent();
          section = reader.next()) {
        byte[] bytes = reader.block(section.get());
        int length = section.get().blockLength();
        blocks.add(new Block(section.get().cid(), java.util.Arrays.copyOf(bytes, length)));
      }
    }
    return blocks;
  }

  /** Writes a CAR anew, with its index and its part of table {@code blocks}. */
  void blocks(String car, List<Block> blocks) throws IOException {
    List<Cid> roots;
    try (CarReader reader = new CarReader(store.open(car))) {
      roots = reader.roots();
    }
    MultihashIndexWriter index = new MultihashIndexWriter();
    List<BlockRow> rows = new ArrayList<>();
    try (OutputStream out = Files.newOutputStream(build.resolve(car));
        CarWriter writer = new CarWriter(out, roots)) {
      for (Block block : blocks) {
        int length = block.bytes.length;
        long section = writer.put(block.cid, block.bytes, 0, length);
        long start = section + CarWriter.sectionOverheadBytes(block.cid, length);
        index.add(block.cid, section);
        rows.add(new BlockRow(block.cid, car, start, length));
      }
    }
    try (OutputStream out = Files.newOutputStream(build.resolve(car + ".idx"))) {
      index.writeTo(out);
    }
    rows(Tables.BLOCKS, partOf(car), rows);
  }

  private int partOf(String car) throws IOException {
    for (int number : parts(Tables.BLOCKS)) {
      if (rows(Tables.BLOCKS, number).get(0).shard().equals(car)) {
        return number;
      }
    }
    throw new IllegalArgumentException(car);
  }
}
