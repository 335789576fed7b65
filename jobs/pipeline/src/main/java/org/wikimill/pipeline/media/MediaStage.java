package org.wikimill.pipeline.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.pipeline.joined.TableInputs;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.Partitions;
import org.wikimill.pipeline.rows.RowFiles;
import org.wikimill.pipeline.rows.TaskEnd;
import org.wikimill.pipeline.store.KeyStore;

/**
 * Stage {@code media}: original files become files of the tree, in {@code media/}, where no page of
 * a site stands.
 *
 * <p>Names and what is known of them meet in a shuffle, by title; the part that a title falls to
 * reads its file, holds it against its sum, and makes it into blocks. Contents are never shuffled.
 * Pages are rendered after it, since they show what was found to be right.
 *
 * @param output where the parts leave what they make
 * @param plan the files
 * @param tables what tells of them
 * @param site the wiki whose files they are
 * @param partsBefore the number of partitions whose blocks come before
 */
public record MediaStage(
    Output output, MediaPlan plan, TableInputs tables, SiteInfo site, int partsBefore)
    implements Serializable {
  static final String STAGE = "media";
  private static final int KEYS_PER_FILE = 1 << 16;
  private static final byte[] NOTHING = {};

  /** The canonical title of the page of a file. */
  static String title(Titles titles, String fileName) {
    return titles.canonical("File:" + fileName);
  }

  /** The row files of all parts. */
  public List<String> rowFiles() {
    return names(part -> Output.rowFile(STAGE, part));
  }

  /** What is known of the files that were made, by title: whole before the row files. */
  private List<String> factFiles() {
    return names(part -> Output.workFile(STAGE, part, ".facts"));
  }

  private List<String> names(Function<Integer, String> name) {
    return IntStream.range(0, plan.parts()).boxed().map(name).toList();
  }

  /** Makes what is not committed. */
  public void run(JavaSparkContext spark) throws IOException {
    List<Integer> missing = output.missing(rowFiles());
    if (!missing.isEmpty()) {
      MediaStage stage = this;
      JavaRDD<Integer> made =
          SortedShuffle.of(
                  "media by title",
                  files(spark).union(told(spark)),
                  Destinations.byHash(plan.parts(), MediaRow::title))
              .mapPartitionsWithIndex(
                  (part, rows) -> {
                    stage.output.delivery().attempt(() -> MediaPart.make(stage, part, rows));
                    return List.of(part).iterator();
                  },
                  false);
      spark.setCallSite("media: check and hash files");
      Partitions.only(made, missing).count();
      output.delivery().check();
    }
    checkCount();
  }

  /** A folder that files come to or go from while it is read cannot be told truly of. */
  private void checkCount() throws IOException {
    long found = 0;
    for (String rowFile : rowFiles()) {
      Counts counts = output.summary(rowFile).counts();
      found += counts.entries();
    }
    if (found != plan.files()) {
      throw new MalformedInputException(
          "folder changed while it was read",
          plan.location(),
          -1,
          plan.files() + " files",
          found + "");
    }
  }

  private JavaPairRDD<byte[], byte[]> files(JavaSparkContext spark) {
    MediaStage stage = this;
    return spark
        .parallelize(List.of(plan.location()), 1)
        .mapPartitionsToPair(
            folder -> {
              Originals originals = Originals.at(folder.next(), stage.plan.hadoop());
              return TaskEnd.closing(new Listed(originals.list(), stage.site));
            });
  }

  /** The files of a folder as rows. */
  private static final class Listed extends RowPump implements Closeable {
    private final Originals.Listing listing;
    private final Titles titles;
    private final RowWriter out = new RowWriter();

    Listed(Originals.Listing listing, SiteInfo site) {
      this.listing = listing;
      this.titles = new Titles(site);
    }

    @Override
    protected boolean step() throws IOException {
      Optional<Originals.Entry> file = listing.next();
      file.ifPresent(
          entry -> emit(MediaRow.file(out, title(titles, entry.name()), entry), NOTHING));
      return file.isPresent();
    }

    @Override
    public void close() throws IOException {
      listing.close();
    }
  }

  /** What tells of files, under the titles of their pages. */
  private JavaPairRDD<byte[], byte[]> told(JavaSparkContext spark) {
    Titles titles = new Titles(site);
    return tables.mediaInfos(
        spark,
        site.language(),
        (out, name, teller, info) -> {
          String title = title(titles, name);
          return title.indexOf(0) < 0
              ? MediaRow.info(out, title, MediaRow.Kind.of(teller), info)
              : null;
        });
  }

  /** What is known of the files that were made: a {@link MediaPart} gave each, by title. */
  public JavaPairRDD<byte[], byte[]> facts(JavaSparkContext spark) {
    return RowFiles.read(spark, output, factFiles(), plan.parts());
  }

  /** The files that were made, by the titles of their pages, for pages to look up. */
  public KeyStore store(JavaSparkContext spark) throws IOException {
    KeyStore store = KeyStore.of(output, STAGE, plan.files(), KEYS_PER_FILE);
    store.write(
        spark,
        facts(spark)
            .mapPartitionsToPair(
                rows -> {
                  RowWriter out = new RowWriter();
                  return RowPump.of(
                      rows,
                      (title, media, keyed) ->
                          keyed.accept(
                              KeyStore.key(out, new String(title, UTF_8), NOTHING), media));
                }));
    return store;
  }
}
