package org.wikimill.pipeline.build;

import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.site.Layout;
import org.wikimill.formats.site.RedirectRule;
import org.wikimill.formats.site.SiteLayout;
import org.wikimill.pipeline.blocks.MadeFile;
import org.wikimill.pipeline.blocks.MadePart;
import org.wikimill.pipeline.joined.JoinedTables;
import org.wikimill.pipeline.links.LinkLimits;
import org.wikimill.pipeline.links.LinkStage;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.SourceFacts;
import org.wikimill.pipeline.manifest.SourceSums;
import org.wikimill.pipeline.media.MediaStage;
import org.wikimill.pipeline.paths.RedirectRules;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.DeliveryException;
import org.wikimill.pipeline.rows.LinkFile;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.Redirects;
import org.wikimill.pipeline.search.Search;
import org.wikimill.pipeline.search.SearchParts;
import org.wikimill.pipeline.source.Source;
import org.wikimill.pipeline.source.SourceParts;
import org.wikimill.pipeline.tree.Tree;
import org.wikimill.pipeline.tree.TreeLimits;

/**
 * All stages of a build, one after the other. Each makes what is missing of it, so that they may
 * run again and again until nothing is.
 */
final class Stages {
  /** Each keeps a few jobs going; more would only fill the driver. */
  private static final int MAX_SOURCES_AT_ONCE = 4;

  private final JavaSparkContext spark;
  private final Settings settings;
  private final BuildPlan plan;
  private final Output output;
  private final List<SourceMill> mills = new ArrayList<>();
  private final List<Search> searches = new ArrayList<>();
  private final Optional<MediaStage> media;

  Stages(JavaSparkContext spark, Settings settings, BuildPlan plan, Output output)
      throws IOException {
    this.spark = spark;
    this.settings = settings;
    this.plan = plan;
    this.output = output;
    this.media = plan.mediaStage(output);
    for (int i = 0; i < plan.sources().size(); i++) {
      Optional<SourceParts> parts =
          plan.included().isEmpty() ? Optional.empty() : Optional.of(plan.included().get(i));
      Source source = plan.sources().get(i);
      mills.add(new SourceMill(spark, output, source, settings, parts, plan.shards(), media));
    }
    for (SearchParts parts : plan.searches()) {
      searches.add(new Search(spark, output, parts, plan.partsBeforeSearch()));
    }
  }

  /**
   * Runs them.
   *
   * @param redirects what {@link #prepare} gave
   * @return what was made
   */
  Manifest run(List<MadeFile> redirects, SourceCheck check, RunRecord record)
      throws IOException, BuildException, InterruptedException {
    mill(redirects);
    record.reached("blocks");
    if (!searches.isEmpty()) {
      for (Search search : searches) {
        search.build();
      }
      record.reached("search");
    }
    JoinedTables.Made tables = TableStage.run(spark, output, plan);
    record.reached("tables");
    if (!plan.included().isEmpty()) {
      join(check.await().sources());
      record.reached("source");
    }
    about();
    List<String> links = links();
    record.reached("links");
    Tree.Result tree =
        new Tree(spark, output, TreeLimits.DEFAULT).build(indexRows(), plan.partsBeforeTree());
    record.reached("tree");
    SourceCheck.Sums sums = check.await();
    record.reached("source check");
    List<String> more = new ArrayList<>(links);
    more.addAll(tables.rowFiles());
    more.addAll(tree.rowFiles());
    return manifest(
        tree.root(), more, sources(sums), TableStage.recorded(plan, tables, sums.tables()));
  }

  /**
   * Learns what the sources hold, and begins the build if that is what was asked for.
   *
   * @return files for the first source to hold
   */
  List<MadeFile> prepare(OutputFolder.State state) throws IOException, BuildException {
    boolean isNew = state == OutputFolder.State.NEW;
    if (isNew && plan.hasDumps()) {
      OutputFolder.begin(plan); // a dump is read, into files, before its redirects are known
    }
    if (media.isPresent()) {
      media.get().run(spark);
    }
    for (SourceMill mill : mills) {
      mill.prepare();
    }
    List<MadeFile> redirects = redirectsFile();
    if (isNew && !plan.hasDumps()) {
      OutputFolder.begin(plan);
    }
    return redirects;
  }

  /** The file {@code _redirects} for the whole tree, if redirects are served by it. */
  private List<MadeFile> redirectsFile() throws IOException, BuildException {
    if (settings.policy().redirects() != Redirects.FILE) {
      return List.of();
    }
    RedirectRules rules = RedirectRules.NONE;
    for (SourceMill mill : mills) {
      rules = rules.plus(mill.rules());
    }
    if (!rules.fit()) {
      throw new BuildException(
          SETTINGS,
          String.format(
              Locale.ROOT,
              "--redirects file: %d redirects make a file _redirects of %d bytes, of which gateways"
                  + " read %d",
              rules.count(),
              rules.lengthBytes(),
              RedirectRule.MAX_FILE_BYTES));
    }
    if (rules.count() == 0) {
      return List.of();
    }
    return List.of(new MadeFile(SiteLayout.REDIRECTS, "text/plain", rules.file()));
  }

  /**
   * Sources beside each other: small ones do not leave a cluster idle.
   *
   * @param made files for the first source to hold
   */
  private void mill(List<MadeFile> made) throws IOException, InterruptedException {
    ExecutorService drivers =
        Executors.newFixedThreadPool(Math.min(mills.size(), MAX_SOURCES_AT_ONCE));
    try {
      List<Future<Void>> running = new ArrayList<>();
      for (SourceMill mill : mills) {
        running.add(
            drivers.submit(
                () -> {
                  mill.mill(mill == mills.get(0) ? made : List.of());
                  return null;
                }));
      }
      awaitAll(running);
    } finally {
      drivers.shutdownNow();
    }
  }

  /** Waits for the last even if another fails: no task of one round may live in the next. */
  private static void awaitAll(List<Future<Void>> running)
      throws IOException, InterruptedException {
    Throwable failure = null;
    for (Future<Void> mill : running) {
      try {
        mill.get();
      } catch (ExecutionException e) {
        failure = failure == null || failure instanceof DeliveryException ? e.getCause() : failure;
      }
    }
    if (failure instanceof IOException io) {
      throw io;
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  /** What sites say of themselves, now that all their entries have been counted. */
  private void about() throws IOException {
    Optional<MadePart> part = plan.about();
    if (part.isEmpty() || output.store().exists(part.get().rowFile())) {
      return;
    }
    List<SourceFacts> facts = facts();
    List<MadeFile> files = new ArrayList<>();
    for (int i = 0; i < mills.size(); i++) {
      files.addAll(mills.get(i).about(facts.get(i), plan.recipe(), mills.size()));
    }
    part.get().make(spark, output, files);
  }

  /** What the sources are, as they were found. */
  private List<SourceFacts> facts() throws IOException {
    List<SourceFacts> planned = plan.facts();
    List<SourceFacts> found = new ArrayList<>();
    for (int i = 0; i < mills.size(); i++) {
      found.add(mills.get(i).facts(planned.get(i)));
    }
    return found;
  }

  /** Counts the links of a site: the row files that tell. */
  private List<String> links() throws IOException {
    if (settings.policy().layout() != Layout.Name.SITE) {
      return List.of();
    }
    return new LinkStage(spark, output, LinkLimits.DEFAULT)
        .run(indexRows(), LinkFile.names(plan.shards()));
  }

  private void join(List<SourceSums> sums) throws IOException {
    for (int i = 0; i < mills.size(); i++) {
      mills.get(i).finish(sums.get(i));
    }
  }

  /** The row files before the tree that hold rows for the index. */
  private List<String> indexRows() {
    return rowFiles(SourceMill::indexRows);
  }

  private List<String> rowFiles(Function<SourceMill, List<String>> ofMill) {
    List<String> names = new ArrayList<>();
    mills.forEach(mill -> names.addAll(ofMill.apply(mill)));
    media.ifPresent(stage -> names.addAll(stage.rowFiles()));
    plan.about().ifPresent(part -> names.add(part.rowFile()));
    plan.searches().forEach(parts -> names.addAll(parts.rowFiles()));
    return names;
  }

  private List<Manifest.Source> sources(SourceCheck.Sums sums) throws IOException {
    List<Manifest.Source> sources = new ArrayList<>();
    for (SourceFacts facts : facts()) {
      sources.add(new Manifest.Source(facts, sums.sources().get(sources.size())));
    }
    return sources;
  }

  /**
   * Adds up what was made.
   *
   * @param more the row files of stages that are of no source
   */
  private Manifest manifest(
      Cid root, List<String> more, List<Manifest.Source> sources, Manifest.Tables tables)
      throws IOException, BuildException {
    List<String> rowFiles = new ArrayList<>(rowFiles(SourceMill::rowFiles));
    rowFiles.addAll(more);
    Counts leftOut = Counts.NONE;
    for (SourceMill mill : mills) {
      leftOut = leftOut.plus(mill.leftOut());
    }
    Manifest manifest =
        Accounts.of(output, rowFiles, leftOut).manifest(root, plan.recipe(), sources, tables);
    if (manifest.counts().errors() > settings.allowErrors()) {
      throw FirstError.refusal(manifest.counts(), settings, output, indexRows());
    }
    return manifest;
  }
}
