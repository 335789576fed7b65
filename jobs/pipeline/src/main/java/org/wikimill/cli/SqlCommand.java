package org.wikimill.cli;

import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.SparkThrowable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wikimill.functions.ArgumentException;
import org.wikimill.pipeline.build.BuildException;
import org.wikimill.pipeline.query.BuildViews;
import org.wikimill.pipeline.query.QueryRows;
import org.wikimill.pipeline.query.ReadMeter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wikimill sql}: queries over the tables of builds. */
@Command(
    name = "sql",
    description = {
      "Runs a query over the tables of builds: files, dirs, redirects, blocks, errors and, where a build",
      "has them, links and those of 'wikimill tables'. Column snapshot tells the builds apart."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill sql snapshot \"select cid from files where path = 'wiki/Anarchism'\"",
      "  wikimill sql old new \"select snapshot, count(*), sum(size) from files group by all\"",
      "  wikimill sql snapshot --format csv \"select mime, count(*) from files group by all\" > types.csv",
      "  wikimill sql snapshot --format parquet -o pages \"select path, cid from files where page_id > 0\"",
      "  wikimill sql snapshot --shell                        queries line by line, each up to its ';'",
    })
final class SqlCommand implements Callable<Integer> {
  private static final String PROMPT = "sql> ";
  private static final String CONTINUED = "...> ";

  /** How rows are told. */
  enum Format {
    TABLE,
    CSV,
    JSON,
    PARQUET
  }

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR... QUERY",
      description = "The folders of builds, then the query; with --shell folders alone.")
  private List<String> words;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "table for the eye, csv (RFC 4180), json (an object a line), parquet (default:"
              + " ${DEFAULT-VALUE}; --json is --format json).")
  private Format format;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where --format parquet goes: a folder that is not there yet.")
  private String out;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      description = "So many rows are shown in a table (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--shell", description = "Reads queries from standard input until it ends.")
  private boolean shell;

  @Mixin private SparkOptions spark;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    check();
    List<String> builds = shell ? words : words.subList(0, words.size() - 1);
    try (JavaSparkContext context = spark.open("sql " + String.join(" ", builds));
        Progress progress = Progress.follow(context, common)) {
      SparkSession session = BuildViews.open(context.sc(), builds);
      ReadMeter meter = ReadMeter.of(context.sc());
      if (shell) {
        progress.close();
        shell(session, meter);
      } else {
        run(session, meter, words.get(words.size() - 1));
      }
    }
    return ExitCode.DONE.code();
  }

  private void check() {
    if (!shell && words.size() < 2) {
      throw usage("expected folders of builds, then a query; or --shell");
    }
    if ((format == Format.PARQUET) != (out != null)) {
      throw usage("--format parquet and --out go together");
    }
    if (shell && out != null) {
      throw usage("--shell writes no files");
    }
    if (limit < 1) {
      throw usage("--limit " + limit + ": not below 1");
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void run(SparkSession session, ReadMeter meter, String query) throws Exception {
    long started = System.nanoTime();
    try {
      print(session.sql(query));
    } catch (Exception e) { // Spark's are checked ones that it does not declare
      throw told(e);
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    long read = meter.takeBytes();
    common.tell(List.of(String.format(Locale.ROOT, "%.1f s, %,d bytes read", seconds, read)));
  }

  /** What Spark says of a query that cannot be run is its user's to mend. */
  private static Exception told(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return failure;
      }
      if (cause instanceof ArgumentException) {
        return new BuildException(SETTINGS, cause.getMessage());
      }
      boolean said = cause instanceof SparkThrowable known && known.getCondition() != null;
      if (said && cause.getCause() == null && !((SparkThrowable) cause).isInternalError()) {
        return new BuildException(SETTINGS, cause.getMessage().strip());
      }
    }
    return failure;
  }

  private void print(Dataset<Row> rows) {
    PrintWriter printer = spec.commandLine().getOut();
    QueryRows query = new QueryRows(rows);
    switch (common.json() ? Format.JSON : format) {
      case TABLE -> printer.print(TextTable.of(query, limit));
      case CSV -> {
        printer.println(query.csvHeader());
        print(query.csv(), printer);
      }
      case JSON -> print(query.json(), printer);
      case PARQUET -> rows.write().parquet(out);
    }
    printer.flush();
  }

  private static void print(Iterator<String> lines, PrintWriter printer) {
    lines.forEachRemaining(printer::println);
  }

  /** A query that fails does not end the shell. */
  private void shell(SparkSession session, ReadMeter meter) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    StringBuilder query = new StringBuilder();
    prompt(PROMPT);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      query.append(line).append('\n');
      String text = query.toString().strip();
      if (text.endsWith(";")) {
        runOne(session, meter, text.substring(0, text.length() - 1));
        query.setLength(0);
      }
      prompt(query.toString().isBlank() ? PROMPT : CONTINUED);
    }
    if (!query.toString().isBlank()) {
      runOne(session, meter, query.toString());
    }
  }

  private void runOne(SparkSession session, ReadMeter meter, String query) {
    try {
      run(session, meter, query);
    } catch (Exception e) {
      Failures.tell(e, spec.commandLine().getErr());
    }
  }

  /** To stderr, so that results can be piped; not at all where nobody types. */
  private void prompt(String text) {
    if (Progress.onTerminal()) {
      spec.commandLine().getErr().print(text);
      spec.commandLine().getErr().flush();
    }
  }
}
