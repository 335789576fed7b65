package org.wikimill.bench;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.IndexKey;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PartSummary;
import org.wikimill.pipeline.rows.PathSample;

/** Row files as the shards of a build leave them, made up in as many tasks. */
public final class SyntheticRows {
  /** What a shard of English has, about: 20 million files in 450 shards. */
  private static final int FILES_PER_SHARD = 45_000;

  private SyntheticRows() {}

  /** The names of the row files. */
  public static List<String> names(SyntheticTree tree) {
    return IntStream.range(0, shards(tree)).mapToObj(n -> Output.rowFile("blocks", n)).toList();
  }

  /** Writes them. */
  public static void write(JavaSparkContext spark, SyntheticTree tree, Store store) {
    int shards = shards(tree);
    List<Integer> numbers = IntStream.range(0, shards).boxed().toList();
    spark.parallelize(numbers, shards).foreach(shard -> write(tree, store, shard));
  }

  private static int shards(SyntheticTree tree) {
    return Math.max(1, (tree.files() + FILES_PER_SHARD - 1) / FILES_PER_SHARD);
  }

  /** Every shard has files from everywhere, as the clusters of an archive have. */
  private static void write(SyntheticTree tree, Store store, int shard) throws IOException {
    PathSample sample = new PathSample();
    RowWriter keys = new RowWriter();
    RowWriter values = new RowWriter();
    int count = 0;
    try (RowFile.Writer rows = new RowFile.Writer(store, Output.rowFile("blocks", shard))) {
      for (int file = shard; file < tree.files(); file += shards(tree)) {
        FileRow row = tree.row(file);
        sample.add(row.path());
        rows.add(IndexKey.of(keys, IndexKey.Sorted.FILES, row.path()), row.value(values));
        count++;
      }
      rows.commit(new PartSummary(List.of(), Counts.NONE, count, sample, List.of()).encode());
    }
  }
}
