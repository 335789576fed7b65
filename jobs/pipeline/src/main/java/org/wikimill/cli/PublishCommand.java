package org.wikimill.cli;

import static org.wikimill.pipeline.publish.PublishReport.Outcome.PLANNED;
import static org.wikimill.pipeline.publish.PublishReport.Outcome.PUBLISHED;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Stores;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.pipeline.delta.BlockJoin;
import org.wikimill.pipeline.delta.BuildBlocks;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.publish.Publish;
import org.wikimill.pipeline.publish.PublishReport;
import org.wikimill.pipeline.publish.PublishSettings;
import org.wikimill.pipeline.publish.PublishSettings.Ipns;
import org.wikimill.pipeline.publish.PublishSettings.Sample;
import org.wikimill.pipeline.publish.Subject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wikimill publish}: a build on IPFS nodes, named when there are enough proven copies. */
@Command(
    name = "publish",
    description = {
      "Sends nodes what they lack of a build, pins its root, reads every block back from each of",
      "them, and names and announces the root if enough of them have all of it. Prints the root."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill publish snapshot --nodes conf/nodes.yml        two proven copies or exit code 1",
      "  wikimill publish snapshot --nodes conf/nodes.yml --dry-run   what would be sent",
      "  wikimill publish new --since old --nodes conf/nodes.yml    what old has is taken for granted",
      "  wikimill publish snapshot --nodes conf/nodes.yml --ipns-key tr-wiki \\",
      "      --domain tr.example.org --zone-file links.zone --list snapshots.yml",
      "  wikimill publish snapshot --nodes conf/nodes.yml --reprove 10000   by sample, once proven",
      "  wikimill publish bafy... --name wiki --date 2026-05 --node http://127.0.0.1:5001 \\",
      "      --min-copies 1                                      a root that its peers have",
    })
final class PublishCommand implements Callable<Integer> {
  /** Kubo's own default is two days; it signs again every four hours while it runs. */
  private static final Duration IPNS_LIFETIME = Duration.ofDays(7);

  private static final int MAX_SAMPLE = 1_000_000;

  @Mixin private SubjectOptions subjectOptions;
  @Mixin private NodeOptions nodeOptions;

  @Option(
      names = "--min-copies",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "So many failure domains must have a full copy, proven, before anything is named or"
              + " announced (default: ${DEFAULT-VALUE}).")
  private int minCopies;

  @Option(
      names = "--since",
      paramLabel = "DIR",
      description =
          "The build before: nodes that have pinned its root are not asked what they have, and are"
              + " sent what it has not.")
  private String since;

  @Option(
      names = "--reprove",
      paramLabel = "N",
      description =
          "Where a copy was proven in full before, read so many random blocks of it, not all.")
  private Integer reprove;

  @Option(
      names = "--confidence",
      paramLabel = "P",
      defaultValue = "0.999",
      description =
          "With --reprove: how sure the statement is about the rest (default: ${DEFAULT-VALUE}).")
  private double confidence;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "With --reprove: decides which blocks (default: random, and told).")
  private Long seed;

  @Option(
      names = "--ipns-key",
      paramLabel = "KEY",
      description = "The key of a node, by the node's name for it, that is to stand for the root.")
  private String ipnsKey;

  @Mixin private RemoteOptions remotes;
  @Mixin private NamingOptions naming;

  @Option(
      names = "--uploads",
      paramLabel = "N",
      defaultValue = "2",
      description = "So many CARs are sent to a node at once (default: ${DEFAULT-VALUE}).")
  private int uploads;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description =
          "How long a pin may make no progress (default: ${DEFAULT-VALUE}): Kubo itself would wait"
              + " for ever for a block that nobody has.")
  private int patienceSeconds;

  @Option(
      names = "--dry-run",
      fallbackValue = "true",
      description = "Find out what nodes lack, and change nothing.")
  private boolean dryRun;

  @Mixin private SparkOptions spark;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    checkOptions();
    List<NodeAddress> nodes = nodeOptions.required(spec);
    if (nodes.size() > BlockJoin.MAX_HOLDERS) {
      throw wrong("more than " + BlockJoin.MAX_HOLDERS + " nodes at once");
    }
    Optional<FinishedBuild> build = subjectOptions.build(spark.hadoop());
    Subject subject = subjectOptions.read(build);
    naming.check(build);
    if (subject.build().isEmpty() && (since != null || reprove != null)) {
      throw wrong("--since, --reprove: only of a build that keeps its blocks");
    }
    PublishReport report = publish(subject, settings(nodes));
    common.tell(PublishText.of(report));
    if (report.outcome() == PUBLISHED) {
      common.tell(naming.set(report, build, subjectOptions.date()));
    } else if (report.outcome() == PLANNED) {
      common.tell(naming.plan(report));
    }
    common.result(new Answer(report));
    return exitCode(report).code();
  }

  private static ExitCode exitCode(PublishReport report) {
    if (report.outcome() == PublishReport.Outcome.TOO_FEW_COPIES) {
      return ExitCode.CHECK_FAILED;
    }
    return report.hasFailures() ? ExitCode.SINK_FAILED : ExitCode.DONE;
  }

  private PublishReport publish(Subject subject, PublishSettings settings) throws Exception {
    try (JavaSparkContext context = spark.open("publish " + subject.name());
        Progress progress = Progress.follow(context, common);
        Publish publish =
            new Publish(
                subject, settings, Clock.systemUTC(), notice -> common.tell(List.of(notice)))) {
      return dryRun ? publish.plan(context) : publish.run(context);
    }
  }

  private PublishSettings settings(List<NodeAddress> nodes) throws IOException {
    Optional<FinishedBuild> before = Optional.empty();
    if (since != null) {
      before = Optional.of(FinishedBuild.in(Stores.at(since, Durability.CACHED, spark.hadoop())));
      if (BuildBlocks.shards(before.get()).isEmpty()) {
        throw wrong("--since " + since + ": keeps no list of blocks");
      }
    }
    Optional<Sample> sample = Optional.empty();
    if (reprove != null) {
      long drawn = seed != null ? seed : new SecureRandom().nextLong();
      sample = Optional.of(new Sample(reprove, confidence, drawn));
    }
    return new PublishSettings(
        nodes,
        minCopies,
        before,
        sample,
        Optional.ofNullable(ipnsKey).map(key -> new Ipns(key, IPNS_LIFETIME)),
        remotes.remotes(spec),
        uploads,
        Duration.ofSeconds(patienceSeconds));
  }

  /** All that is wrong with the options, at once. */
  private void checkOptions() {
    List<String> wrong = new ArrayList<>();
    if (minCopies < 1) {
      wrong.add("--min-copies " + minCopies + ": 1 or more");
    }
    if (uploads < 1 || uploads > 64) {
      wrong.add("--uploads " + uploads + ": 1 to 64");
    }
    if (patienceSeconds < 1) {
      wrong.add("--patience " + patienceSeconds + ": 1 or more");
    }
    if (reprove != null && (reprove < 1 || reprove > MAX_SAMPLE)) {
      wrong.add("--reprove " + reprove + ": 1 to " + MAX_SAMPLE);
    }
    if (!(confidence > 0 && confidence < 1)) {
      wrong.add("--confidence " + confidence + ": above 0 and below 1");
    }
    if (!wrong.isEmpty()) {
      throw wrong(String.join("\n", wrong));
    }
  }

  private ParameterException wrong(String text) {
    return new ParameterException(spec.commandLine(), text);
  }

  /** The root, if it is published or would be; else why not. */
  private record Answer(PublishReport report) implements CommonOptions.Result {
    @Override
    public String text() {
      boolean done = report.outcome() == PUBLISHED || report.outcome() == PLANNED;
      return done ? report.root() : PublishText.tooFew(report);
    }

    @Override
    public Object json() {
      return report;
    }
  }
}
