package org.wikimill.formats.ipld;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * A CAR of version 1 or 2 whose blocks are found by their CIDs, through an index on disk.
 *
 * <p>A block is hashed before it is given out. Only blocks of SHA2-256 are found. Memory does not
 * depend on the number of blocks. Safe for use by many threads if the inputs are.
 */
public final class IndexedCar implements Closeable {
  /** Blocks that are indexed at once, in some 50 MB, where a CAR has no index. */
  private static final int BLOCKS_AT_ONCE = 1 << 20;

  private final PositionedInput car;
  private final List<Cid> roots;
  private final long dataOffset;
  private final long dataEnd;
  private final List<MultihashIndex> indexes;

  private IndexedCar(PositionedInput car, CarReader header, List<MultihashIndex> indexes) {
    this.car = car;
    this.roots = header.roots();
    this.dataOffset = header.dataOffset();
    this.dataEnd = header.dataEnd();
    this.indexes = List.copyOf(indexes);
  }

  /**
   * Opens a CAR with its index. Both inputs are closed with it, not if this throws.
   *
   * @throws MalformedInputException if the header or the index is malformed
   */
  public static IndexedCar open(PositionedInput car, PositionedInput index) throws IOException {
    return new IndexedCar(car, new CarReader(car), List.of(MultihashIndex.open(index)));
  }

  /**
   * Opens a CAR that may hold an index of its own. Without one, or with one of another kind, all
   * its sections are read and indexed in temporary files, which go when it is closed.
   *
   * @throws MalformedInputException if the header or, where they are read, a section is malformed
   */
  public static IndexedCar open(PositionedInput car) throws IOException {
    CarReader reader = new CarReader(car);
    long start = reader.indexOffset();
    if (start > 0) {
      try {
        PositionedInput part = Inputs.part(car, start, car.length() - start);
        return new IndexedCar(car, reader, List.of(MultihashIndex.open(part)));
      } catch (MalformedInputException e) {
        // Of another kind, or damaged: readers in the field do without it, too.
      }
    }
    return new IndexedCar(car, reader, scan(reader));
  }

  private static List<MultihashIndex> scan(CarReader reader) throws IOException {
    List<MultihashIndex> indexes = new ArrayList<>();
    try {
      Optional<CarReader.Section> section = reader.next();
      while (section.isPresent() || indexes.isEmpty()) {
        MultihashIndexWriter writer = new MultihashIndexWriter();
        for (int i = 0; i < BLOCKS_AT_ONCE && section.isPresent(); i++) {
          Cid cid = section.get().cid();
          if (cid.hashFunction() == Cid.SHA2_256) {
            writer.add(cid, section.get().sectionOffset() - reader.dataOffset());
          }
          section = reader.next();
        }
        indexes.add(temporary(writer));
      }
    } catch (IOException e) {
      close(indexes);
      throw e;
    }
    return indexes;
  }

  private static MultihashIndex temporary(MultihashIndexWriter writer) throws IOException {
    Path file = Files.createTempFile("wikimill", ".idx");
    try {
      try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
        writer.writeTo(out);
      }
      return MultihashIndex.open(Inputs.file(file));
    } finally {
      Files.delete(file); // what is open stays readable
    }
  }

  /** What the header names. */
  public List<Cid> roots() {
    return roots;
  }

  /** The number of blocks that are listed. */
  public long size() {
    return indexes.stream().mapToLong(MultihashIndex::size).sum();
  }

  /** The number of a block among all that are listed, from 0 on; empty if it is not. */
  public Optional<Long> rank(Cid cid) throws IOException {
    return find(cid).map(MultihashIndex.Place::rank);
  }

  /**
   * The bytes of a block; empty if it is not listed.
   *
   * @throws MalformedInputException if there is another block in its place, or its bytes do not
   *     hash to its CID
   */
  public Optional<byte[]> block(Cid cid) throws IOException {
    Optional<MultihashIndex.Place> place = find(cid);
    return place.isEmpty() ? Optional.empty() : Optional.of(read(cid, place.get().offset()));
  }

  private Optional<MultihashIndex.Place> find(Cid cid) throws IOException {
    if (cid.hashFunction() != Cid.SHA2_256) {
      return Optional.empty();
    }
    long before = 0;
    for (MultihashIndex index : indexes) {
      Optional<MultihashIndex.Place> place = index.find(cid.multihash());
      if (place.isPresent()) {
        return Optional.of(
            new MultihashIndex.Place(before + place.get().rank(), place.get().offset()));
      }
      before += index.size();
    }
    return Optional.empty();
  }

  private byte[] read(Cid cid, long offset) throws IOException {
    if (offset >= dataEnd - dataOffset) {
      throw new MalformedInputException(
          "index leads out of the CAR",
          car.name(),
          offset,
          "a section before byte " + (dataEnd - dataOffset),
          "none");
    }
    long start = dataOffset + offset;
    byte[] head = new byte[(int) Math.min(CarFormat.MAX_SECTION_OVERHEAD_BYTES, dataEnd - start)];
    car.readFully(start, head, 0, head.length);
    BlockCursor in = new BlockCursor(car.name(), start, head, 0, head.length);
    CarReader.Section section = CarReader.section(in, start, dataEnd);
    byte[] block = new byte[section.blockLength()];
    car.readFully(section.blockOffset(), block, 0, block.length);
    MessageDigest sha256 = BlockHasher.newSha256();
    if (!MessageDigest.isEqual(sha256.digest(block), cid.digest())) {
      throw new MalformedInputException(
          "block does not hash to its CID", car.name(), start, cid.toString(), "other bytes");
    }
    return block;
  }

  @Override
  public void close() throws IOException {
    close(indexes);
    car.close();
  }

  private static void close(List<MultihashIndex> indexes) throws IOException {
    for (MultihashIndex index : indexes) {
      index.close();
    }
  }
}
