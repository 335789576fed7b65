package org.wikimill.cli;

import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.io.Stores;
import org.wikimill.pipeline.audit.Audit;
import org.wikimill.pipeline.audit.AuditLimits;
import org.wikimill.pipeline.audit.AuditReport;
import org.wikimill.pipeline.build.BuildException;
import org.wikimill.pipeline.manifest.FinishedBuild;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wikimill audit}: whether two finished builds are equal, else where and why not. */
@Command(
    name = "audit",
    description = "Compares two finished builds: equal, or which paths differ and why.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill audit mine theirs            prints 'equal ROOT', or the causes and their paths",
      "  wikimill audit old new -o changes     keeps audit.json and a table of all that differs",
      "  wikimill audit old new --json -q      the report as JSON",
    })
final class AuditCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "A", description = "The folder of the first build.")
  private String first;

  @Parameters(index = "1", paramLabel = "B", description = "The folder of the second build.")
  private String second;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where audit.json and table differences go (default: nowhere).")
  private String out;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "So many paths of each cause are printed (default: ${DEFAULT-VALUE}); all are counted.")
  private int limit;

  @Mixin private SparkOptions spark;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (limit < 0) {
      throw new ParameterException(spec.commandLine(), "--limit " + limit + ": not below 0");
    }
    FinishedBuild a = FinishedBuild.in(store(first));
    FinishedBuild b = FinishedBuild.in(store(second));
    Audit audit = new Audit(a, b, emptyOut(), AuditLimits.ofSamples(limit));
    Optional<AuditReport> known = audit.ofManifests();
    AuditReport report = known.isPresent() ? known.get() : compare(audit);
    if (report.equal()) {
      common.tell(AuditText.circumstances(report));
    }
    common.result(new Answer(report));
    return (report.equal() ? ExitCode.DONE : ExitCode.CHECK_FAILED).code();
  }

  private AuditReport compare(Audit audit) throws IOException {
    try (JavaSparkContext context = spark.open("audit " + first + " " + second);
        Progress progress = Progress.follow(context, common)) {
      return audit.run(context);
    }
  }

  private Optional<Store> emptyOut() throws IOException, BuildException {
    if (out == null) {
      return Optional.empty();
    }
    Store store = store(out);
    if (!store.list("").isEmpty()) {
      throw new BuildException(SETTINGS, store.location() + " is not empty: choose another --out");
    }
    return Optional.of(store);
  }

  private Store store(String folder) throws IOException {
    return Stores.at(folder, Durability.CACHED, spark.hadoop());
  }

  /** The causes, each with the first of its paths, below what explains them; or the root. */
  private record Answer(AuditReport report) implements CommonOptions.Result {
    @Override
    public String text() {
      return AuditText.of(report);
    }

    @Override
    public Object json() {
      return report;
    }
  }
}
