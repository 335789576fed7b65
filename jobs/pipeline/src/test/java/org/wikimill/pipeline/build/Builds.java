package org.wikimill.pipeline.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.source.SourcePlan;

/** Builds for tests: settings with defaults, and their run. */
record Builds(
    String source,
    Path out,
    String profile,
    Settings.Redirects redirects,
    long shardBytes,
    long allowErrors,
    Optional<Cid> expect,
    boolean resume) {

  static Builds of(Path source, Path out) {
    return new Builds(
        source.toString(),
        out,
        "unixfs-v1-2025",
        Settings.Redirects.LINK,
        SourcePlan.DEFAULT_SHARD_BYTES,
        0,
        Optional.empty(),
        false);
  }

  Builds profile(String name) {
    return new Builds(source, out, name, redirects, shardBytes, allowErrors, expect, resume);
  }

  Builds redirects(Settings.Redirects policy) {
    return new Builds(source, out, profile, policy, shardBytes, allowErrors, expect, resume);
  }

  Builds shardBytes(long bytes) {
    return new Builds(source, out, profile, redirects, bytes, allowErrors, expect, resume);
  }

  Builds allowErrors(long errors) {
    return new Builds(source, out, profile, redirects, shardBytes, errors, expect, resume);
  }

  Builds expecting(Cid root) {
    return new Builds(
        source, out, profile, redirects, shardBytes, allowErrors, Optional.of(root), resume);
  }

  Builds resuming() {
    return new Builds(source, out, profile, redirects, shardBytes, allowErrors, expect, true);
  }

  Settings settings() {
    return new Settings(
        source,
        Optional.of(out),
        Optional.of("test"),
        CidProfile.named(profile),
        redirects,
        shardBytes,
        Output.Sink.CAR,
        Durability.CACHED,
        allowErrors,
        expect,
        resume,
        true);
  }

  Manifest run(JavaSparkContext spark) throws IOException, BuildException, InterruptedException {
    Settings settings = settings();
    return new Build(spark, settings, BuildPlan.of(settings)).run();
  }

  /** Runs the build on another store than a local folder. */
  Manifest run(JavaSparkContext spark, UnaryOperator<Store> store)
      throws IOException, BuildException, InterruptedException {
    Settings settings = settings();
    BuildPlan plan = BuildPlan.of(settings);
    BuildPlan onStore =
        new BuildPlan(plan.source(), plan.facts(), plan.recipe(), store.apply(plan.store()));
    return new Build(spark, settings, onStore).run();
  }
}
