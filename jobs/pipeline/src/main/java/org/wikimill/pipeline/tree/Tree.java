package org.wikimill.pipeline.tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.rows.IndexKey;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PartSummary;
import org.wikimill.pipeline.rows.PartSummary.OpenDirectory;
import org.wikimill.pipeline.rows.Partitions;
import org.wikimill.pipeline.rows.PathSample;
import org.wikimill.pipeline.rows.RowFiles;

/**
 * Stage {@code tree}: file rows become directories, and the index.
 *
 * <p>One sort by path brings everything below a directory together, so that most directories are
 * finished where they are met. What is left is the spine: directories across ranges, and giant
 * ones, whose buckets are built in parallel by the hashes of the names. The last task puts the
 * spine together, up to the root.
 */
public final class Tree {
  /** The CAR that holds the root's block and whose header names the root. */
  public static final String ROOT_CAR = RootPart.CAR;

  /** The row file of the last task, whose node holds the root. */
  public static final String ROOT_ROWS = RootPart.ROW_FILE;

  private final JavaSparkContext spark;
  private final Output output;
  private final TreeLimits limits;

  public Tree(JavaSparkContext spark, Output output, TreeLimits limits) {
    this.spark = spark;
    this.output = output;
    this.limits = limits;
  }

  /**
   * What the stage made.
   *
   * @param root the CID of the root directory
   * @param rowFiles the row files of all its partitions
   */
  public record Result(Cid root, List<String> rowFiles) {}

  /**
   * Builds index and tree.
   *
   * @param shardRows the row files that hold rows for the index
   * @param partsBefore the number of partitions that have made blocks so far
   */
  public Result build(List<String> shardRows, int partsBefore) throws IOException {
    TreePlan plan = plan(shardRows, partsBefore);
    List<String> parts = names(TreePart.STAGE, plan.parts());
    buildParts(plan, shardRows, parts);
    List<OpenDirectory> open = new ArrayList<>();
    for (String part : parts) {
      open.addAll(output.summary(part).open());
    }
    Spine spine = Spine.of(open, output.profile(), limits);
    GiantPlan giants = GiantPlan.of(spine, output.profile(), limits);
    JavaPairRDD<byte[], byte[]> items = items(spine, parts);
    List<String> giantParts = names(GiantPart.STAGE, giants.tasks());
    buildGiants(plan, giants, items, giantParts);
    String root = ROOT_ROWS;
    buildRoot(plan, spine, giants, items, giantParts, root);
    List<String> all = new ArrayList<>(parts);
    all.addAll(giantParts);
    all.add(root);
    try (RowFile.Reader rows = new RowFile.Reader(output.store(), root)) {
      SpineItem.Entry rootEntry = (SpineItem.Entry) SpineItem.of(rows.next()._2);
      return new Result(rootEntry.cid(), all);
    }
  }

  private TreePlan plan(List<String> shardRows, int partsBefore) throws IOException {
    PathSample sample = new PathSample();
    long rows = 0;
    for (String name : shardRows) {
      PartSummary summary = output.summary(name);
      sample.addAll(summary.sample());
      rows += summary.indexRows();
    }
    return TreePlan.of(partsBefore, rows, sample, limits);
  }

  private void buildParts(TreePlan plan, List<String> shardRows, List<String> parts)
      throws IOException {
    Output out = output; // a task takes what it needs, not the stage
    spark.setCallSite("tree: directories and index");
    JavaRDD<Integer> built =
        SortedShuffle.of(
                "index by path",
                read(shardRows, plan.parts()),
                new Destinations(plan.parts(), key -> plan.partOf(IndexKey.path(key))))
            .mapPartitionsWithIndex(
                (number, rows) -> {
                  out.delivery().attempt(() -> TreePart.run(out, plan, number, rows));
                  return List.of(number).iterator();
                },
                false);
    run(built, parts);
  }

  private void buildGiants(
      TreePlan plan, GiantPlan giants, JavaPairRDD<byte[], byte[]> items, List<String> parts)
      throws IOException {
    Output out = output;
    spark.setCallSite("tree: giant directories");
    JavaPairRDD<byte[], byte[]> ofGiants =
        items.filter(row -> giants.isGiant(SpineKey.of(row._1).directory()));
    JavaRDD<Integer> built =
        SortedShuffle.of("giants by hash", ofGiants, giants.destinations())
            .mapPartitionsWithIndex(
                (number, rows) -> {
                  out.delivery().attempt(() -> GiantPart.run(out, plan, giants, number, rows));
                  return List.of(number).iterator();
                },
                false);
    run(built, parts);
  }

  private void buildRoot(
      TreePlan plan,
      Spine spine,
      GiantPlan giants,
      JavaPairRDD<byte[], byte[]> items,
      List<String> giantParts,
      String root)
      throws IOException {
    Output out = output;
    spark.setCallSite("tree: root");
    int number = plan.parts() + giants.tasks();
    JavaPairRDD<byte[], byte[]> all =
        items
            .filter(row -> !giants.isGiant(SpineKey.of(row._1).directory()))
            .union(read(giantParts, giantParts.size()));
    JavaRDD<Integer> built =
        SortedShuffle.of("spine", all, Destinations.one())
            .mapPartitionsWithIndex(
                (part, rows) -> {
                  out.delivery().attempt(() -> RootPart.run(out, plan, spine, number, rows));
                  return List.of(part).iterator();
                },
                false);
    run(built, List.of(root));
  }

  /** Runs the partitions whose row files are missing. */
  private void run(JavaRDD<Integer> partitions, List<String> rowFiles) throws IOException {
    List<Integer> missing = output.missing(rowFiles);
    if (!missing.isEmpty()) {
      Partitions.only(partitions, missing).count();
      output.delivery().check();
    }
  }

  private JavaPairRDD<byte[], byte[]> read(List<String> rowFiles, int tasks) {
    return RowFiles.read(spark, output, rowFiles, tasks);
  }

  /** The items of the spine, by the numbers of their directories. */
  private JavaPairRDD<byte[], byte[]> items(Spine spine, List<String> parts) {
    Broadcast<Map<String, Integer>> numbers = spark.broadcast(spine.numbers());
    return read(parts, parts.size())
        .mapPartitionsToPair(
            rows -> {
              RowWriter keys = new RowWriter();
              return RowPump.of(
                  rows,
                  (key, value, out) -> {
                    OpenKey open = OpenKey.of(key);
                    int directory = numbers.value().get(Spine.text(open.directory()));
                    out.accept(SpineKey.of(keys, directory, open.hash(), open.name()), value);
                  });
            });
  }

  private static List<String> names(String stage, int count) {
    return IntStream.range(0, count).mapToObj(i -> Output.rowFile(stage, i)).toList();
  }
}
