package org.wikimill.pipeline.nodeaudit;

import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.CollectionAccumulator;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.build.BuildException;
import org.wikimill.pipeline.delta.Amount;
import org.wikimill.pipeline.delta.BlockJoin;
import org.wikimill.pipeline.delta.HeldBlock;
import org.wikimill.pipeline.delta.Holdings;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.nodeaudit.CheckRows.Wanted;
import org.wikimill.pipeline.publish.BlockSample;
import org.wikimill.pipeline.publish.Confidence;
import org.wikimill.pipeline.publish.NodeListing;
import org.wikimill.pipeline.publish.PublishSettings.Sample;

/**
 * The job that holds what a node itself has against the index of a build.
 *
 * <p>In full, one listing of the node's blocks meets table {@code blocks}; what is listed is read,
 * block by block, and hashed. A sample is read without a listing. What is missing or tampered is
 * then placed in the tree.
 */
public final class NodeAudit {
  private static final int NODE = 0;

  private final FinishedBuild build;
  private final NodeAddress node;
  private final Optional<Sample> sample;
  private final int limit;

  /**
   * An audit that has not begun.
   *
   * @param sample which blocks are looked at; empty for all
   * @param limit the most paths that the report holds; all are counted
   * @throws BuildException if the build does not say which blocks it has
   */
  public NodeAudit(FinishedBuild build, NodeAddress node, Optional<Sample> sample, int limit)
      throws BuildException {
    if (build.parts(Tables.BLOCKS).isEmpty()) {
      throw new BuildException(
          SETTINGS,
          build.store().location() + " lists no blocks: it does not say what a node must have");
    }
    this.build = build;
    this.node = node;
    this.sample = sample;
    this.limit = limit;
  }

  /** Asks the node; nothing is changed there. */
  public NodeAuditReport run(JavaSparkContext spark) throws IOException {
    CollectionAccumulator<String> broken = spark.sc().collectionAccumulator("broken listings");
    spark.setCallSite(sample.isPresent() ? "node: count blocks" : "node: list its blocks");
    JavaRDD<byte[]> blocks = blocks(spark, broken);
    blocks.persist(StorageLevel.DISK_ONLY());
    Amount all = Holdings.count(blocks, 1).all();
    List<Cid> drawn = sample.isPresent() ? BlockSample.draw(spark, build, sample.get()) : List.of();
    spark.setCallSite("node: read and hash");
    // What a listing did not name that broke off is asked for like what it did.
    boolean whole = sample.isEmpty() && broken.value().isEmpty();
    JavaPairRDD<byte[], byte[]> checked =
        sample.isPresent() ? drawn(spark, drawn) : checked(blocks, whole);
    checked.persist(StorageLevel.DISK_ONLY());
    CheckTally tally =
        CheckTally.decode(
            checked.filter(row -> CheckRows.isTally(row._1)).values().reduce(CheckTally::sum));
    long harmed = tally.harmedBlocks(Harm.MISSING) + tally.harmedBlocks(Harm.TAMPERED);
    Placement.Found found = new Placement.Found(new PathTally(limit), 0);
    if (harmed > 0) {
      JavaPairRDD<byte[], byte[]> origins = checked.filter(row -> !CheckRows.isTally(row._1));
      found = new Placement(spark, build).of(origins, harmed, limit);
    }
    spark.clearCallSite();
    return report(all, tally, harmed, found);
  }

  /**
   * The blocks of the build, those that the node lists told apart; without a listing for a sample.
   */
  private JavaRDD<byte[]> blocks(JavaSparkContext spark, CollectionAccumulator<String> broken) {
    if (sample.isPresent()) {
      return BlockJoin.of(spark, build, List.of());
    }
    NodeAddress address = node;
    JavaPairRDD<byte[], byte[]> listing =
        spark
            .parallelize(List.of(NODE), 1)
            .flatMapToPair(number -> new NodeListing(address, 1L << number, broken));
    return BlockJoin.of(spark, build, List.of(listing));
  }

  private JavaPairRDD<byte[], byte[]> checked(JavaRDD<byte[]> blocks, boolean whole) {
    NodeAddress address = node;
    return blocks.mapPartitionsToPair(
        rows ->
            new CheckRows(
                mapped(
                    rows,
                    row -> {
                      HeldBlock block = BlockJoin.decode(row);
                      return new Wanted(block.copy().cid(), !whole || block.isWith(NODE));
                    }),
                address));
  }

  private JavaPairRDD<byte[], byte[]> drawn(JavaSparkContext spark, List<Cid> drawn) {
    NodeAddress address = node;
    List<String> cids = drawn.stream().map(Cid::toString).toList();
    return spark
        .parallelize(cids, spark.defaultParallelism())
        .mapPartitionsToPair(
            texts ->
                new CheckRows(mapped(texts, text -> new Wanted(Cid.parse(text), true)), address));
  }

  private static <T> Iterator<Wanted> mapped(Iterator<T> rows, Function<T, Wanted> made) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Wanted next() {
        return made.apply(rows.next());
      }
    };
  }

  private NodeAuditReport report(Amount all, CheckTally tally, long harmed, Placement.Found found) {
    long looked = tally.good().blocks() + harmed;
    return new NodeAuditReport(
        harmed == 0 && tally.failure() == null,
        build.manifest().recipe().snapshot(),
        build.manifest().root(),
        all,
        tally.good(),
        tally.harmedBlocks(Harm.MISSING),
        tally.harmedBlocks(Harm.TAMPERED),
        sample.map(how -> sampled(how, all, looked, harmed)).orElse(null),
        found.paths().files(),
        found.paths().directories(),
        found.unplaced(),
        found.paths().first(),
        tally.failure());
  }

  private static NodeAuditReport.Sampled sampled(Sample how, Amount all, long looked, long harmed) {
    Long bound =
        harmed > 0 ? null : Confidence.lackingBelow(all.blocks(), looked, how.confidence());
    return new NodeAuditReport.Sampled(looked, how.seed(), how.confidence(), bound);
  }
}
