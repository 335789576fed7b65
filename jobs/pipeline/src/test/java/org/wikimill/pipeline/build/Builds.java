package org.wikimill.pipeline.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.site.Layout;
import org.wikimill.pipeline.build.SitePolicy.History;
import org.wikimill.pipeline.joined.TableFiles;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.LinkTable;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.Redirects;
import org.wikimill.pipeline.source.DumpPolicy;
import org.wikimill.pipeline.source.SourcePlan;

/** Builds for tests: settings with defaults, each of which makes another value; and their run. */
final class Builds {
  private List<String> sources;
  private final Path out;
  private String profile = "unixfs-v1-2025";
  private Layout.Name layout = Layout.Name.ZIM;
  private Redirects redirects = Redirects.LINK;
  private Optional<String> mainPage = Optional.empty();
  private History history = History.UNKNOWN;
  private SitePolicy.SourceFile sourceFile = SitePolicy.SourceFile.OMITTED;
  private long shardBytes = SourcePlan.DEFAULT_SHARD_BYTES;
  private LinkTable linkTable = LinkTable.OMITTED;
  private long allowErrors;
  private DumpPolicy dumps = DumpPolicy.DEFAULT;
  private Optional<String> media = Optional.empty();
  private TableFiles tables = TableFiles.NONE;
  private Optional<Cid> expect = Optional.empty();
  private Output.Sink sink = Output.Sink.CAR;
  private Settings.ToNodes delivery = Settings.ToNodes.NONE;
  private boolean resume;
  private boolean verifySource = true;
  private HadoopSettings hadoop = HadoopSettings.NONE;

  private Builds(List<String> sources, Path out) {
    this.sources = sources;
    this.out = out;
  }

  static Builds of(Path source, Path out) {
    return of(source.toString(), out);
  }

  static Builds of(String source, Path out) {
    return new Builds(List.of(source), out);
  }

  private Builds with(Consumer<Builds> change) {
    Builds changed = new Builds(sources, out);
    changed.profile = profile;
    changed.layout = layout;
    changed.redirects = redirects;
    changed.mainPage = mainPage;
    changed.history = history;
    changed.sourceFile = sourceFile;
    changed.shardBytes = shardBytes;
    changed.linkTable = linkTable;
    changed.allowErrors = allowErrors;
    changed.dumps = dumps;
    changed.media = media;
    changed.tables = tables;
    changed.expect = expect;
    changed.sink = sink;
    changed.delivery = delivery;
    changed.resume = resume;
    changed.verifySource = verifySource;
    changed.hadoop = hadoop;
    change.accept(changed);
    return changed;
  }

  Path out() {
    return out;
  }

  Builds profile(String name) {
    return with(b -> b.profile = name);
  }

  Builds layout(Layout.Name name) {
    return with(b -> b.layout = name);
  }

  Builds mainPage(String title) {
    return with(b -> b.mainPage = Optional.of(title));
  }

  Builds redirects(Redirects policy) {
    return with(b -> b.redirects = policy);
  }

  Builds after(Cid root) {
    return with(b -> b.history = new History(Optional.of(root), Optional.empty()));
  }

  Builds shardBytes(long bytes) {
    return with(b -> b.shardBytes = bytes);
  }

  Builds allowErrors(long errors) {
    return with(b -> b.allowErrors = errors);
  }

  Builds dumps(DumpPolicy policy) {
    return with(b -> b.dumps = policy);
  }

  Builds media(String folder) {
    return with(b -> b.media = Optional.of(folder));
  }

  Builds tables(TableFiles files) {
    return with(b -> b.tables = files);
  }

  Builds listingLinks() {
    return with(b -> b.linkTable = LinkTable.INCLUDED);
  }

  Builds expecting(Cid root) {
    return with(b -> b.expect = Optional.of(root));
  }

  Builds ofSources(Path... several) {
    return with(b -> b.sources = Stream.of(several).map(Path::toString).toList());
  }

  Builds includingSource() {
    return with(b -> b.sourceFile = SitePolicy.SourceFile.INCLUDED);
  }

  Builds into(Output.Sink other, Settings.ToNodes nodes) {
    return with(
        b -> {
          b.sink = other;
          b.delivery = nodes;
        });
  }

  Builds resuming() {
    return with(b -> b.resume = true);
  }

  Builds unverified() {
    return with(b -> b.verifySource = false);
  }

  Builds hadoop(HadoopSettings settings) {
    return with(b -> b.hadoop = settings);
  }

  Settings settings() {
    return new Settings(
        sources,
        Optional.of(out.toString()),
        Optional.of("test"),
        CidProfile.named(profile),
        new SitePolicy(
            layout, redirects, mainPage, sourceFile, SitePolicy.Imprint.NONE, history, dumps),
        media,
        tables,
        shardBytes,
        sink,
        delivery,
        linkTable,
        Durability.CACHED,
        allowErrors,
        expect,
        resume,
        false,
        verifySource,
        hadoop);
  }

  Manifest run(JavaSparkContext spark) throws IOException, BuildException, InterruptedException {
    Settings settings = settings();
    return new Build(spark, settings, BuildPlan.of(settings), notice -> {}).run();
  }

  /** Runs the build on another store than a local folder. */
  Manifest run(JavaSparkContext spark, UnaryOperator<Store> store)
      throws IOException, BuildException, InterruptedException {
    Settings settings = settings();
    BuildPlan plan = BuildPlan.of(settings);
    BuildPlan onStore =
        new BuildPlan(
            plan.sources(),
            plan.included(),
            plan.recipe(),
            store.apply(plan.store()),
            plan.media(),
            plan.tables());
    return new Build(spark, settings, onStore, notice -> {}).run();
  }
}
