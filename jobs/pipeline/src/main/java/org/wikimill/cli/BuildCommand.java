package org.wikimill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Locations;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.build.Build;
import org.wikimill.pipeline.build.BuildPlan;
import org.wikimill.pipeline.build.Settings;
import org.wikimill.pipeline.build.SitePolicy;
import org.wikimill.pipeline.build.SnapshotName;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.LinkTable;
import org.wikimill.pipeline.sample.SampleWiki;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wikimill build}: an archive becomes CAR shards, an index, a manifest and a root CID. */
@Command(
    name = "build",
    description = "Mills an archive: prints the root CID of its tree.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill build                                 the bundled sample wiki, to ./mill-wiki_...",
      "  wikimill build X.zim -o out                    CAR shards and index of a web site in ./out",
      "  ROOT=$(wikimill build X.zim -q)                stdout carries the root alone",
      "  wikimill build X-pages-articles.xml.bz2        a web site of an XML dump",
      "  wikimill build 'X-pages-articles*.xml-p*.bz2'  of a dump that comes in parts",
      "  wikimill build X.xml.bz2 --sql dumps           with the wiki's tables beside the index",
      "  wikimill build X.zim --layout zim              the entries as they are, by their own names",
      "  wikimill build X.zim -o out --resume           go on where a build was interrupted",
      "  wikimill build '*.zim' --snapshot all          several archives, a directory each",
      "  wikimill build hdfs://h/X.zim -o hdfs://h/out  from and to any file system that Hadoop knows",
      "  wikimill build X.zim --sink none --expect CID  rebuild, compare, keep the index alone",
      "  wikimill build X.zim --sink kubo --node http://127.0.0.1:5001    into IPFS nodes",
    })
final class BuildCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "SOURCE",
      description =
          "ZIM archives (files, or the first parts or base names of split ones), XML dumps or"
              + " Enterprise HTML snapshots of Wikimedia's, local or on any file system that Hadoop"
              + " knows, or patterns ('*.zim'). Several become one tree with a directory each; files"
              + " that are parts of a dump by their names are one source."
              + " Without any, the bundled sample wiki.")
  private List<String> sources = List.of();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description =
          "Where the build is made: a folder, local or on any file system that Hadoop knows, such"
              + " as hdfs://HOST/DIR (default: ./NAME of the snapshot).")
  private String out;

  @Option(
      names = "--snapshot",
      paramLabel = "NAME",
      description =
          "The snapshot's name (default: the archive's M/Name and M/Date, a dump's wiki and date,"
              + " else its stem).")
  private String snapshot;

  @Option(
      names = "--main-page",
      paramLabel = "TITLE",
      description =
          "The page to land on, by title or path (default: the archive's own). Layout site.")
  private String mainPage;

  @Option(
      names = "--previous",
      paramLabel = "ROOT",
      description = "The root of the snapshot before, as the about page says. Layout site.")
  private String previous;

  @Option(
      names = "--archive-url",
      paramLabel = "URL",
      description = "Where the archive can be had, as the about page says. Layout site.")
  private String archiveUrl;

  @Option(
      names = "--media",
      paramLabel = "DIR",
      description =
          "Of a dump: a folder of the wiki's original files, on any file system that Hadoop knows."
              + " All of them join the site, each with a page that describes it; articles show"
              + " them.")
  private String media;

  @Mixin private TableOptions tables;
  @Mixin private TreeOptions tree;

  @Mixin private SinkOptions sink;

  @Option(
      names = "--links",
      fallbackValue = "true",
      description = "List every link of the pages in table links. Layout site.")
  private boolean links;

  @Option(
      names = "--shard-size",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      defaultValue = "256M",
      description =
          "The most stored bytes of the source in one CAR (default: ${DEFAULT-VALUE}). Small"
              + " sources are cut smaller. Decides the shards, not the root.")
  private long shardBytes;

  @Option(
      names = "--allow-errors",
      paramLabel = "N",
      defaultValue = "0",
      description = "So many entries may fail (default: ${DEFAULT-VALUE}).")
  private long allowErrors;

  @Option(
      names = "--expect",
      paramLabel = "ROOT",
      description = "The root that must come out; any other ends with exit code 1.")
  private String expect;

  @Option(
      names = "--resume",
      fallbackValue = "true",
      description = "Go on with an interrupted build in --out.")
  private boolean resume;

  @Option(
      names = "--break-lock",
      fallbackValue = "true",
      description =
          "With --resume: take the folder from a build on another machine that ended without"
              + " giving it back. Never while that build runs.")
  private boolean breakLock;

  @Option(
      names = "--dry-run",
      fallbackValue = "true",
      description = "Tell the plan and, about, what it takes; build nothing.")
  private boolean dryRun;

  @Option(
      names = "--no-verify-source",
      fallbackValue = "true",
      description = "Do not compare the source with its own checksum; the manifest says so.")
  private boolean skipVerify;

  @Option(
      names = "--no-sync",
      fallbackValue = "true",
      description = "Do not force files to the disk: a power cut may lose a finished build.")
  private boolean noSync;

  @Mixin private SparkOptions spark;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    checkOptions();
    if (!sources.isEmpty()) {
      return build(settings(Locations.expand(sources, spark.hadoop().configuration())));
    }
    Path sample = Files.createTempFile("sample-wiki", ".zim");
    try {
      SampleWiki.write(sample);
      return build(settings(List.of(sample.toString())));
    } finally {
      Files.deleteIfExists(sample);
    }
  }

  private int build(Settings settings) throws Exception {
    BuildPlan plan = BuildPlan.of(settings);
    if (dryRun) {
      common.result(DryRun.of(plan));
      return ExitCode.DONE.code();
    }
    long started = System.nanoTime();
    try (JavaSparkContext context = spark.open("build " + plan.recipe().snapshot());
        Progress progress = Progress.follow(context, common, plan)) {
      Manifest manifest =
          new Build(context, settings, plan, notice -> common.tell(List.of(notice))).run();
      progress.close();
      Summary summary = Summary.of(manifest, plan.store().location(), System.nanoTime() - started);
      common.tell(summary.lines());
      common.result(summary);
    }
    return ExitCode.DONE.code();
  }

  private Settings.ToNodes toNodes() throws IOException {
    try {
      return sink.nodes();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Settings settings(List<String> locations) throws IOException {
    return new Settings(
        locations,
        Optional.ofNullable(out),
        Optional.ofNullable(snapshot),
        tree.profile(),
        tree.policy(
            Optional.ofNullable(mainPage),
            new SitePolicy.History(
                Optional.ofNullable(previous).map(Cid::parse), Optional.ofNullable(archiveUrl))),
        Optional.ofNullable(media),
        tables.files(spark.hadoop()),
        shardBytes,
        sink.sink(),
        toNodes(),
        links ? LinkTable.INCLUDED : LinkTable.OMITTED,
        noSync ? Durability.CACHED : Durability.SYNCED,
        allowErrors,
        Optional.ofNullable(expect).map(Cid::parse),
        resume,
        breakLock,
        !skipVerify,
        spark.hadoop());
  }

  /** All that is wrong with the options, at once. */
  private void checkOptions() {
    List<String> wrong = new ArrayList<>();
    if (snapshot != null && !SnapshotName.isValid(snapshot)) {
      wrong.add("--snapshot " + snapshot + ": letters, digits and ._- only, 128 at most");
    }
    if (allowErrors < 0) {
      wrong.add("--allow-errors " + allowErrors + ": not below 0");
    }
    if (breakLock && !resume) {
      wrong.add("--break-lock: only with --resume");
    }
    if (tables.hasMediaInfos() && media == null && !tables.hasTables()) {
      wrong.add("--media-info: only with --sql or --media");
    }
    tree.check(wrong);
    sink.check(wrong);
    checkCid(wrong, "--expect", expect);
    checkCid(wrong, "--previous", previous);
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("\n", wrong));
    }
  }

  private static void checkCid(List<String> wrong, String option, String text) {
    try {
      if (text != null) {
        Cid.parse(text);
      }
    } catch (IllegalArgumentException e) {
      wrong.add(option + ": " + e.getMessage());
    }
  }
}
