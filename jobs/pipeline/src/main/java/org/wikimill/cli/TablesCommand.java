package org.wikimill.cli;

import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.io.IOException;
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
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.pipeline.build.BuildException;
import org.wikimill.pipeline.joined.JoinedLimits;
import org.wikimill.pipeline.joined.JoinedTables;
import org.wikimill.pipeline.joined.TableInputs;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.source.DumpPlan;
import org.wikimill.pipeline.source.DumpPolicy;
import org.wikimill.pipeline.source.DumpPolicy.Truncated;
import org.wikimill.pipeline.source.SourcePlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
      "  wikimill tables --xml X-pages-articles.xml.bz2 -o tables what the pages' texts themselves name",
    })
final class TablesCommand implements Callable<Integer> {
  @Mixin private TableOptions tables;

  @Option(
      names = "--xml",
      paramLabel = "FILE",
      description =
          "An XML dump of the wiki's pages, or a pattern of its parts; may be repeated. It tells titles,"
              + " categories, files and languages where no dump of a table does, as far as the"
              + " wikitext itself names them.")
  private List<String> xml = List.of();

  @Option(
      names = "--allow-truncated",
      fallbackValue = "true",
      description = "With --xml: read what stands before the end of a dump that is cut.")
  private boolean allowTruncated;

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
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (xml.isEmpty() && !tables.hasTables() && !tables.hasMediaInfos()) {
      throw new ParameterException(
          spec.commandLine(), "nothing to make tables of: --sql, --xml or --media-info");
    }
    Store store = NewFiles.emptyFolder(out, Durability.SYNCED, spark.hadoop());
    TableInputs inputs = TableInputs.of(tables.files(spark.hadoop()), spark.hadoop());
    Optional<DumpPlan> pages = pages();
    Output output =
        new Output(store, snapshot, CidProfile.named("unixfs-v1-2025"), Output.Sink.NONE);
    try (JavaSparkContext context = spark.open("tables " + out);
        Progress progress = Progress.follow(context, common)) {
      JoinedTables.Made made =
          JoinedTables.write(context, inputs, pages, output, JoinedLimits.STANDARD);
      store.delete(Output.WORK);
      common.result(new Answer(made.rows()));
    }
    return ExitCode.DONE.code();
  }

  private Optional<DumpPlan> pages() throws IOException, BuildException {
    if (xml.isEmpty()) {
      return Optional.empty();
    }
    List<String> files = Locations.expand(xml, spark.hadoop().configuration());
    List<List<String>> sources = SourcePlan.sources(files);
    DumpPolicy policy =
        new DumpPolicy(List.of(), allowTruncated ? Truncated.ALLOWED : Truncated.REFUSED);
    SourcePlan plan =
        SourcePlan.of(sources.get(0), SourcePlan.DEFAULT_SHARD_BYTES, policy, spark.hadoop());
    if (sources.size() > 1 || !(plan instanceof DumpPlan dump && dump.hasWikitext())) {
      throw new BuildException(SETTINGS, "--xml: a single dump of pages as XML, in parts or not");
    }
    return Optional.of((DumpPlan) plan);
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
