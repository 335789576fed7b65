package org.wikimill.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.tree.Tree;
import org.wikimill.pipeline.tree.TreeLimits;

/**
 * Runs stage {@code tree} alone, on rows that are made up: {@code TreeBench rows|tree SHAPE FILES
 * PROFILE FOLDER}.
 *
 * <p>{@code rows} leaves row files as stage {@code blocks} does; {@code tree}, in another JVM, runs
 * the stage as a build does and prints what it cost as JSON.
 */
public final class TreeBench {
  private TreeBench() {}

  public static void main(String[] args) throws IOException {
    SyntheticTree.Shape shape = SyntheticTree.Shape.valueOf(args[1].toUpperCase(Locale.ROOT));
    SyntheticTree tree = new SyntheticTree(shape, Integer.parseInt(args[2]));
    Path folder = Path.of(args[4]);
    Output output =
        new Output(
            new LocalStore(folder.resolve("build"), LocalStore.Durability.SYNCED),
            "bench",
            CidProfile.named(args[3]),
            Output.Sink.CAR);
    try (JavaSparkContext spark = LocalContext.open("bench tree", folder)) {
      if (args[0].equals("rows")) {
        SyntheticRows.write(spark, tree, output.store());
      } else {
        new ObjectMapper().writeValue(System.out, build(spark, tree, output));
      }
    }
  }

  private static Map<String, Object> build(
      JavaSparkContext spark, SyntheticTree tree, Output output) throws IOException {
    TaskCosts costs = new TaskCosts();
    spark.sc().addSparkListener(costs);
    long started = System.nanoTime();
    Tree.Result result =
        new Tree(spark, output, TreeLimits.DEFAULT)
            .build(SyntheticRows.names(tree), SyntheticRows.names(tree).size());
    double seconds = (System.nanoTime() - started) / 1e9;
    spark.close(); // the listener has heard everything then
    return Map.of("root", result.root().toString(), "seconds", seconds, "tasks", costs.sum());
  }
}
