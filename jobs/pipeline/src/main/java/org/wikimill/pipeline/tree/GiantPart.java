package org.wikimill.pipeline.tree;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.sink.ShardSink;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.HamtBuilder;
import org.wikimill.formats.ipld.HamtItems;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PartSummary;
import org.wikimill.pipeline.rows.PathSample;
import scala.Tuple2;

/** Some first-level buckets of giant directories: their items become finished sub-shards. */
final class GiantPart implements HamtItems {
  static final String STAGE = "giants";

  private final GiantPlan plan;
  private final RowFile.Writer rows;
  private final HamtBuilder hamt;
  private final RowWriter keys = new RowWriter();
  private final RowWriter values = new RowWriter();
  private int directory;

  private GiantPart(Output output, GiantPlan plan, RowFile.Writer rows, ShardSink sink) {
    this.plan = plan;
    this.rows = rows;
    this.hamt = new HamtBuilder(output.profile(), sink, this);
  }

  /** Takes items in the order of {@link SpineKey}, and commits. */
  static void run(
      Output output,
      TreePlan tree,
      GiantPlan plan,
      int number,
      Iterator<Tuple2<byte[], byte[]>> items)
      throws IOException {
    int treeNumber = tree.parts() + number;
    try (RowFile.Writer rows = new RowFile.Writer(output.store(), Output.rowFile(STAGE, number));
        ShardSink sink =
            output.sink(
                TreePart.car(treeNumber), tree.partsBefore() + treeNumber, Cid.IDENTITY_EMPTY)) {
      new GiantPart(output, plan, rows, sink).build(items);
      PartSummary summary =
          new PartSummary(
              sink.commit(), Counts.ofBlocks(sink.stored()), 0, new PathSample(), List.of());
      rows.commit(summary.storedBy(sink).encode());
    }
  }

  private void build(Iterator<Tuple2<byte[], byte[]>> items) throws IOException {
    byte[] previous = null;
    int bucket = -1;
    while (items.hasNext()) {
      Tuple2<byte[], byte[]> row = items.next();
      if (Arrays.equals(previous, row._1)) {
        continue; // a spine directory that lies across several ranges is pending in each
      }
      previous = row._1;
      SpineKey key = SpineKey.of(row._1);
      if (bucket >= 0 && (key.directory() != directory || plan.bucket(key.hash()) != bucket)) {
        hamt.finishItems();
      }
      directory = key.directory();
      bucket = plan.bucket(key.hash());
      add(key, row);
    }
    hamt.finishItems();
  }

  private void add(SpineKey key, Tuple2<byte[], byte[]> row) throws IOException {
    SpineItem item = SpineItem.of(row._2);
    if (item instanceof SpineItem.Entry entry) {
      hamt.entry(key.hash(), key.name(), entry.cid(), entry.tsize());
    } else {
      hamt.pending(key.hash(), key.name());
      rows.add(row._1, row._2);
    }
  }

  @Override
  public void entry(long h1, byte[] name, Cid cid, long tsize) throws IOException {
    byte[] value = SpineItem.entry(values, cid, tsize);
    rows.add(SpineKey.of(keys, directory, h1, name), value);
  }

  @Override
  public void shard(long prefix, int depth, Cid cid, long tsize, long entries) throws IOException {
    byte[] value = SpineItem.shard(values, depth, cid, tsize, entries);
    rows.add(SpineKey.of(keys, directory, prefix, new byte[0]), value);
  }
}
