package org.wikimill.pipeline.blocks;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.TaskContext;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.sink.ShardSink;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.ipld.BalancedLayout;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.LeafBuilder;
import org.wikimill.formats.ipld.UnixFsNode;
import org.wikimill.formats.site.Utf8;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.IndexKey;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PartSummary;
import org.wikimill.pipeline.rows.PathSample;
import org.wikimill.pipeline.source.SourceParts;
import scala.Tuple2;

/** The work of stage {@code source} in one task: a range's leaves, or the join of all. */
record SourceTask(Output output, SourceParts parts, int partsBefore) implements Serializable {
  private static final byte[] NO_KEY = {};

  /** Chunks and hashes a range; its row file holds the leaves in order. */
  int leaves(int range) throws IOException {
    output.delivery().attempt(() -> makeLeaves(range));
    return range;
  }

  private void makeLeaves(int range) throws IOException {
    int part = parts.first() + range;
    try (PositionedInput input = parts.source().plan().input();
        RowFile.Writer rows = rows(part);
        ShardSink sink = sink(part)) {
      LeafBuilder builder = new LeafBuilder(output.profile(), sink);
      RowWriter row = new RowWriter();
      byte[] chunk = new byte[output.profile().chunkBytes()];
      for (long at = parts.start(range); at < parts.end(range); at += chunk.length) {
        int length = (int) Math.min(chunk.length, parts.end(range) - at);
        input.readFully(at, chunk, 0, length);
        UnixFsNode leaf = builder.leaf(chunk, 0, length);
        row.clear().varint(leaf.tsize()).varint(length).raw(leaf.cid().bytes());
        rows.add(NO_KEY, row.toBytes());
        TaskContext.get().taskMetrics().inputMetrics().incBytesRead(length);
      }
      commit(rows, sink, Counts.NONE, 0, new PathSample());
    }
  }

  /** Makes the nodes above all leaves; the row file holds the file's row for the index. */
  void join(byte[] placeInSource, byte[] sha256) throws IOException {
    output.delivery().attempt(() -> makeJoint(placeInSource, sha256));
  }

  private void makeJoint(byte[] placeInSource, byte[] sha256) throws IOException {
    byte[] place = parts.source().inBuild(placeInSource);
    try (RowFile.Writer rows = rows(parts.joint());
        ShardSink sink = sink(parts.joint())) {
      UnixFsNode root = root(sink);
      String name = parts.source().fileName();
      long size = parts.source().plan().lengthBytes();
      FileRow row =
          new FileRow(
              place,
              root.cid(),
              root.tsize(),
              size,
              sha256,
              parts.source().plan().mime(),
              name,
              Utf8.text(place),
              sha256,
              null,
              null,
              null);
      rows.add(
          IndexKey.of(new RowWriter(), IndexKey.Sorted.FILES, place), row.value(new RowWriter()));
      PathSample sample = new PathSample();
      sample.add(place);
      commit(rows, sink, Counts.NONE.withGenerated(1, size), 1, sample);
    }
  }

  private UnixFsNode root(ShardSink sink) throws IOException {
    BalancedLayout layout = new BalancedLayout(output.profile(), sink);
    for (String name : parts.rangeRows()) {
      try (RowFile.Reader leaves = new RowFile.Reader(output.store(), name)) {
        while (leaves.hasNext()) {
          Tuple2<byte[], byte[]> row = leaves.next();
          RowReader leaf = new RowReader(row._2);
          long tsize = leaf.varint();
          long size = leaf.varint();
          layout.add(Cid.decode(leaf.rest(), 0), tsize, size);
        }
      }
    }
    return layout.finish();
  }

  private RowFile.Writer rows(int part) throws IOException {
    return new RowFile.Writer(output.store(), Output.rowFile(SourceParts.STAGE, part));
  }

  private ShardSink sink(int part) throws IOException {
    return output.sink(SourceParts.car(part), partsBefore + part, Cid.IDENTITY_EMPTY);
  }

  private static void commit(
      RowFile.Writer rows, ShardSink sink, Counts counts, long indexRows, PathSample sample)
      throws IOException {
    Counts all = counts.plus(Counts.ofBlocks(sink.stored()));
    rows.commit(
        new PartSummary(sink.commit(), all, indexRows, sample, List.of()).storedBy(sink).encode());
  }
}
