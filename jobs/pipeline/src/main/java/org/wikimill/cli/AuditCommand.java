package org.wikimill.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.Scratch;
import org.wikimill.connectors.io.Store;
import org.wikimill.pipeline.audit.Audit;
import org.wikimill.pipeline.audit.AuditReport;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.report.AuditPage;
import org.wikimill.pipeline.sides.Side;
import org.wikimill.pipeline.sides.SideReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wikimill audit}: whether a build is what it should be, else where and why not. */
@Command(
    name = "audit",
    description = {
      "Compares two finished builds: equal, or which paths differ and why. Of one of them a manifest,",
      "an index, or a root with its blocks is enough; or a source, or what a node holds."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill audit mine theirs            prints 'equal ROOT', or the causes and their paths",
      "  wikimill audit old new -o changes     keeps audit.json, report.html, a table of all that differs",
      "  wikimill audit mine theirs --blocks   hashes every block of both as well",
      "  wikimill audit old new --json -q      the report as JSON",
      "  wikimill audit mine theirs.json       a manifest alone tells whether, not where",
      "  wikimill audit mine theirs.car        a CAR whose header names the root",
      "  wikimill audit mine ROOT@cars         a root and the folder of its CARs",
      "  wikimill audit mine ROOT@http://127.0.0.1:5001      or the node that has its blocks",
      "  wikimill audit --rebuild snapshot/manifest.json --source X.zim",
      "  wikimill audit snapshot --against-node http://127.0.0.1:5001 --sample 10000",
    })
final class AuditCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "A",
      description =
          "The folder of a build, of which the manifest or the index may be missing; a manifest; a"
              + " CAR or a folder of CARs; ROOT@CARS or ROOT@URL, the URL being that of a node.")
  private String first;

  @Parameters(index = "1", arity = "0..1", paramLabel = "B", description = "The same.")
  private String second;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description =
          "Where audit.json, report.html and table differences go (default: nowhere). With --rebuild: where the"
              + " build is made and kept (default: beside the manifest, and removed).")
  private String out;

  @Mixin private AuditOptions options;
  @Mixin private RebuildOptions rebuild;
  @Mixin private NodeAuditOptions node;
  @Mixin private SparkOptions spark;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    checkSides();
    AuditRun run = new AuditRun(spark, common, out, options.limits(), spec);
    if (rebuild.isWanted()) {
      return rebuild.run(run).code();
    }
    if (node.isWanted()) {
      return node.run(first, run).code();
    }
    try (Scratch scratch = Scratch.in(spark.tmp(), "audit")) {
      SideReader sides = new SideReader(spark.hadoop(), node::address, scratch.store());
      Side a = sides.read(first);
      Side b = sides.read(second);
      return a instanceof Side.Build ofA && b instanceof Side.Build ofB
          ? compare(ofA.build(), ofB.build(), run)
          : new PartialAudit(a, b, run).compare().code();
    }
  }

  private int compare(FinishedBuild a, FinishedBuild b, AuditRun run) throws Exception {
    Optional<Store> kept = run.emptyOut();
    Audit audit = new Audit(a, b, kept, run.limits());
    Optional<AuditReport> known = audit.ofManifests();
    AuditReport report = known.isPresent() ? known.get() : compare(audit);
    if (kept.isPresent()) {
      new AuditPage(report).write(kept.get());
    }
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

  private void checkSides() {
    int sides = (first == null ? 0 : 1) + (second == null ? 0 : 1);
    if (rebuild.isWanted() && node.isWanted()) {
      throw wrong("--rebuild, --against-node: one of them");
    }
    if (rebuild.hasSources() && !rebuild.isWanted() || node.hasSample() && !node.isWanted()) {
      throw wrong("--source: only with --rebuild; --sample: only with --against-node");
    }
    int wanted = rebuild.isWanted() ? 0 : node.isWanted() ? 1 : 2;
    if (sides != wanted) {
      throw wrong("audit A B, or audit DIR --against-node URL, or audit --rebuild MANIFEST");
    }
  }

  private ParameterException wrong(String text) {
    return new ParameterException(spec.commandLine(), text);
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
