package org.wikimill.connectors.sink;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.NewFile;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.tables.BlockRow;
import org.wikimill.connectors.tables.TablePart;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.ipld.CarWriter;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.formats.ipld.MultihashIndexWriter;

/**
 * A CAR, as a file with an index of multihashes, in a node, or both; and its part of table {@code
 * blocks}.
 *
 * <p>A block that the shard has already is not written again.
 */
public final class CarShard implements ShardSink {
  private static final int BUFFER_BYTES = 1 << 18;

  /**
   * Names of a shard's files.
   *
   * @param snapshot the build's name, for the path of the table part
   * @param car the CAR, relative to the build's folder
   * @param number the number of its part of table {@code blocks}
   */
  public record Names(String snapshot, String car, int number) {}

  private final Store store;
  private final Names names;
  private final int cidVersion;
  private final BlockTable blocks = new BlockTable();
  private final Optional<NewFile> file;
  private final Optional<NodeFeed> node;
  private final OutputStream out;
  private final CarWriter car;
  private Stored stored = Stored.NOTHING;

  private CarShard(
      Store store,
      Names names,
      int cidVersion,
      List<Cid> roots,
      Optional<NewFile> file,
      Optional<NodeFeed> node)
      throws IOException {
    this.store = store;
    this.names = names;
    this.cidVersion = cidVersion;
    this.file = file;
    this.node = node;
    List<OutputStream> outs =
        Stream.<OutputStream>concat(file.stream(), node.map(NodeFeed::out).stream()).toList();
    this.out = new BufferedOutputStream(new Copies(outs), BUFFER_BYTES);
    this.car = new CarWriter(out, roots);
  }

  /**
   * A shard that becomes a file.
   *
   * @param cidVersion the version of the CIDs of dag-pb blocks
   * @param roots what the CAR's header names
   */
  public CarShard(Store store, Names names, int cidVersion, List<Cid> roots) throws IOException {
    this(store, names, cidVersion, roots, Optional.of(store.create(names.car())), Optional.empty());
  }

  /** A shard that goes into a node alone; no row of its table names a file. */
  public static CarShard inNode(
      Store store, Names names, int cidVersion, List<Cid> roots, NodeFeed node) throws IOException {
    return new CarShard(store, names, cidVersion, roots, Optional.empty(), Optional.of(node));
  }

  /** A shard that becomes a file and goes into a node. */
  public static CarShard inBoth(
      Store store, Names names, int cidVersion, List<Cid> roots, NodeFeed node) throws IOException {
    try {
      NewFile file = store.create(names.car());
      return new CarShard(store, names, cidVersion, roots, Optional.of(file), Optional.of(node));
    } catch (IOException e) {
      node.close();
      throw e;
    }
  }

  /** The same bytes to all. */
  private static final class Copies extends OutputStream {
    private final List<OutputStream> outs;

    Copies(List<OutputStream> outs) {
      this.outs = outs;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      for (OutputStream out : outs) {
        out.write(bytes, offset, length);
      }
    }
  }

  @Override
  public void put(Cid cid, byte[] bytes, int offset, int length) throws IOException {
    boolean isRaw = cid.codec().equals(Codec.RAW);
    if (blocks.add(cid.digest(), isRaw, car.position(), length)) {
      car.put(cid, bytes, offset, length);
      stored = stored.block(length);
    } else {
      stored = stored.repeated(length);
    }
  }

  @Override
  public Stored stored() {
    return stored;
  }

  @Override
  public Optional<String> node() {
    return node.map(NodeFeed::peerId);
  }

  @Override
  public List<FileFact> commit() throws IOException {
    out.flush();
    if (file.isPresent()) {
      file.get().complete(); // the disk catches up while the small files are written
    }
    if (node.isPresent()) {
      node.get().confirm(stored);
    }
    List<FileFact> made = new ArrayList<>();
    if (file.isPresent()) {
      made.add(writeIndex());
    }
    made.add(writeTable());
    if (file.isPresent()) {
      made.add(0, file.get().commit());
    }
    return made;
  }

  private FileFact writeIndex() throws IOException {
    MultihashIndexWriter writer = new MultihashIndexWriter();
    for (int block = 0; block < blocks.size(); block++) {
      writer.add(cid(block), blocks.offset(block));
    }
    try (NewFile index = store.create(names.car() + ".idx")) {
      OutputStream buffered = new BufferedOutputStream(index, BUFFER_BYTES);
      writer.writeTo(buffered);
      buffered.flush();
      return index.commit();
    }
  }

  private FileFact writeTable() throws IOException {
    try (TablePart<BlockRow> part =
        TablePart.create(store, Tables.BLOCKS, names.snapshot(), names.number(), blocks.size())) {
      for (int block : blocks.sorted()) {
        Cid cid = cid(block);
        int length = blocks.length(block);
        part.add(row(cid, blocks.offset(block), length));
      }
      return part.commit();
    }
  }

  private BlockRow row(Cid cid, long section, int length) {
    return file.isEmpty()
        ? new BlockRow(cid, BlockRow.IN_NO_FILE, 0, length)
        : new BlockRow(
            cid, names.car(), section + CarWriter.sectionOverheadBytes(cid, length), length);
  }

  private Cid cid(int block) {
    return blocks.isRaw(block)
        ? Cid.sha256(1, Codec.RAW, blocks.sha256(block))
        : Cid.sha256(cidVersion, Codec.DAG_PB, blocks.sha256(block));
  }

  @Override
  public void close() throws IOException {
    try (NewFile unfinished = file.orElse(null);
        NodeFeed unconfirmed = node.orElse(null)) {
      // Both give up what was not committed.
    }
  }
}
