package org.wikimill.cli;

import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Locations;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.io.Stores;
import org.wikimill.pipeline.build.BuildException;
import org.wikimill.pipeline.joined.JoinedLimits;
import org.wikimill.pipeline.joined.JoinedTables;
import org.wikimill.pipeline.joined.SqlFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wikimill tables}: joins the dumps of a wiki's own tables into tables for analysts. */
@Command(
    name = "tables",
    description = "Joins a wiki's table dumps: categories, images, languages, with titles.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill tables --sql dumps -o tables                    all *.sql and *.sql.gz of a folder",
      "  wikimill tables --sql 'dumps/aawiki-*.sql.gz' -o tables  those of one wiki",
    })
final class TablesCommand implements Callable<Integer> {
  @Option(
      names = "--sql",
      paramLabel = "FILE",
      required = true,
      description =
          "A table dump, plain or gzip, a local folder or a pattern of them; may be repeated. What it is a dump of"
              + " stands in it: page, categorylinks, linktarget, imagelinks, image, langlinks.")
  private final List<String> sql = new ArrayList<>();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      required = true,
      description = "Where the tables go: index/TABLE/snapshot=NAME/*.parquet.")
  private String out;

  @Option(
      names = "--snapshot",
      paramLabel = "NAME",
      defaultValue = "tables",
      description = "What the tables are called (default: ${DEFAULT-VALUE}).")
  private String snapshot;

  @Mixin private SparkOptions spark;
  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws Exception {
    Store store = Stores.at(out, Durability.SYNCED, spark.hadoop());
    if (!store.list("").isEmpty()) {
      throw new BuildException(SETTINGS, store.location() + " is not empty: choose another --out");
    }
    List<String> patterns = sql.stream().map(TablesCommand::pattern).toList();
    List<String> paths = Locations.expand(patterns, spark.hadoop().configuration());
    SqlFiles files = SqlFiles.of(paths, spark.hadoop());
    try (JavaSparkContext context = spark.open("tables " + out);
        Progress progress = Progress.follow(context, common)) {
      common.result(
          new Answer(
              JoinedTables.write(
                  context, files, Optional.empty(), store, snapshot, JoinedLimits.STANDARD)));
    }
    return ExitCode.DONE.code();
  }

  /** A local folder stands for the dumps in it. */
  private static String pattern(String location) {
    boolean folder = !Locations.isUri(location) && Files.isDirectory(Path.of(location));
    return folder ? location + "/*.sql{,.gz}" : location;
  }

  /** A line for each table. */
  private record Answer(Map<String, Long> rows) implements CommonOptions.Result {
    @Override
    public String text() {
      return rows.entrySet().stream()
          .map(table -> String.format(Locale.ROOT, "%-15s %,d", table.getKey(), table.getValue()))
          .collect(Collectors.joining("\n"));
    }

    @Override
    public Object json() {
      return this;
    }
  }
}
