package org.wikimill.pipeline.sides;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.connectors.tables.TablePart;
import org.wikimill.pipeline.manifest.FinishedBuild;
import scala.Tuple2;

/**
 * The differences that were found on all levels of a tree, by path: one part of the table a range.
 */
final class DifferenceRows {
  /** Decides nothing but the size of filters, of which the table has none. */
  private static final long EXPECTED_ROWS = 1;

  private DifferenceRows() {}

  /**
   * Adds them up.
   *
   * @param found rows of kind {@link LevelRow.Kind#DIFFERENT}
   * @param samples the most paths of a cause that are kept
   * @param index what the table is called after
   * @param out where the table goes; empty if it is not wanted
   */
  static TreeTally collect(
      List<JavaPairRDD<byte[], byte[]>> found,
      Ranges ranges,
      Order order,
      int samples,
      FinishedBuild index,
      Optional<Store> out) {
    JavaPairRDD<byte[], byte[]> all = found.get(0);
    for (JavaPairRDD<byte[], byte[]> more : found.subList(1, found.size())) {
      all = all.union(more);
    }
    Store store = out.orElse(null);
    String snapshot = index.manifest().recipe().snapshot();
    return SortedShuffle.of(
            "differences by path",
            all.mapToPair(row -> byRange(row, ranges)),
            ranges.destinations())
        .mapPartitions(
            rows -> List.of(tally(rows, new TreeTally(order, samples), store, snapshot)).iterator())
        .reduce(TreeTally::plus);
  }

  private static Tuple2<byte[], byte[]> byRange(Tuple2<byte[], byte[]> row, Ranges ranges) {
    byte[] path = LevelRow.path(row._1);
    return SortedShuffle.row(Ranges.key(new RowWriter(), ranges.of(path), path), row._2);
  }

  private static TreeTally tally(
      Iterator<Tuple2<byte[], byte[]>> rows, TreeTally tally, Store store, String snapshot)
      throws IOException {
    if (!rows.hasNext()) {
      return tally;
    }
    if (store == null) {
      rows.forEachRemaining(row -> tally.add(difference(row)));
      return tally;
    }
    int number = TaskContext.getPartitionId();
    try (TablePart<TreeDifference> part =
        TablePart.create(
            store, TreeDifference.table(tally.order()), snapshot, number, EXPECTED_ROWS)) {
      while (rows.hasNext()) {
        TreeDifference difference = difference(rows.next());
        tally.add(difference);
        part.add(difference);
      }
      part.commit();
    }
    return tally;
  }

  private static TreeDifference difference(Tuple2<byte[], byte[]> row) {
    return TreeDifference.of(Ranges.path(row._1), row._2);
  }
}
