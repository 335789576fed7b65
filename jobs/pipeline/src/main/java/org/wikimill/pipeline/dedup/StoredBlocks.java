package org.wikimill.pipeline.dedup;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.tables.BlockRow;
import org.wikimill.connectors.tables.TableReader;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.formats.ipld.DagPb;
import org.wikimill.formats.ipld.Link;
import org.wikimill.pipeline.delta.BlockCopy;
import org.wikimill.pipeline.delta.BuildBlocks;

/**
 * One part of table {@code blocks} of a build, which is that of one CAR: who has each block, and
 * what is below the roots of files of several blocks.
 *
 * <p>The table does not tell what a block is below: the inner nodes of files are read from the CAR.
 * They are few, and all that is held; a file's stand in one CAR.
 */
final class StoredBlocks extends RowPump implements Closeable {
  /** More than a link of a file's node takes, with the size that its data state. */
  private static final int LINK_BYTES = 64;

  private final TableReader<BlockRow> rows;
  private final Store store;
  private final int maxNodeBytes;
  private final Keys keys = new Keys();
  private final RowWriter values = new RowWriter();
  private final BitSet holder = new BitSet();
  private final List<BlockCopy> nodes = new ArrayList<>();
  private String car = "";
  private boolean ended;

  /**
   * @param build the number of the build
   * @param profile that of the build
   */
  StoredBlocks(Store store, String part, int build, CidProfile profile) throws IOException {
    this.rows = TableReader.open(store.open(part), Tables.BLOCKS);
    this.store = store;
    this.maxNodeBytes = (profile.width() + 1) * LINK_BYTES;
    holder.set(build);
  }

  @Override
  protected boolean step() throws IOException {
    if (ended) {
      return false;
    }
    Optional<BlockRow> next = rows.next();
    if (next.isPresent()) {
      block(next.get());
    } else {
      ended = true;
      tellParts();
    }
    return true;
  }

  private void block(BlockRow row) throws IOException {
    if (car.isEmpty() && row.shard().matches("car/[^/]+\\.car")) {
      car = row.shard();
    }
    if (car.isEmpty() || !row.shard().equals(car)) {
      throw new MalformedInputException(
          "row of a block", store.location(), -1, "blocks of one CAR", row.shard());
    }
    boolean isDirectory = car.startsWith("car/tree-") || car.equals("car/root.car");
    byte[] value = Block.held(values, isDirectory, row.lengthBytes(), holder);
    emit(keys.held(Keys.block(row.cid())), value);
    if (!isDirectory
        && row.cid().codec().equals(Codec.DAG_PB)
        && row.lengthBytes() <= maxNodeBytes) {
      nodes.add(new BlockCopy(row.cid(), 0, row.offset(), row.lengthBytes()));
    }
  }

  /** Tells of each node the blocks below it, down to the leaves. */
  private void tellParts() throws IOException {
    Map<Cid, List<Cid>> links = links();
    for (Cid node : links.keySet()) {
      values.clear();
      below(node, links).forEach(part -> values.raw(Keys.block(part)));
      emit(keys.parts(Keys.block(node)), values.toBytes());
    }
  }

  private static Set<Cid> below(Cid root, Map<Cid, List<Cid>> links) {
    Set<Cid> below = new LinkedHashSet<>();
    Deque<Cid> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      for (Cid child : links.getOrDefault(open.remove(), List.of())) {
        if (below.add(child)) {
          open.add(child);
        }
      }
    }
    return below;
  }

  private Map<Cid, List<Cid>> links() throws IOException {
    Map<Cid, List<Cid>> links = new HashMap<>();
    nodes.sort(Comparator.comparingLong(BlockCopy::offset));
    try (BuildBlocks blocks = new BuildBlocks(store, List.of(car))) {
      for (BlockCopy node : nodes) {
        byte[] bytes = blocks.read(node);
        List<Cid> children =
            DagPb.decode(node.cid().toString(), bytes, 0, bytes.length).links().stream()
                .map(Link::cid)
                .toList();
        if (!children.isEmpty()) {
          links.put(node.cid(), children);
        }
      }
    }
    return links;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
