package org.wikimill.pipeline.blocks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.formats.article.MediaFiles;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.pipeline.blocks.Contents.Opening;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PageRow;
import org.wikimill.pipeline.rows.Partitions;
import org.wikimill.pipeline.source.DumpPlan;
import org.wikimill.pipeline.source.Source;
import org.wikimill.pipeline.source.SourcePlan;
import org.wikimill.pipeline.source.ZimPlan;
import org.wikimill.pipeline.store.KeyCopies;
import org.wikimill.pipeline.store.KeyReader;
import org.wikimill.pipeline.store.Lookups;
import org.wikimill.pipeline.store.MediaValue;
import org.wikimill.pipeline.store.TextValue;
import scala.Tuple2;

/** Stage {@code blocks}, the hot pass: each task mills one shard of the source. */
public final class Blocks {
  private Blocks() {}

  /** Row files of all shards of a source, in order. */
  public static List<String> rowFiles(Source source) {
    List<String> names = new ArrayList<>();
    for (int shard = 0; shard < source.plan().shards(); shard++) {
      names.add(Output.rowFile(ShardTask.STAGE, source.firstShard() + shard));
    }
    return names;
  }

  /** Shards of a source that have not been committed. */
  public static List<Integer> missing(Source source, Output output) throws IOException {
    return output.missing(rowFiles(source));
  }

  /**
   * Mills shards of one source.
   *
   * @param pages the rows of stage {@code pages} and the exceptions of stage {@code paths}
   * @param made files that the build makes, for the first shard to hold
   * @param shards which ones
   */
  public static void mill(
      JavaSparkContext spark,
      JavaPairRDD<byte[], byte[]> pages,
      Milling milling,
      List<MadeFile> made,
      List<Integer> shards)
      throws IOException {
    SourcePlan plan = milling.source().plan();
    Broadcast<KeyCopies> copies = spark.broadcast(new KeyCopies());
    JavaRDD<Integer> milled =
        SortedShuffle.of(
                "pages by content",
                pages,
                new Destinations(plan.shards(), key -> plan.shardOf(PageRow.clusterOf(key))))
            .mapPartitionsWithIndex(
                (shard, rows) -> {
                  List<MadeFile> files = shard == 0 ? made : List.of();
                  milling
                      .output()
                      .delivery()
                      .attempt(() -> mill(milling, shard, files, rows, copies));
                  return List.of(shard).iterator();
                },
                false);
    spark.setCallSite("blocks: mill shards");
    try {
      Partitions.only(milled, shards).count();
    } finally {
      copies.destroy();
    }
    milling.output().delivery().check();
  }

  private static void mill(
      Milling milling,
      int shard,
      List<MadeFile> made,
      Iterator<Tuple2<byte[], byte[]>> rows,
      Broadcast<KeyCopies> shared)
      throws IOException {
    if (milling.source().plan() instanceof ZimPlan plan) {
      LongConsumer read = TaskContext.get().taskMetrics().inputMetrics()::incBytesRead;
      try (ZimArchive archive = plan.open()) {
        Opening opening = builder -> new ZimContents(archive, builder, read);
        ShardTask.mill(milling, shard, made, opening, rows);
      }
    } else {
      millDump(milling, shard, made, rows, shared.value());
    }
  }

  private static void millDump(
      Milling milling,
      int shard,
      List<MadeFile> made,
      Iterator<Tuple2<byte[], byte[]>> rows,
      KeyCopies copies)
      throws IOException {
    LongConsumer read = TaskContext.get().taskMetrics().inputMetrics()::incBytesRead;
    DumpPlan plan = (DumpPlan) milling.source().plan();
    Lookups lookups = milling.lookups();
    try (KeyReader titles = new KeyReader(lookups.titles(), copies);
        KeyReader texts = new KeyReader(lookups.texts(), copies);
        KeyReader media = lookups.media() == null ? null : new KeyReader(lookups.media(), copies)) {
      Articles articles =
          new Articles(
              plan.site(),
              titles::contains,
              title -> texts.value(title).map(TextValue::decode),
              media == null ? MediaFiles.NONE : media(media, new Titles(plan.site())));
      Opening opening = builder -> new DumpContents(plan, articles, builder, read);
      ShardTask.mill(milling, shard, made, opening, rows);
    }
  }

  private static MediaFiles media(KeyReader files, Titles titles) {
    return name -> files.value(titles.canonical("File:" + name)).map(MediaValue::decode);
  }
}
