package org.wikimill.pipeline.watch;

import static org.wikimill.pipeline.build.BuildException.Reason.CHECK_FAILED;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.pipeline.audit.Audit;
import org.wikimill.pipeline.audit.AuditLimits;
import org.wikimill.pipeline.audit.AuditReport;
import org.wikimill.pipeline.build.Build;
import org.wikimill.pipeline.build.BuildException;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.snapshots.Snapshot;
import org.wikimill.pipeline.snapshots.Snapshots;
import org.wikimill.pipeline.verify.Report;
import org.wikimill.pipeline.verify.Verify;

/**
 * What a pass works with.
 *
 * @param spark is asked for a context only if there is something to do
 * @param tmp where row files go for a while; on more than one machine, a folder that all share
 * @param hadoop how to reach file systems
 */
public record Workshop(Supplier<JavaSparkContext> spark, Path tmp, HadoopSettings hadoop) {

  Arrivals arrivals() {
    return new Arrivals(hadoop);
  }

  /** Builds an archive or goes on with it, verifies it, and compares it with the one before. */
  WatchReport build(Candidate arrived, Snapshots snapshots, Listener listener)
      throws IOException, BuildException, InterruptedException {
    long started = System.nanoTime();
    JavaSparkContext context = spark.get();
    Optional<Snapshot> before =
        arrived.edition().isPresent()
            ? snapshots.before(arrived.edition().get())
            : Optional.empty();
    Candidate candidate =
        before.isPresent() ? arrived.after(before.get().build().manifest()) : arrived;
    Manifest manifest =
        new Build(context, candidate.settings(), candidate.plan(), listener::notice).run();
    FinishedBuild build = new FinishedBuild(candidate.plan().store(), manifest);
    verify(context, build);
    WatchReport.Previous previous =
        before.isPresent() ? compare(context, before.get().build(), build) : null;
    return new WatchReport(
        candidate.snapshot(),
        manifest.root(),
        manifest.recipe(),
        candidate.plan().facts(),
        manifest.counts(),
        previous,
        (System.nanoTime() - started) / 1e9,
        false);
  }

  private void verify(JavaSparkContext context, FinishedBuild build)
      throws IOException, BuildException {
    Report report = new Verify(build.store(), tmp, 1).run(context);
    if (!report.sound()) {
      throw new BuildException(
          CHECK_FAILED,
          build.store().location()
              + " has "
              + report.defects()
              + " defects; the first: "
              + report.first().get(0));
    }
  }

  private static WatchReport.Previous compare(
      JavaSparkContext context, FinishedBuild before, FinishedBuild build) throws IOException {
    Audit audit = new Audit(before, build, Optional.empty(), AuditLimits.ofSamples(0));
    Optional<AuditReport> known = audit.ofManifests();
    AuditReport report = known.isPresent() ? known.get() : audit.run(context);
    Map<String, Long> causes = new LinkedHashMap<>();
    report.causes().forEach(cause -> causes.put(cause.cause().text(), cause.paths()));
    return new WatchReport.Previous(
        before.manifest().recipe().snapshot(),
        before.manifest().root(),
        report.equal(),
        causes,
        report.contents());
  }
}
