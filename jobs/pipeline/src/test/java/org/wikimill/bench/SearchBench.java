package org.wikimill.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.pipeline.rows.IndexKey;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.RowFiles;
import org.wikimill.pipeline.search.Search;
import org.wikimill.pipeline.search.SearchParts;
import org.wikimill.pipeline.tree.Tree;
import org.wikimill.pipeline.tree.TreeLimits;
import scala.Tuple2;

/**
 * Runs stage {@code search} alone, on titles that are made up: {@code SearchBench
 * titles|search|tree COUNT FOLDER}.
 *
 * <p>{@code titles} leaves titles as stage {@code blocks} does; {@code search}, in another JVM,
 * runs the stage as a build does and prints what it cost as JSON; {@code tree} makes a tree of its
 * files, and prints the root, queries, and how large files are.
 */
public final class SearchBench {
  private static final int QUERIES = 200;

  private SearchBench() {}

  public static void main(String[] args) throws IOException {
    SyntheticTitles titles = new SyntheticTitles(Integer.parseInt(args[1]));
    Path folder = Path.of(args[2]);
    Output output =
        new Output(
            new LocalStore(folder.resolve("build"), LocalStore.Durability.SYNCED),
            "bench",
            CidProfile.named("unixfs-v1-2025"),
            Output.Sink.CAR);
    SearchParts parts = SearchParts.of(List.of(titles.source())).get(0);
    try (JavaSparkContext spark = LocalContext.open("bench search", folder)) {
      switch (args[0]) {
        case "titles" -> titles.write(spark, output);
        case "search" -> new ObjectMapper().writeValue(System.out, search(spark, parts, output));
        default -> new ObjectMapper().writeValue(System.out, tree(spark, titles, parts, output));
      }
    }
  }

  private static Map<String, Object> search(
      JavaSparkContext spark, SearchParts parts, Output output) throws IOException {
    TaskCosts costs = new TaskCosts();
    spark.sc().addSparkListener(costs);
    long started = System.nanoTime();
    new Search(spark, output, parts, parts.source().plan().shards()).build();
    double seconds = (System.nanoTime() - started) / 1e9;
    spark.close(); // the listener has heard everything then
    return Map.of("seconds", seconds, "tasks", costs.sum());
  }

  private static Map<String, Object> tree(
      JavaSparkContext spark, SyntheticTitles titles, SearchParts parts, Output output)
      throws IOException {
    long files = 0;
    long largest = 0;
    long bytes = 0;
    try (RowFiles rows = new RowFiles(output, parts.rowFiles().iterator())) {
      while (rows.hasNext()) {
        Tuple2<byte[], byte[]> row = rows.next();
        long size = FileRow.of(IndexKey.path(row._1), row._2).sizeBytes();
        files++;
        bytes += size;
        largest = Math.max(largest, size);
      }
    }
    Tree.Result tree =
        new Tree(spark, output, TreeLimits.DEFAULT)
            .build(parts.rowFiles(), parts.source().plan().shards() + parts.count());
    return Map.of(
        "root", tree.root().toString(),
        "made_files", files,
        "made_bytes", bytes,
        "largest_bytes", largest,
        "queries", queries(titles));
  }

  /** Whole titles, and as many beginnings. */
  private static List<String> queries(SyntheticTitles titles) {
    List<String> whole = new ArrayList<>();
    List<String> beginnings = new ArrayList<>(List.of("m", "moon", "list of", "LIST OF B", "月"));
    for (int i = 0; i < QUERIES / 2; i++) {
      String title = titles.title((int) ((long) i * titles.count() * 2 / QUERIES)).title();
      whole.add(title);
      beginnings.add(title.substring(0, title.offsetByCodePoints(0, 2 + i % 6)));
    }
    whole.addAll(beginnings);
    return whole;
  }
}
