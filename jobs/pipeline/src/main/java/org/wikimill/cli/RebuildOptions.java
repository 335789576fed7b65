package org.wikimill.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Locations;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rebuild.Rebuild;
import org.wikimill.pipeline.rebuild.RebuildReport;
import org.wikimill.pipeline.rebuild.RebuildSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wikimill audit --rebuild}: whether a source gives once more what a manifest says. */
final class RebuildOptions {
  @Option(
      names = "--rebuild",
      paramLabel = "MANIFEST",
      description =
          "Instead of A and B: check --source against the sources of a manifest (the file, or the"
              + " folder of its build), build with exactly its settings, and compare.")
  private String manifest;

  @Option(
      names = "--source",
      paramLabel = "FILE",
      description =
          "With --rebuild: the archive or dump, local or on any file system that Hadoop knows, or a"
              + " pattern; may be repeated.")
  private final List<String> sources = new ArrayList<>();

  @Mixin private TableOptions tables;

  @Option(
      names = "--media",
      paramLabel = "DIR",
      description = "With --rebuild: the folder of original files that joined the build.")
  private String media;

  @Option(
      names = "--resume",
      fallbackValue = "true",
      description = "With --rebuild: go on with one that was interrupted.")
  private boolean resume;

  boolean isWanted() {
    return manifest != null;
  }

  /** Whether a source is given that is to be compared. */
  boolean hasSources() {
    return !sources.isEmpty();
  }

  ExitCode run(AuditRun run) throws Exception {
    if (sources.isEmpty()) {
      throw run.wrong("--rebuild: --source FILE, what the build was made of");
    }
    FinishedBuild recorded = recorded(run);
    Rebuild rebuild =
        new Rebuild(
            recorded,
            settings(run, recorded),
            run.limits(),
            notice -> run.common().tell(List.of(notice)));
    Optional<RebuildReport> ofSources = rebuild.ofSources();
    RebuildReport report = ofSources.isPresent() ? ofSources.get() : build(rebuild, run);
    if (run.out() == null && ofSources.isEmpty()) {
      rebuild.remove();
    }
    run.common().result(new Answer(report));
    return report.equal() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
  }

  private RebuildReport build(Rebuild rebuild, AuditRun run) throws Exception {
    try (JavaSparkContext context = run.spark().open("rebuild " + manifest);
        Progress progress = Progress.follow(context, run.common(), rebuild.plan())) {
      return rebuild.run(context);
    }
  }

  private FinishedBuild recorded(AuditRun run) throws IOException {
    if (!manifest.endsWith(".json")) {
      return FinishedBuild.in(run.store(manifest));
    }
    int slash = manifest.lastIndexOf('/') + 1;
    String folder = slash == 0 ? "." : manifest.substring(0, slash);
    return FinishedBuild.of(run.store(folder), manifest.substring(slash));
  }

  private RebuildSettings settings(AuditRun run, FinishedBuild recorded) throws IOException {
    boolean kept = run.out() != null;
    return new RebuildSettings(
        Locations.expand(sources, run.spark().hadoop().configuration()),
        tables.files(run.spark().hadoop()),
        Optional.ofNullable(media),
        kept ? run.out() : beside(recorded.store().location()),
        kept ? Durability.SYNCED : Durability.CACHED,
        resume,
        run.spark().hadoop());
  }

  /** A folder beside that of the build, or beside a manifest that is alone; always the same. */
  private String beside(String folder) {
    String name = manifest.substring(manifest.lastIndexOf('/') + 1);
    boolean alone = manifest.endsWith(".json") && !name.equals(Manifest.NAME);
    return folder.replaceFirst("/+$", "") + (alone ? "/" + name : "") + ".rebuilt";
  }

  /** The root, if it is the same; else what differs. */
  private record Answer(RebuildReport report) implements CommonOptions.Result {
    @Override
    public String text() {
      return SidesText.of(report);
    }

    @Override
    public Object json() {
      return report;
    }
  }
}
