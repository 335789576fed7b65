package org.wikimill.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.pipeline.build.BuildLock.Doubt;
import org.wikimill.pipeline.build.Settings;
import org.wikimill.pipeline.build.SitePolicy;
import org.wikimill.pipeline.joined.TableFiles;
import org.wikimill.pipeline.rows.LinkTable;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.snapshots.Snapshots;
import org.wikimill.pipeline.source.SourcePlan;
import org.wikimill.pipeline.watch.Watch;
import org.wikimill.pipeline.watch.Workshop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wikimill watch}: one unattended pass over archives that have arrived. */
@Command(
    name = "watch",
    description =
        "Builds, verifies and compares archives that have no report yet. One pass, for a timer.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill watch '/zims/*.zim' --snapshots /snapshots --keep 3",
      "  wikimill watch '/zims/*.zim' --snapshots /snapshots \\",
      "    --on-done ./publish.sh --on-failure 'mail -s wikimill ops@example.org <<<'",
    })
final class WatchCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "PATTERN",
      description = "Archives, as 'build' takes them; each becomes a build of its own.")
  private List<String> patterns;

  @Option(
      names = "--snapshots",
      paramLabel = "DIR",
      required = true,
      description = "Where builds go, a folder each, and reports, to DIR/reports/NAME.json.")
  private String folder;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "So many builds stay of each wiki and flavour, as 'prune' does (default: all).")
  private Integer keep;

  @Option(
      names = "--on-done",
      paramLabel = "CMD",
      description =
          "A shell command for each build, run with the report's path, and WIKIMILL_ROOT,"
              + " _SNAPSHOT, _STATUS and _REPORT. If it fails, the next pass runs it again.")
  private String onDone;

  @Option(
      names = "--on-failure",
      paramLabel = "CMD",
      description =
          "A shell command for each failure, run with message and exit code, and WIKIMILL_ARCHIVE,"
              + " _STATUS, _MESSAGE and _EXIT_CODE.")
  private String onFailure;

  @Option(
      names = "--break-lock",
      fallbackValue = "true",
      description = "As for 'build': take over from a pass on another machine that ended.")
  private boolean breakLock;

  @Mixin private TreeOptions tree;
  @Mixin private SparkOptions spark;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  private JavaSparkContext context;
  private Progress progress;

  @Override
  public Integer call() throws Exception {
    checkOptions();
    Snapshots snapshots = Snapshots.in(folder, Durability.SYNCED, spark.hadoop());
    WatchLog log =
        new WatchLog(
            common,
            spec.commandLine().getErr(),
            Optional.ofNullable(onDone).map(command -> new Hook("--on-done", command)),
            Optional.ofNullable(onFailure).map(command -> new Hook("--on-failure", command)));
    OptionalInt kept = keep == null ? OptionalInt.empty() : OptionalInt.of(keep);
    Workshop workshop = new Workshop(this::context, spark.tmp(), spark.hadoop());
    Doubt doubt = breakLock ? Doubt.BREAK : Doubt.REFUSE;
    try {
      new Watch(snapshots, this::settings, kept, workshop, log).pass(patterns, doubt);
    } finally {
      close();
    }
    common.result(log);
    return log.exitCode();
  }

  /** The context of the pass, opened when there is something to build. */
  private JavaSparkContext context() {
    if (context == null) {
      context = spark.open("watch " + folder);
      progress = Progress.follow(context, common);
    }
    return context;
  }

  private void close() {
    if (context != null) {
      progress.close();
      context.close();
    }
  }

  private Settings settings(String archive) {
    return new Settings(
        List.of(archive),
        Optional.empty(),
        Optional.empty(),
        tree.profile(),
        tree.policy(Optional.empty(), SitePolicy.History.UNKNOWN),
        Optional.empty(),
        TableFiles.NONE,
        SourcePlan.DEFAULT_SHARD_BYTES,
        Output.Sink.CAR,
        Settings.ToNodes.NONE,
        LinkTable.OMITTED,
        Durability.SYNCED,
        0,
        Optional.empty(),
        true,
        breakLock,
        true,
        spark.hadoop());
  }

  private void checkOptions() {
    List<String> wrong = new ArrayList<>();
    if (keep != null && keep < 1) {
      wrong.add("--keep " + keep + ": 1 or more");
    }
    tree.check(wrong);
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("\n", wrong));
    }
  }
}
