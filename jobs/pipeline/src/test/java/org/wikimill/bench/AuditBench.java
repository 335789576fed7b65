package org.wikimill.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.Digests;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.pipeline.audit.Audit;
import org.wikimill.pipeline.audit.AuditLimits;
import org.wikimill.pipeline.audit.AuditReport;
import org.wikimill.pipeline.audit.Cause;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.testing.MadeUpBuild;

/**
 * Compares two indexes that are made up: {@code AuditBench make|index|audit FILES FOLDER}.
 *
 * <p>Of a hundred files of the first, ten have other content in the second, one another media type,
 * and one is not there; {@code index} makes the first alone. {@code audit}, in another JVM, prints
 * what it cost as JSON, and fails if other differences are found than were made.
 */
public final class AuditBench {
  /** As builds have them. */
  private static final int ROWS_PER_PART = 1 << 18;

  private AuditBench() {}

  public static void main(String[] args) throws IOException {
    int files = Integer.parseInt(args[1]);
    Path folder = Path.of(args[2]);
    if (args[0].equals("make")) {
      make(folder.resolve("a"), files, 0);
      make(folder.resolve("b"), files, 1);
    } else if (args[0].equals("index")) {
      make(folder, files, 0);
    } else {
      new ObjectMapper().writeValue(System.out, audit(folder, files));
    }
  }

  private static void make(Path folder, int files, int edition) throws IOException {
    MadeUpBuild build = new MadeUpBuild(folder, "edition-" + edition);
    for (int from = 0; from < files; from += ROWS_PER_PART) {
      int end = Math.min(files, from + ROWS_PER_PART);
      build.files(
          from / ROWS_PER_PART,
          IntStream.range(from, end)
              .parallel()
              .filter(file -> edition == 0 || file % 100 != 11)
              .mapToObj(file -> row(file, edition))
              .toList());
    }
    build.dirs(List.of()).finish("root of edition " + edition);
  }

  private static FileRow row(int file, int edition) {
    boolean changed = edition > 0 && file % 100 < 10;
    byte[] content = (file + (changed ? " as of " + edition : "")).getBytes(UTF_8);
    byte[] sha256 = Digests.sha256().digest(content);
    String word = HexFormat.of().formatHex(sha256, 0, 4);
    String path = String.format(Locale.ROOT, "A/%08d_of_the_articles", file);
    return new FileRow(
        path.getBytes(UTF_8),
        Cid.sha256(1, Codec.RAW, sha256),
        content.length,
        content.length,
        sha256,
        edition > 0 && file % 100 == 10 ? "text/plain" : "text/html",
        "The article " + word,
        path,
        sha256,
        null,
        null,
        null);
  }

  private static Map<String, Object> audit(Path folder, int files) throws IOException {
    FinishedBuild a = FinishedBuild.in(store(folder.resolve("a")));
    FinishedBuild b = FinishedBuild.in(store(folder.resolve("b")));
    Store out = store(folder.resolve("out"));
    out.delete("");
    TaskCosts costs = new TaskCosts();
    JavaSparkContext spark = LocalContext.open("bench audit", folder);
    spark.sc().addSparkListener(costs);
    long started = System.nanoTime();
    AuditReport report = new Audit(a, b, Optional.of(out), AuditLimits.ofSamples(10)).run(spark);
    double seconds = (System.nanoTime() - started) / 1e9;
    spark.close(); // the listener has heard everything then
    check(report, Cause.SOURCE, files / 10);
    check(report, Cause.METADATA, files / 100);
    check(report, Cause.ONLY_IN_A, files / 100);
    return Map.of("seconds", seconds, "rows", 2L * files - files / 100, "tasks", costs.sum());
  }

  private static void check(AuditReport report, Cause cause, long paths) {
    long found =
        report.causes().stream()
            .filter(explained -> explained.cause() == cause)
            .mapToLong(AuditReport.Explained::paths)
            .sum();
    if (found != paths) {
      throw new IllegalStateException(cause + ": " + found + " paths, made were " + paths);
    }
  }

  private static LocalStore store(Path folder) {
    return new LocalStore(folder, Durability.CACHED);
  }
}
