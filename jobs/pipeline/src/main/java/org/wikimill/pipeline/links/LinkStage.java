package org.wikimill.pipeline.links;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.pipeline.rows.LinkTable;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PartSummary;
import org.wikimill.pipeline.rows.Partitions;
import org.wikimill.pipeline.rows.PathSample;
import org.wikimill.pipeline.rows.RowFiles;

/**
 * Stage {@code links}: the places that pages refer to meet those where something is served.
 *
 * <p>For the counts they meet as hashes, in buckets that fit into the memory of a task. The table
 * is joined by the places themselves.
 */
public final class LinkStage {
  private final JavaSparkContext spark;
  private final Output output;
  private final LinkLimits limits;

  public LinkStage(JavaSparkContext spark, Output output, LinkLimits limits) {
    this.spark = spark;
    this.output = output;
    this.limits = limits;
  }

  /**
   * Counts links, and lists them if that is wanted.
   *
   * @param indexRows the row files that hold rows for the index
   * @param linkFiles those of the shards' links
   * @return the row files of all partitions
   */
  public List<String> run(List<String> indexRows, List<String> linkFiles) throws IOException {
    PathSample sample = new PathSample();
    long references = 0;
    long files = 0;
    for (String name : indexRows) {
      PartSummary summary = output.summary(name);
      sample.addAll(summary.sample());
      references += summary.counts().links().references();
      files += summary.indexRows();
    }
    JavaPairRDD<byte[], byte[]> ofIndex = RowFiles.read(spark, output, indexRows, indexRows.size());
    JavaPairRDD<byte[], byte[]> ofLinks = RowFiles.read(spark, output, linkFiles, linkFiles.size());
    List<String> rowFiles =
        new ArrayList<>(count(ofIndex, ofLinks, limits.bits(references + files)));
    if (output.linkTable() == LinkTable.INCLUDED) {
      LinkPlan plan = LinkPlan.of(references, sample, limits);
      rowFiles.addAll(list(ofIndex, ofLinks, plan));
    }
    return rowFiles;
  }

  private List<String> count(
      JavaPairRDD<byte[], byte[]> ofIndex, JavaPairRDD<byte[], byte[]> ofLinks, int bits)
      throws IOException {
    Output out = output; // a task takes what it needs, not the stage
    spark.setCallSite("links: count broken links");
    JavaPairRDD<byte[], byte[]> batches =
        ofIndex
            .mapPartitionsToPair(rows -> PlaceBatches.ofIndex(rows, bits))
            .union(ofLinks.mapPartitionsToPair(rows -> PlaceBatches.ofLinkFiles(rows, bits)));
    JavaRDD<Integer> counted =
        SortedShuffle.of("places by hash", batches, BucketKey.destinations(bits))
            .mapPartitionsWithIndex(
                (bucket, rows) -> {
                  BrokenLinks.run(out, bucket, rows);
                  return List.of(bucket).iterator();
                },
                false);
    return run(counted, names(BrokenLinks.STAGE, 1 << bits));
  }

  private List<String> list(
      JavaPairRDD<byte[], byte[]> ofIndex, JavaPairRDD<byte[], byte[]> ofLinks, LinkPlan plan)
      throws IOException {
    Output out = output;
    spark.setCallSite("links: list links");
    JavaPairRDD<byte[], byte[]> places =
        ofIndex
            .mapPartitionsToPair(LinkJoin::ofIndex)
            .union(ofLinks.mapPartitionsToPair(LinkJoin::ofLinkFiles));
    JavaPairRDD<byte[], byte[]> joined =
        SortedShuffle.of("links by target", places, PlaceKey.destinations(plan.parts()))
            .mapPartitionsToPair(LinkJoin::join);
    JavaRDD<Integer> listed =
        SortedShuffle.of("links by page", joined, plan.destinations())
            .mapPartitionsWithIndex(
                (part, rows) -> {
                  LinkPart.run(out, plan, part, rows);
                  return List.of(part).iterator();
                },
                false);
    return run(listed, names(LinkPart.STAGE, plan.parts()));
  }

  /** Runs the partitions whose row files are missing. */
  private List<String> run(JavaRDD<Integer> partitions, List<String> rowFiles) throws IOException {
    List<Integer> missing = output.missing(rowFiles);
    if (!missing.isEmpty()) {
      Partitions.only(partitions, missing).count();
    }
    return rowFiles;
  }

  private static List<String> names(String stage, int count) {
    return IntStream.range(0, count).mapToObj(i -> Output.rowFile(stage, i)).toList();
  }
}
