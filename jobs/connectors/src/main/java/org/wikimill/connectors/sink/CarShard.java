package org.wikimill.connectors.sink;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
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
 * A CAR file, its index of multihashes, and its part of table {@code blocks}.
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
  private final NewFile file;
  private final OutputStream out;
  private final CarWriter car;
  private Stored stored = Stored.NOTHING;

  /**
   * Opens a shard.
   *
   * @param cidVersion the version of the CIDs of dag-pb blocks
   * @param roots what the CAR's header names
   */
  public CarShard(Store store, Names names, int cidVersion, List<Cid> roots) throws IOException {
    this.store = store;
    this.names = names;
    this.cidVersion = cidVersion;
    this.file = store.create(names.car());
    this.out = new BufferedOutputStream(file, BUFFER_BYTES);
    this.car = new CarWriter(out, roots);
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
  public List<FileFact> commit() throws IOException {
    out.flush();
    file.complete(); // the disk catches up while the small files are written
    FileFact index = writeIndex();
    FileFact table = writeTable();
    return List.of(file.commit(), index, table);
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
        long start = blocks.offset(block) + CarWriter.sectionOverheadBytes(cid, length);
        part.add(new BlockRow(cid, names.car(), start, length));
      }
      return part.commit();
    }
  }

  private Cid cid(int block) {
    return blocks.isRaw(block)
        ? Cid.sha256(1, Codec.RAW, blocks.sha256(block))
        : Cid.sha256(cidVersion, Codec.DAG_PB, blocks.sha256(block));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
