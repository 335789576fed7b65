package org.wikimill.cli;

import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.io.Stores;
import org.wikimill.pipeline.build.BuildException;
import org.wikimill.pipeline.dedup.Dedup;
import org.wikimill.pipeline.dedup.DedupFiles;
import org.wikimill.pipeline.dedup.DedupReport;
import org.wikimill.pipeline.delta.BuildBlocks;
import org.wikimill.pipeline.manifest.FinishedBuild;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wikimill dedup}: what builds have in common, and what a host of them all stores. */
@Command(
    name = "dedup",
    description = {
      "Tells what builds have in common, by kind and by reason, and what a host of them all, or of the",
      "last of them, stores. The order in which they are given is that in which they follow each other."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill dedup 2023-05 2023-06 2023-07        what each month adds, and why the rest is shared",
      "  wikimill dedup 2023-* -o growth               keeps dedup.json and tables series and shares",
      "  wikimill sql growth --format csv \"select * from series order by number\" > growth.csv",
    })
final class DedupCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "The folders of the builds, the earliest first.")
  private List<String> folders;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where dedup.json and the tables go (default: nowhere).")
  private String out;

  @Mixin private SparkOptions spark;
  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws Exception {
    List<FinishedBuild> builds = new ArrayList<>();
    for (String folder : folders) {
      FinishedBuild build = FinishedBuild.in(store(folder));
      if (BuildBlocks.shards(build).isEmpty()) {
        throw new BuildException(SETTINGS, build.store().location() + " keeps no blocks");
      }
      builds.add(build);
    }
    Optional<Store> kept = emptyOut();
    DedupReport report = run(builds);
    if (kept.isPresent()) {
      DedupFiles.write(kept.get(), report);
    }
    common.result(new Answer(report));
    return ExitCode.DONE.code();
  }

  private DedupReport run(List<FinishedBuild> builds) {
    try (JavaSparkContext context = spark.open("dedup " + String.join(" ", folders));
        Progress progress = Progress.follow(context, common)) {
      return new Dedup(builds).run(context);
    }
  }

  private Optional<Store> emptyOut() throws IOException, BuildException {
    return out == null
        ? Optional.empty()
        : Optional.of(NewFiles.emptyFolder(out, Durability.CACHED, spark.hadoop()));
  }

  private Store store(String folder) throws IOException {
    return Stores.at(folder, Durability.CACHED, spark.hadoop());
  }

  private record Answer(DedupReport report) implements CommonOptions.Result {
    @Override
    public String text() {
      return DedupText.of(report);
    }

    @Override
    public Object json() {
      return report;
    }
  }
}
