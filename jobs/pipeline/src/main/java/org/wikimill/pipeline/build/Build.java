package org.wikimill.pipeline.build;

import static org.wikimill.pipeline.build.BuildException.Reason.BAD_INPUT;
import static org.wikimill.pipeline.build.BuildException.Reason.CHECK_FAILED;
import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.SinkException;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.site.Layout;
import org.wikimill.formats.site.RedirectRule;
import org.wikimill.formats.site.SiteLayout;
import org.wikimill.pipeline.blocks.MadeFile;
import org.wikimill.pipeline.blocks.MadePart;
import org.wikimill.pipeline.build.BuildLock.Doubt;
import org.wikimill.pipeline.build.BuildLock.Holder;
import org.wikimill.pipeline.joined.JoinedTables;
import org.wikimill.pipeline.links.LinkLimits;
import org.wikimill.pipeline.links.LinkStage;
import org.wikimill.pipeline.manifest.Json;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.SourceFacts;
import org.wikimill.pipeline.manifest.SourceSums;
import org.wikimill.pipeline.media.MediaStage;
import org.wikimill.pipeline.paths.RedirectRules;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.LinkFile;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.Redirects;
import org.wikimill.pipeline.search.Search;
import org.wikimill.pipeline.search.SearchParts;
import org.wikimill.pipeline.source.Source;
import org.wikimill.pipeline.source.SourceParts;
import org.wikimill.pipeline.tree.Tree;
import org.wikimill.pipeline.tree.TreeLimits;

/** The main job: archives become a finished build. */
public final class Build {
  /** Each keeps a few jobs going; more would only fill the driver. */
  private static final int MAX_SOURCES_AT_ONCE = 4;

  private final JavaSparkContext spark;
  private final Settings settings;
  private final BuildPlan plan;
  private final String run = Long.toHexString(ThreadLocalRandom.current().nextLong());
  private final Output output;
  private final List<SourceMill> mills = new ArrayList<>();
  private final List<Search> searches = new ArrayList<>();
  private final Optional<MediaStage> media;
  private final Consumer<String> notices;

  /**
   * A build that has not begun.
   *
   * @param notices is told what a user should know, but need not act on
   */
  public Build(JavaSparkContext spark, Settings settings, BuildPlan plan, Consumer<String> notices)
      throws IOException {
    this.spark = spark;
    this.settings = settings;
    this.plan = plan;
    this.notices = notices;
    this.output =
        new Output(
            plan.store().inRun(run),
            plan.recipe().snapshot(),
            settings.profile(),
            settings.sink(),
            settings.linkTable());
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
   * Runs all stages; what an interrupted build has committed is not done again.
   *
   * @throws BuildException if the build cannot start, or ends without being what was asked for
   */
  public Manifest run() throws IOException, BuildException, InterruptedException {
    Store store = plan.store();
    Doubt doubt = settings.breakLock() ? Doubt.BREAK : Doubt.REFUSE;
    BuildLock.requireFree(store, doubt);
    OutputFolder.check(plan, settings.resume()); // what is another's is refused untouched
    Holder own = Holder.own(spark.sc().applicationId());
    try (BuildLock lock = BuildLock.take(store, own, doubt, notices)) {
      return run(lock);
    } catch (Exception e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SinkException failure) {
          throw Room.tell(failure, plan, output);
        }
      }
      throw e;
    }
  }

  private Manifest run(BuildLock lock) throws IOException, BuildException, InterruptedException {
    OutputFolder.State state = OutputFolder.check(plan, settings.resume());
    plan.store().begin(run);
    if (state == OutputFolder.State.FINISHED) {
      OutputFolder.clean(plan.store(), run);
      return checked(Json.read(plan.store(), Manifest.NAME, Manifest.class));
    }
    List<MadeFile> redirects = prepare(state);
    RunRecord record = RunRecord.start(spark.sc(), settings.sources(), output.committed());
    Manifest manifest;
    try (SourceCheck check = SourceCheck.start(plan, settings.verifySource())) {
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
      manifest =
          manifest(
              tree.root(), more, sources(sums), TableStage.recorded(plan, tables, sums.tables()));
    }
    lock.requireHeld();
    Json.write(plan.store(), RunRecord.NAME, record.finish(manifest.counts(), output.committed()));
    Json.write(plan.store(), manifest);
    OutputFolder.clean(plan.store(), run);
    return checked(manifest);
  }

  /**
   * Learns what the sources hold, and begins the build if that is what was asked for.
   *
   * @return files for the first source to hold
   */
  private List<MadeFile> prepare(OutputFolder.State state) throws IOException, BuildException {
    boolean isNew = state == OutputFolder.State.NEW;
    if (isNew && plan.hasDumps()) {
      OutputFolder.begin(plan); // a dump is read, into files, before its redirects are known
    }
    try {
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
    } catch (BuildException e) {
      if (isNew) {
        OutputFolder.clean(plan.store(), run);
      }
      throw e;
    }
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
      ExecutorCompletionService<Void> running = new ExecutorCompletionService<>(drivers);
      for (SourceMill mill : mills) {
        running.submit(
            () -> {
              mill.mill(mill == mills.get(0) ? made : List.of());
              return null;
            });
      }
      for (int i = 0; i < mills.size(); i++) {
        running.take().get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      drivers.shutdownNow();
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

  private void join(List<SourceSums> sums) {
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
    checkErrors(manifest.counts());
    return manifest;
  }

  private void checkErrors(Counts counts) throws IOException, BuildException {
    if (counts.errors() > settings.allowErrors()) {
      throw new BuildException(
          BAD_INPUT,
          counts.errors()
              + " entries failed, "
              + settings.allowErrors()
              + " allowed (--allow-errors): see "
              + plan.store().location()
              + "/index/errors; the first, in "
              + String.join(", ", settings.sources())
              + ": "
              + FirstError.of(output, indexRows()));
    }
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
