package org.wikimill.pipeline.rebuild;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.Store;
import org.wikimill.pipeline.audit.Audit;
import org.wikimill.pipeline.audit.AuditLimits;
import org.wikimill.pipeline.audit.AuditReport;
import org.wikimill.pipeline.build.Build;
import org.wikimill.pipeline.build.BuildException;
import org.wikimill.pipeline.build.BuildPlan;
import org.wikimill.pipeline.build.Settings;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.sides.CountDifferences;
import org.wikimill.pipeline.sides.IndexFolder;

/**
 * The job that makes a build once more, of the sources and with the settings that its manifest
 * states, and compares what comes out.
 *
 * <p>Sources are compared first, by what they say of themselves, then by their bytes: of another
 * source nothing is built. Where the folder of the manifest has the index, rows are compared; else
 * the sums of all tables are, which the manifest has.
 */
public final class Rebuild {
  private final FinishedBuild recorded;
  private final Settings settings;
  private final BuildPlan plan;
  private final AuditLimits limits;
  private final Consumer<String> notices;

  /**
   * A rebuild that has not begun.
   *
   * @param recorded the build, of which nothing but the manifest need be there
   * @param notices is told what a user should know, but need not act on
   * @throws BuildException if the recipe cannot be followed, or not with what is given
   */
  public Rebuild(
      FinishedBuild recorded, RebuildSettings how, AuditLimits limits, Consumer<String> notices)
      throws IOException, BuildException {
    this.recorded = recorded;
    this.limits = limits;
    this.notices = notices;
    this.settings = RecordedSettings.of(recorded, how);
    this.plan = BuildPlan.of(settings);
  }

  /** What is to be built. */
  public BuildPlan plan() {
    return plan;
  }

  /** The report on sources that are not those of the manifest; empty if they are. */
  public Optional<RebuildReport> ofSources() throws IOException {
    SourceComparison sources = new SourceComparison(recorded.manifest(), plan);
    List<String> lines = sources.facts();
    if (lines.isEmpty()) {
      notices.accept("source: read and hashed before anything is built");
      lines = sources.sums();
    }
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(report(false, lines, null, List.of(), List.of(), null));
  }

  /**
   * Builds and compares. What was built stays.
   *
   * @throws BuildException if the build cannot start, or more entries fail than did before
   */
  public RebuildReport run(JavaSparkContext spark)
      throws IOException, BuildException, InterruptedException {
    Manifest made = new Build(spark, settings, plan, notices).run();
    FinishedBuild rebuilt = new FinishedBuild(plan.store(), made);
    List<String> counts =
        settings.sink() == Output.Sink.of(recorded.manifest().recipe().sink()).orElse(null)
            ? CountDifferences.of(recorded.manifest().counts(), made.counts())
            : List.of();
    List<String> cars = cars(made);
    AuditReport audit = audit(spark, rebuilt);
    boolean equal = audit.equal() && counts.isEmpty() && cars.isEmpty();
    return report(equal, List.of(), made.root(), counts, cars, audit);
  }

  /** Removes what was built. */
  public void remove() throws IOException {
    plan.store().delete("");
  }

  private AuditReport audit(JavaSparkContext spark, FinishedBuild rebuilt) throws IOException {
    Audit audit = new Audit(recorded, rebuilt, Optional.<Store>empty(), limits);
    Optional<AuditReport> known = audit.ofManifests();
    if (known.isPresent()) {
      return known.get();
    }
    return IndexFolder.isWhole(recorded) ? audit.run(spark) : audit.ofManifestsAlone();
  }

  /** By name, since sums are listed by name. Without CARs of its own a build says nothing. */
  private List<String> cars(Manifest made) {
    if (!settings.sink().hasCars()) {
      return List.of();
    }
    TreeMap<String, String> before = cars(recorded.manifest().files());
    TreeMap<String, String> now = cars(made.files());
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    return names.stream().filter(name -> !same(before.get(name), now.get(name))).toList();
  }

  private static TreeMap<String, String> cars(List<FileFact> files) {
    TreeMap<String, String> sums = new TreeMap<>();
    files.stream()
        .filter(file -> file.name().startsWith("car/"))
        .forEach(file -> sums.put(file.name(), file.sha256()));
    return sums;
  }

  private static boolean same(String before, String now) {
    return before != null && before.equals(now);
  }

  private RebuildReport report(
      boolean equal,
      List<String> sources,
      String rebuilt,
      List<String> counts,
      List<String> cars,
      AuditReport audit) {
    Manifest manifest = recorded.manifest();
    return new RebuildReport(
        equal,
        manifest.recipe().snapshot(),
        manifest.root(),
        sources,
        rebuilt,
        counts,
        cars,
        audit);
  }
}
