package org.wikimill.pipeline.build;

import static org.wikimill.pipeline.build.BuildException.Reason.BAD_INPUT;
import static org.wikimill.pipeline.build.BuildException.Reason.CHECK_FAILED;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.pipeline.blocks.Blocks;
import org.wikimill.pipeline.manifest.Json;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.SourceSums;
import org.wikimill.pipeline.pages.Pages;
import org.wikimill.pipeline.paths.Paths;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PartSummary;
import org.wikimill.pipeline.rows.Served;
import org.wikimill.pipeline.tree.Tree;
import org.wikimill.pipeline.tree.TreeLimits;

/** The main job: an archive becomes a finished build. */
public final class Build {
  private final JavaSparkContext spark;
  private final Settings settings;
  private final BuildPlan plan;
  private final Output output;

  public Build(JavaSparkContext spark, Settings settings, BuildPlan plan) {
    this.spark = spark;
    this.settings = settings;
    this.plan = plan;
    this.output =
        new Output(plan.store(), plan.recipe().snapshot(), settings.profile(), settings.sink());
  }

  /**
   * Runs all stages; what an interrupted build has committed is not done again.
   *
   * @throws BuildException if the build cannot start, or ends without being what was asked for
   */
  public Manifest run() throws IOException, BuildException, InterruptedException {
    if (!OutputFolder.prepare(plan, settings.resume())) {
      OutputFolder.clean(plan.store());
      return checked(Json.read(plan.store(), Manifest.NAME, Manifest.class));
    }
    RunRecord run = RunRecord.start(spark.sc(), settings.source());
    Manifest manifest;
    try (SourceCheck check = SourceCheck.start(plan.source(), settings.verifySource())) {
      mill();
      run.reached("blocks");
      Tree.Result tree =
          new Tree(spark, output, TreeLimits.DEFAULT).build(Blocks.rowFiles(plan.source()));
      run.reached("tree");
      SourceSums sums = check.await();
      run.reached("source check");
      manifest = manifest(tree, sums);
    }
    Json.write(plan.store(), RunRecord.NAME, run.finish(manifest.counts()));
    Json.write(plan.store(), manifest);
    OutputFolder.clean(plan.store());
    return checked(manifest);
  }

  private void mill() throws IOException {
    List<Integer> missing = Blocks.missing(plan.source(), output);
    if (missing.isEmpty()) {
      return;
    }
    Served served =
        settings.redirects() == Settings.Redirects.LINK
            ? Served.CONTENT_AND_ALIASES
            : Served.CONTENT;
    JavaPairRDD<byte[], byte[]> pages = Pages.of(spark, plan.source());
    JavaPairRDD<byte[], byte[]> places =
        Paths.exceptions(spark, pages, served, Paths.MAX_BROADCAST);
    Blocks.mill(spark, pages.union(places), plan.source(), output, served, missing);
  }

  private Manifest manifest(Tree.Result tree, SourceSums sums) throws IOException, BuildException {
    List<String> rowFiles = new ArrayList<>(Blocks.rowFiles(plan.source()));
    rowFiles.addAll(tree.rowFiles());
    List<FileFact> files = new ArrayList<>();
    Counts counts = Counts.NONE;
    for (String rowFile : rowFiles) {
      PartSummary summary = output.summary(rowFile);
      files.addAll(summary.files());
      counts = counts.plus(summary.counts());
    }
    files.sort(Comparator.comparing(FileFact::name));
    if (counts.entries() != plan.source().entries()) {
      throw new IllegalStateException(
          "entries do not add up: " + plan.source().entries() + " in the source, " + counts);
    }
    if (counts.errors() > settings.allowErrors()) {
      throw new BuildException(
          BAD_INPUT,
          counts.errors()
              + " entries failed, "
              + settings.allowErrors()
              + " allowed (--allow-errors): see "
              + plan.store().location()
              + "/index/errors; the first, in "
              + plan.source().location()
              + ": "
              + FirstError.of(output, Blocks.rowFiles(plan.source())));
    }
    return new Manifest(
        tree.root().toString(), plan.recipe(), plan.facts(), sums, counts, List.copyOf(files));
  }

  private Manifest checked(Manifest manifest) throws BuildException {
    String expected = settings.expect().map(Object::toString).orElse(manifest.root());
    if (!expected.equals(manifest.root())) {
      throw new BuildException(
          CHECK_FAILED, "root is " + manifest.root() + ", expected " + expected);
    }
    return manifest;
  }
}
