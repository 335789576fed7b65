package org.wikimill.pipeline.tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.sink.ShardSink;
import org.wikimill.connectors.tables.DirRow;
import org.wikimill.formats.ipld.BlockSink;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.DirectoryBuilder;
import org.wikimill.formats.ipld.DirectoryNode;
import org.wikimill.formats.ipld.HamtBuilder;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PartSummary;
import org.wikimill.pipeline.rows.PathSample;
import scala.Tuple2;

/** The spine, deepest directories first, and with it the root. */
final class RootPart {
  static final String STAGE = "root";
  static final String CAR = "car/root.car";
  static final String ROW_FILE = Output.rowFile(STAGE, 0);

  private final Spine spine;
  private final DirectoryBuilder builder;
  private final HamtBuilder hamt;
  private final Iterator<Tuple2<byte[], byte[]>> items;
  private final DirectoryNode[] nodes;
  private Tuple2<byte[], byte[]> next;

  private RootPart(
      Output output, Spine spine, BlockSink sink, Iterator<Tuple2<byte[], byte[]>> items) {
    this.spine = spine;
    this.builder = new DirectoryBuilder(output.profile(), sink);
    this.hamt = new HamtBuilder(output.profile(), sink);
    this.items = items;
    this.nodes = new DirectoryNode[spine.size()];
    advance();
  }

  /**
   * Takes items in the order of {@link SpineKey}, and commits.
   *
   * @param number the number of the spine's CAR of directory blocks
   */
  static void run(
      Output output, TreePlan plan, Spine spine, int number, Iterator<Tuple2<byte[], byte[]>> items)
      throws IOException {
    int partition = plan.partsBefore() + number;
    try (RowFile.Writer rows = new RowFile.Writer(output.store(), ROW_FILE);
        ShardSink sink = output.sink(TreePart.car(number), partition, Cid.IDENTITY_EMPTY)) {
      LastBlock last = new LastBlock(sink);
      RootPart part = new RootPart(output, spine, last, items);
      part.build();
      DirectoryNode root = part.nodes[spine.size() - 1];
      List<FileFact> made = new ArrayList<>(sink.commit());
      try (ShardSink rootSink = output.sink(CAR, partition + 1, root.cid(), partition)) {
        last.release(rootSink);
        made.addAll(rootSink.commit());
        made.add(DirRows.write(output, plan.parts(), part.rows()));
        rows.add(new byte[0], rootRow(root));
        PartSummary summary =
            new PartSummary(
                made,
                Counts.ofBlocks(sink.stored()).plus(Counts.ofBlocks(rootSink.stored())),
                0,
                new PathSample(),
                List.of());
        rows.commit(summary.storedBy(sink).encode());
      }
    }
  }

  private static byte[] rootRow(DirectoryNode root) {
    return SpineItem.entry(new RowWriter(), root.cid(), root.tsize());
  }

  private void build() throws IOException {
    for (int number = 0; number < nodes.length; number++) {
      nodes[number] = spine.get(number).giant() ? giant(number) : small(number);
    }
  }

  private DirectoryNode small(int number) throws IOException {
    while (nextIsIn(number)) {
      SpineKey key = SpineKey.of(next._1);
      SpineItem.Entry entry = known(key, SpineItem.of(next._2));
      builder.add(key.name(), entry.cid(), entry.tsize());
      advance();
    }
    return builder.finish();
  }

  private DirectoryNode giant(int number) throws IOException {
    while (nextIsIn(number)) {
      SpineKey key = SpineKey.of(next._1);
      SpineItem item = SpineItem.of(next._2);
      if (item instanceof SpineItem.Shard shard) {
        hamt.shard(key.hash(), shard.depth(), shard.cid(), shard.tsize(), shard.entries());
      } else {
        SpineItem.Entry entry = known(key, item);
        hamt.entry(key.hash(), key.name(), entry.cid(), entry.tsize());
      }
      advance();
    }
    return ((HamtBuilder.Result.Root) hamt.finish()).node();
  }

  /** The entry itself, or what has become of the spine directory that it stands for. */
  private SpineItem.Entry known(SpineKey key, SpineItem item) {
    if (item instanceof SpineItem.Entry entry) {
      return entry;
    }
    for (int child = 0; child < key.directory(); child++) {
      Spine.Directory directory = spine.get(child);
      if (directory.parent() == key.directory() && Arrays.equals(directory.name(), key.name())) {
        return new SpineItem.Entry(nodes[child].cid(), nodes[child].tsize());
      }
    }
    throw new IllegalStateException("no directory " + key + " in the spine");
  }

  private boolean nextIsIn(int directory) {
    return next != null && SpineKey.of(next._1).directory() == directory;
  }

  /** Moves on; a spine directory that lies across several ranges is pending in each. */
  private void advance() {
    byte[] previous = next == null ? null : next._1;
    do {
      next = items.hasNext() ? items.next() : null;
    } while (next != null && Arrays.equals(previous, next._1));
  }

  private List<DirRow> rows() {
    List<DirRow> rows = new ArrayList<>();
    for (int i = 0; i < nodes.length; i++) {
      rows.add(DirRows.of(spine.get(i).path(), nodes[i]));
    }
    return rows;
  }

  /** Holds the last block back: the root's, which goes to a CAR of its own. */
  private static final class LastBlock implements BlockSink {
    private final BlockSink out;
    private Cid cid;
    private byte[] block;

    LastBlock(BlockSink out) {
      this.out = out;
    }

    @Override
    public void put(Cid newCid, byte[] bytes, int offset, int length) throws IOException {
      if (cid != null) {
        release(out);
      }
      cid = newCid;
      block = Arrays.copyOfRange(bytes, offset, offset + length);
    }

    void release(BlockSink to) throws IOException {
      to.put(cid, block, 0, block.length);
    }
  }
}
