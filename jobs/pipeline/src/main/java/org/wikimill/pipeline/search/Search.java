package org.wikimill.pipeline.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.Partitions;
import org.wikimill.pipeline.rows.PathSample;
import org.wikimill.pipeline.rows.RowFiles;
import org.wikimill.pipeline.rows.TitleFile;
import org.wikimill.pipeline.rows.TitleRow;

/**
 * Stage {@code search}: the titles of a site become files by which a browser finds them.
 *
 * <p>One sort by folded title; each range of it tells how many files it becomes, so that all can be
 * numbered; then each range makes its files in parallel, and a last task those above. Ranges are
 * cut by a sample that follows from the titles alone.
 */
public final class Search {
  private final JavaSparkContext spark;
  private final Output output;
  private final SearchParts parts;
  private final int partsBefore;

  /**
   * The stage for one source.
   *
   * @param parts how its titles are cut
   * @param partsBefore the number of partitions whose blocks come before those of this stage
   */
  public Search(JavaSparkContext spark, Output output, SearchParts parts, int partsBefore) {
    this.spark = spark;
    this.output = output;
    this.parts = parts;
    this.partsBefore = partsBefore;
  }

  /** Makes what is not committed, of the titles that stage {@code blocks} left. */
  public void build() throws IOException {
    List<Integer> missing = output.missing(parts.rowFiles());
    if (missing.isEmpty()) {
      return;
    }
    sort();
    Output out = output; // a task takes what it needs, not the stage
    SearchPlan plan = SearchPlan.of(parts, partsBefore, output);
    int last = parts.ranges();
    List<Integer> ranges = missing.stream().filter(part -> part < last).toList();
    if (!ranges.isEmpty()) {
      spark.setCallSite("search: leaves and pages");
      spark
          .parallelize(ranges, ranges.size())
          .foreach(range -> out.delivery().attempt(() -> SearchPart.run(out, plan, range)));
      output.delivery().check();
    }
    if (missing.contains(last)) {
      spark.setCallSite("search: upper levels");
      spark
          .parallelize(List.of(last), 1)
          .foreach(part -> out.delivery().attempt(() -> SearchTop.run(out, plan)));
      output.delivery().check();
    }
  }

  private void sort() throws IOException {
    List<String> ranges = parts.rangeFiles();
    List<Integer> missing = output.missing(ranges);
    if (missing.isEmpty()) {
      return;
    }
    Output out = output;
    byte[][] cuts = cuts();
    spark.setCallSite("search: sort titles");
    JavaRDD<Integer> sorted =
        SortedShuffle.of(
                "titles",
                RowFiles.read(spark, output, parts.titleFiles(), parts.ranges()),
                new Destinations(ranges.size(), key -> rangeOf(TitleRow.folded(key), cuts)))
            .mapPartitionsWithIndex(
                (range, rows) -> {
                  TitleRange.write(out, ranges.get(range), rows);
                  return List.of(range).iterator();
                },
                false);
    Partitions.only(sorted, missing).count();
  }

  /**
   * The first keys of all ranges but the first: fewer than there may be if there are few titles.
   */
  private byte[][] cuts() throws IOException {
    PathSample sample = new PathSample();
    for (String name : parts.titleFiles()) {
      sample.addAll(TitleFile.sample(output, name));
    }
    return sample.cuts(Math.min(parts.ranges(), Math.max(1, sample.size())));
  }

  private static int rangeOf(byte[] folded, byte[][] cuts) {
    int at = Arrays.binarySearch(cuts, folded, Arrays::compareUnsigned);
    return at >= 0 ? at + 1 : -at - 1;
  }
}
