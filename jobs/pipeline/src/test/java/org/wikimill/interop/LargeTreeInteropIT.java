package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.bench.SyntheticRows;
import org.wikimill.bench.SyntheticTree;
import org.wikimill.bench.SyntheticTree.Shape;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.tree.Tree;
import org.wikimill.pipeline.tree.TreeLimits;
import org.wikimill.testing.Command;
import org.wikimill.testing.Tools;

/**
 * Trees of many files have the roots that others give: Kubo, and a small program in Python that
 * shares no code. {@code scripts/bench tree} repeats it for millions.
 */
class LargeTreeInteropIT {
  /** So small that a few thousand files make many ranges and giants in parts. */
  private static final TreeLimits SMALL = new TreeLimits(3_000, 1_000, 5_000);

  private static JavaSparkContext spark;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    spark = LocalSpark.open("local[2]");
  }

  @AfterAll
  static void close() {
    spark.close();
  }

  @Test
  void aGiantDirectoryHasTheRootThatKuboAndTheIndependentProgramGive() throws IOException {
    SyntheticTree tree = new SyntheticTree(Shape.FLAT, 70_000);
    String independent = independent(tree, "kubo-0.40", "--write", folder.resolve("files"));

    assertThat(kubo(folder.resolve("files"))).isEqualTo(independent);
    assertThat(built(tree, "kubo-0.40", TreeLimits.DEFAULT)).isEqualTo(independent);
  }

  @Test
  void giantSmallAndDeepDirectoriesHaveTheRootThatKuboAndTheIndependentProgramGive()
      throws IOException {
    SyntheticTree tree = new SyntheticTree(Shape.MIX, 20_000);
    String independent = independent(tree, "kubo-0.40", "--write", folder.resolve("files"));

    assertThat(kubo(folder.resolve("files"))).isEqualTo(independent);
    assertThat(built(tree, "kubo-0.40", SMALL)).isEqualTo(independent);
  }

  @Test
  void atTheLimitsOfBuildsTheRootIsThatOfTheIndependentProgram() throws IOException {
    SyntheticTree tree = new SyntheticTree(Shape.MIX, 140_000);

    assertThat(built(tree, "unixfs-v1-2025", TreeLimits.DEFAULT))
        .isEqualTo(independent(tree, "unixfs-v1-2025"));
  }

  private static String independent(SyntheticTree tree, String profile, Object... more) {
    Object[] line = {
      Tools.pythonScript("tree_root.py"),
      tree.shape().name().toLowerCase(Locale.ROOT),
      tree.files(),
      "--profile=" + profile
    };
    Object[] all = Stream.concat(Arrays.stream(line), Arrays.stream(more)).toArray();
    return Command.of(Tools.python(), all).succeed().text().strip();
  }

  private String kubo(Path files) {
    return KuboRepo.create(folder.resolve("repo")).add(files, "-n", "--cid-version=1");
  }

  private String built(SyntheticTree tree, String profile, TreeLimits limits) throws IOException {
    LocalStore store = new LocalStore(folder.resolve("build"), LocalStore.Durability.CACHED);
    Output output = new Output(store, "large", CidProfile.named(profile), Output.Sink.CAR);
    SyntheticRows.write(spark, tree, store);
    List<String> rows = SyntheticRows.names(tree);
    return new Tree(spark, output, limits).build(rows, rows.size()).root().toString();
  }
}
