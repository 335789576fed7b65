package org.wikimill.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wikimill.connectors.io.Store;
import org.wikimill.pipeline.audit.Audit;
import org.wikimill.pipeline.audit.AuditReport;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.sides.CountDifferences;
import org.wikimill.pipeline.sides.IndexPair;
import org.wikimill.pipeline.sides.Order;
import org.wikimill.pipeline.sides.RootReport;
import org.wikimill.pipeline.sides.Side;
import org.wikimill.pipeline.sides.TreeAudit;
import org.wikimill.pipeline.sides.TreeReport;

/** An audit of which at least one side is no finished build. */
record PartialAudit(Side a, Side b, AuditRun run) {

  /** Compares as much as there is on both sides. */
  ExitCode compare() throws Exception {
    if (a instanceof Side.Indexed ofA && b instanceof Side.Indexed ofB) {
      return indexes(IndexPair.of(ofA, ofB));
    }
    if (a instanceof Side.Indexed index && b instanceof Side.Tree tree) {
      return tree(IndexPair.alone(index), tree, Order.INDEX_FIRST);
    }
    if (a instanceof Side.Tree tree && b instanceof Side.Indexed index) {
      return tree(IndexPair.alone(index), tree, Order.TREE_FIRST);
    }
    Optional<FinishedBuild> ofA = manifest(a);
    Optional<FinishedBuild> ofB = manifest(b);
    if (ofA.isPresent() && ofB.isPresent()) {
      return manifests(ofA.get(), ofB.get());
    }
    return answer(RootReport.of(a, b));
  }

  private static Optional<FinishedBuild> manifest(Side side) {
    if (side instanceof Side.Build build) {
      return Optional.of(build.build());
    }
    return side instanceof Side.ManifestAlone manifest
        ? Optional.of(manifest.build())
        : Optional.empty();
  }

  private ExitCode indexes(IndexPair pair) throws Exception {
    run.common().tell(pair.notes());
    Audit audit = new Audit(pair.a(), pair.b(), run.emptyOut(), run.limits());
    Optional<AuditReport> known = audit.ofManifests();
    AuditReport report = known.isPresent() ? known.get() : run.inContext("audit", audit::run);
    return answer(report, report.equal(), AuditText.of(report));
  }

  private ExitCode manifests(FinishedBuild ofA, FinishedBuild ofB) throws Exception {
    Audit audit = new Audit(ofA, ofB, run.emptyOut(), run.limits());
    Optional<AuditReport> known = audit.ofManifests();
    if (known.isPresent()) {
      run.common().tell(AuditText.circumstances(known.get()));
      return answer(known.get(), true, AuditText.of(known.get()));
    }
    AuditReport report = audit.ofManifestsAlone();
    List<String> counts = CountDifferences.of(ofA.manifest().counts(), ofB.manifest().counts());
    return answer(report, false, SidesText.ofManifests(report, counts));
  }

  private ExitCode tree(FinishedBuild index, Side.Tree tree, Order order) throws Exception {
    Optional<Store> out = run.emptyOut();
    TreeAudit audit = new TreeAudit(index, tree, order, run.limits());
    Optional<TreeReport> known = audit.ofRoots(out);
    TreeReport report =
        known.isPresent()
            ? known.get()
            : run.inContext("audit " + tree.place().location(), spark -> audit.run(spark, out));
    return answer(report, report.equal(), SidesText.of(report));
  }

  private ExitCode answer(RootReport report) throws IOException {
    List<String> notes = new ArrayList<>(report.notes());
    run.common().tell(report.equal() ? notes : List.of());
    return answer(report, report.equal(), SidesText.of(report));
  }

  private ExitCode answer(Object report, boolean equal, String text) throws IOException {
    run.common().result(new Answer(report, text));
    return equal ? ExitCode.DONE : ExitCode.CHECK_FAILED;
  }

  /** The root, if it is the same; else what differs. */
  private record Answer(Object report, String text) implements CommonOptions.Result {
    @Override
    public Object json() {
      return report;
    }
  }
}
