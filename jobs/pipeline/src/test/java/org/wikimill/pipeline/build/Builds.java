package org.wikimill.pipeline.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.site.Layout;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.Redirects;
import org.wikimill.pipeline.source.SourcePlan;

/** Builds for tests: settings with defaults, and their run. */
record Builds(
    List<String> sources,
    Path out,
    String profile,
    Layout.Name layout,
    Redirects redirects,
    Optional<String> mainPage,
    Settings.SourceFile sourceFile,
    long shardBytes,
    long allowErrors,
    Optional<Cid> expect,
    boolean resume) {

  static Builds of(Path source, Path out) {
    return new Builds(
        List.of(source.toString()),
        out,
        "unixfs-v1-2025",
        Layout.Name.ZIM,
        Redirects.LINK,
        Optional.empty(),
        Settings.SourceFile.OMITTED,
        SourcePlan.DEFAULT_SHARD_BYTES,
        0,
        Optional.empty(),
        false);
  }

  Builds profile(String name) {
    return new Builds(
        sources,
        out,
        name,
        layout,
        redirects,
        mainPage,
        sourceFile,
        shardBytes,
        allowErrors,
        expect,
        resume);
  }

  Builds layout(Layout.Name name) {
    return new Builds(
        sources,
        out,
        profile,
        name,
        redirects,
        mainPage,
        sourceFile,
        shardBytes,
        allowErrors,
        expect,
        resume);
  }

  Builds mainPage(String title) {
    return new Builds(
        sources,
        out,
        profile,
        layout,
        redirects,
        Optional.of(title),
        sourceFile,
        shardBytes,
        allowErrors,
        expect,
        resume);
  }

  Builds redirects(Redirects policy) {
    return new Builds(
        sources,
        out,
        profile,
        layout,
        policy,
        mainPage,
        sourceFile,
        shardBytes,
        allowErrors,
        expect,
        resume);
  }

  Builds shardBytes(long bytes) {
    return new Builds(
        sources,
        out,
        profile,
        layout,
        redirects,
        mainPage,
        sourceFile,
        bytes,
        allowErrors,
        expect,
        resume);
  }

  Builds allowErrors(long errors) {
    return new Builds(
        sources,
        out,
        profile,
        layout,
        redirects,
        mainPage,
        sourceFile,
        shardBytes,
        errors,
        expect,
        resume);
  }

  Builds expecting(Cid root) {
    return new Builds(
        sources,
        out,
        profile,
        layout,
        redirects,
        mainPage,
        sourceFile,
        shardBytes,
        allowErrors,
        Optional.of(root),
        resume);
  }

  Builds ofSources(Path... several) {
    return new Builds(
        Stream.of(several).map(Path::toString).toList(),
        out,
        profile,
        layout,
        redirects,
        mainPage,
        sourceFile,
        shardBytes,
        allowErrors,
        expect,
        resume);
  }

  Builds includingSource() {
    return new Builds(
        sources,
        out,
        profile,
        layout,
        redirects,
        mainPage,
        Settings.SourceFile.INCLUDED,
        shardBytes,
        allowErrors,
        expect,
        resume);
  }

  Builds resuming() {
    return new Builds(
        sources,
        out,
        profile,
        layout,
        redirects,
        mainPage,
        sourceFile,
        shardBytes,
        allowErrors,
        expect,
        true);
  }

  Settings settings() {
    return new Settings(
        sources,
        Optional.of(out.toString()),
        Optional.of("test"),
        CidProfile.named(profile),
        layout,
        redirects,
        mainPage,
        sourceFile,
        shardBytes,
        Output.Sink.CAR,
        Durability.CACHED,
        allowErrors,
        expect,
        resume,
        false,
        true,
        HadoopSettings.NONE);
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
        new BuildPlan(plan.sources(), plan.included(), plan.recipe(), store.apply(plan.store()));
    return new Build(spark, settings, onStore, notice -> {}).run();
  }
}
