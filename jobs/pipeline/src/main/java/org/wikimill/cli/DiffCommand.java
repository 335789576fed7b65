package org.wikimill.cli;

import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.NewFile;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.io.Stores;
import org.wikimill.pipeline.build.BuildException;
import org.wikimill.pipeline.delta.Amount;
import org.wikimill.pipeline.delta.BuildBlocks;
import org.wikimill.pipeline.delta.Delta;
import org.wikimill.pipeline.manifest.FinishedBuild;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wikimill diff}: the blocks of one build that another has not, as one CAR. */
@Command(
    name = "diff",
    description = "Tells how many blocks of build B build A has not, and writes them as one CAR.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill diff old new                        how much a host of old must fetch for new",
      "  wikimill diff old new --car new-old.car      the blocks themselves; prints the root of new",
      "  ipfs dag import new-old.car                  on a node that has old: all of new, pinned",
    })
final class DiffCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "A", description = "The folder of the build that is there.")
  private String first;

  @Parameters(index = "1", paramLabel = "B", description = "The folder of the one that is wanted.")
  private String second;

  @Option(
      names = "--car",
      paramLabel = "FILE",
      description = "Where the blocks go, as a CAR whose root is B's; not a file that exists.")
  private String car;

  @Mixin private SparkOptions spark;
  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws Exception {
    FinishedBuild a = FinishedBuild.in(store(first));
    FinishedBuild b = FinishedBuild.in(store(second));
    for (FinishedBuild build : List.of(a, b)) {
      if (BuildBlocks.shards(build).isEmpty()) {
        throw new BuildException(SETTINGS, build.store().location() + " keeps no blocks");
      }
    }
    Delta.Report report;
    if (car == null) {
      report = run(new Delta(a, b), Optional.empty());
    } else {
      try (NewFile file = NewFiles.car(car, spark.hadoop())) {
        report = run(new Delta(a, b), Optional.of(file));
      }
    }
    common.tell(summary(report));
    common.result(new Answer(report));
    return ExitCode.DONE.code();
  }

  private Delta.Report run(Delta delta, Optional<NewFile> file) throws IOException {
    try (JavaSparkContext context = spark.open("diff " + first + " " + second);
        Progress progress = Progress.follow(context, common)) {
      return delta.run(context, file);
    }
  }

  private Store store(String folder) throws IOException {
    return Stores.at(folder, Durability.CACHED, spark.hadoop());
  }

  private static List<String> summary(Delta.Report report) {
    List<String> lines = new ArrayList<>();
    lines.add("from    " + report.from());
    lines.add("to      " + report.to());
    lines.add(line("all     ", report.all()));
    lines.add(line("shared  ", report.shared()));
    lines.add(line("moved   ", report.moved()));
    if (report.carBytes() != null) {
      lines.add(String.format(Locale.ROOT, "car     %,d bytes", report.carBytes()));
    }
    return lines;
  }

  private static String line(String name, Amount amount) {
    return String.format(
        Locale.ROOT, "%s%,d blocks, %,d bytes", name, amount.blocks(), amount.bytes());
  }

  /** The root that the CAR leads to. */
  private record Answer(Delta.Report report) implements CommonOptions.Result {
    @Override
    public String text() {
      return report.to();
    }

    @Override
    public Object json() {
      return report;
    }
  }
}
