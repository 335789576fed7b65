package org.wikimill.cli;

import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.io.Stores;
import org.wikimill.pipeline.build.BuildException;
import org.wikimill.pipeline.verify.Defect;
import org.wikimill.pipeline.verify.Report;
import org.wikimill.pipeline.verify.Total;
import org.wikimill.pipeline.verify.Verify;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wikimill verify}: whether a finished build is what its manifest says. */
@Command(
    name = "verify",
    description = "Checks every byte, block, link and row of a finished build.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill verify snapshot                 prints 'ok ROOT', or a line for each defect",
      "  wikimill verify snapshot --json          totals and defects as JSON",
      "  wikimill verify snapshot --tmp /big/tmp  row files and shuffles go there meanwhile",
    })
final class VerifyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      description = "The folder of the build, local or on any file system that Hadoop knows.")
  private String folder;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "So many defects are printed (default: ${DEFAULT-VALUE}); all are counted.")
  private int limit;

  @Mixin private SparkOptions spark;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (limit < 0) {
      throw new ParameterException(spec.commandLine(), "--limit " + limit + ": not below 0");
    }
    Store build = Stores.at(folder, Durability.CACHED, spark.hadoop());
    if (!Verify.isBuild(build)) {
      throw new BuildException(SETTINGS, build.location() + " holds no build");
    }
    try (JavaSparkContext context = spark.open("verify " + folder);
        Progress progress = Progress.follow(context, common)) {
      Report report = new Verify(build, spark.tmp(), limit).run(context);
      progress.close();
      common.tell(summary(report));
      common.result(new Answer(report));
      return (report.sound() ? ExitCode.DONE : ExitCode.CHECK_FAILED).code();
    }
  }

  private static List<String> summary(Report report) {
    List<String> lines = new ArrayList<>();
    lines.add(line("files   %,d, %,d bytes", report, Total.FILES, Total.BYTES));
    lines.add(
        "none".equals(report.sink()) || "kubo".equals(report.sink())
            ? "blocks  none: the build was made with --sink " + report.sink()
            : line("blocks  %,d, %,d bytes", report, Total.BLOCKS, Total.BLOCK_BYTES));
    lines.add(
        line(
            "links   %,d (%,d blocks that none leads to)",
            report, Total.LINKS, Total.UNLINKED_BLOCKS));
    return lines;
  }

  private static String line(String format, Report report, Total a, Total b) {
    return String.format(Locale.ROOT, format, report.total(a), report.total(b));
  }

  /** One line for each defect, and the last for their number; or the root. */
  private record Answer(Report report) implements CommonOptions.Result {
    @Override
    public String text() {
      if (report.sound()) {
        return "ok " + report.root();
      }
      List<String> lines = new ArrayList<>();
      report.first().stream().map(Defect::toString).forEach(lines::add);
      lines.add(report.defects() + " defects, " + report.first().size() + " printed");
      return String.join("\n", lines);
    }

    @Override
    public Object json() {
      return report;
    }
  }
}
