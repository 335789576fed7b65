package org.wikimill.cli;

import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.io.Stores;
import org.wikimill.pipeline.build.BuildException;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.query.BuildViews;
import org.wikimill.pipeline.report.BuildPage;
import org.wikimill.pipeline.report.BuildReport;
import org.wikimill.pipeline.report.Preview;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wikimill report}: a page on a finished build. */
@Command(
    name = "report",
    description = {
      "Writes a page on a finished build: what it holds, what is stored once, how deep its directories",
      "are, how it was made. One file that loads nothing, for any browser."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill report snapshot                           to ./NAME-report.html",
      "  wikimill report snapshot -o /srv/www/mill.html     to where it is to be read",
      "  wikimill report snapshot --preview https://ipfs.io with links that work everywhere",
      "  wikimill report snapshot --json -q                 the same numbers as JSON",
    })
final class ReportCommand implements Callable<Integer> {
  private static final String NO_PREVIEW = "none";

  @Parameters(
      paramLabel = "DIR",
      description = "The folder of the build, local or on any file system that Hadoop knows.")
  private String folder;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description =
          "Where the page goes (default: ./NAME-report.html, by the name of the snapshot). Not into"
              + " the build, which is finished.")
  private String out;

  @Option(
      names = "--preview",
      paramLabel = "URL",
      description =
          "The gateway that paths lead to (default: http://127.0.0.1:8080, where 'wikimill serve DIR'"
              + " shows them, if the build has its blocks); none for no links.")
  private String preview;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "25",
      description = "The most rows of each list (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Mixin private SparkOptions spark;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit " + limit + ": not below 1");
    }
    FinishedBuild build = FinishedBuild.in(store(folder));
    String file = out == null ? build.manifest().recipe().snapshot() + "-report.html" : out;
    int slash = file.lastIndexOf('/');
    Store target = store(slash < 0 ? "." : file.substring(0, slash + 1));
    if ((target.location() + "/").startsWith(build.store().location() + "/")) {
      throw new BuildException(SETTINGS, file + " lies in the build: choose another --out");
    }
    Optional<Preview> links = links(build);
    BuildReport report = ask(build);
    new BuildPage(report, links).write(target, file.substring(slash + 1));
    common.result(new Answer(file, report));
    return ExitCode.DONE.code();
  }

  private Store store(String location) throws IOException {
    return Stores.at(location, Durability.CACHED, spark.hadoop());
  }

  private BuildReport ask(FinishedBuild build) throws IOException {
    try (JavaSparkContext context = spark.open("report " + folder);
        Progress progress = Progress.follow(context, common)) {
      return BuildReport.of(BuildViews.open(context.sc(), List.of(folder)), build, limit);
    }
  }

  private Optional<Preview> links(FinishedBuild build) {
    if (NO_PREVIEW.equals(preview)) {
      return Optional.empty();
    }
    if (preview == null) {
      boolean hasBlocks =
          build.manifest().files().stream().anyMatch(file -> file.name().startsWith("car/"));
      return hasBlocks ? Optional.of(Preview.LOCAL) : Optional.empty();
    }
    try {
      return Optional.of(Preview.at(preview));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--preview: " + e.getMessage(), e);
    }
  }

  /** Where the page is, or all that is on it. */
  private record Answer(String file, BuildReport report) implements CommonOptions.Result {
    @Override
    public String text() {
      return file;
    }

    @Override
    public Object json() {
      return report;
    }
  }
}
