package org.wikimill.pipeline.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.bench.TaskCosts;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.source.Source;
import org.wikimill.pipeline.source.ZimPlan;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.testing.Shared;

class EstimateSparkTest {
  private static final double FACTOR = 2;

  @TempDir private Path folder;

  @Test
  void aRealBuildTakesWhatWasEstimatedWithinAFactorOfTwo() throws Exception {
    Path archive = Shared.require().resolve("zims/wikipedia_en_100_mini_2022-10.zim");
    Builds builds = Builds.of(archive, folder.resolve("build"));
    Estimate estimate = Estimate.of(BuildPlan.of(builds.settings()), Output.Sink.CAR);
    TaskCosts costs = new TaskCosts();
    Manifest manifest;
    try (JavaSparkContext spark = LocalSpark.open("local[2]")) {
      spark.sc().addSparkListener(costs);
      manifest = builds.run(spark);
    }

    near(estimate.contentBytes(), manifest.counts().contentBytes());
    near(estimate.outputBytes(), bytesIn(folder.resolve("build")));
    near(estimate.shuffledBytes(), costs.sum().shuffledBytes());
  }

  @Test
  void moreCoresHelpUntilTheSerialPassBinds() {
    ZimPlan english =
        new ZimPlan(
            "X.zim",
            115L << 30,
            "",
            20_000_000,
            300_000,
            110L << 30,
            new int[440],
            HadoopSettings.NONE);
    Source source = new Source(english, "", "X.zim", 0);
    BuildPlan plan = new BuildPlan(List.of(source), List.of(), null, null);
    Estimate estimate = Estimate.of(plan, Output.Sink.CAR);

    assertThat(estimate.seconds(4)).isBetween(estimate.seconds(2) / 2.1, estimate.seconds(2) / 1.9);
    assertThat(estimate.seconds(64))
        .isEqualTo(estimate.seconds(100_000))
        .isGreaterThan(estimate.sourceCheckSeconds());
    assertThat(Estimate.of(plan, Output.Sink.KUBO).outputBytes())
        .as("blocks that are in nodes alone take no room in the folder")
        .isEqualTo(estimate.outputBytes() - estimate.contentBytes());
  }

  private static void near(long estimated, long seen) {
    assertThat((double) estimated).isBetween(seen / FACTOR, seen * FACTOR);
  }

  private static long bytesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
