package org.wikimill.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.bzip2.Bzip2Blocks;
import org.wikimill.formats.dumps.DumpRange;
import org.wikimill.formats.dumps.XmlDump;
import org.wikimill.formats.dumps.XmlPageCursor;

/**
 * Reads all pages of one bzip2 dump with their texts: by the reader alone on one core, and through
 * the data source on one core and on all of them: {@code DumpsBench DUMP}.
 */
public final class DumpsBench {
  private static final long RANGE_BYTES = 4L << 20;

  private DumpsBench() {}

  public static void main(String[] args) throws IOException {
    Path dump = Path.of(args[0]);
    int cores = Runtime.getRuntime().availableProcessors();
    Map<String, Cost> costs = new LinkedHashMap<>();
    Pages pages;
    long xmlBytes;
    try (PositionedInput input = Inputs.file(dump)) {
      xmlBytes = decompressed(input);
      Cost before = Cost.soFar();
      pages = read(input);
      costs.put("wikimill's reader, 1 core", Cost.since(before));
    }
    for (int used = 1; used <= cores; used += Math.max(1, cores - 1)) {
      String name = "data source, " + used + (used == 1 ? " core" : " cores");
      costs.put(name, query(dump, used, pages));
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("pages", pages.count);
    figures.put("text_bytes", pages.textBytes);
    figures.put("xml_bytes", xmlBytes);
    figures.put("file_bytes", Files.size(dump));
    figures.put("costs", costs);
    new ObjectMapper().writeValue(System.out, figures);
  }

  private record Pages(long count, long textBytes) {}

  /** Time that passed, and time that all threads of this JVM were at work. */
  private record Cost(double seconds, @JsonProperty("cpu_seconds") double cpuSeconds) {
    static Cost soFar() {
      OperatingSystemMXBean system =
          ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
      return new Cost(System.nanoTime() / 1e9, system.getProcessCpuTime() / 1e9);
    }

    static Cost since(Cost before) {
      Cost now = soFar();
      return new Cost(now.seconds - before.seconds, now.cpuSeconds - before.cpuSeconds);
    }
  }

  private static long decompressed(PositionedInput input) throws IOException {
    long bytes = 0;
    for (Bzip2Blocks blocks = Bzip2Blocks.of(input); blocks.next(); ) {
      bytes += blocks.length();
    }
    return bytes;
  }

  private static Pages read(PositionedInput input) throws IOException {
    long count = 0;
    long textBytes = 0;
    XmlDump dump = XmlDump.open(input);
    for (DumpRange range : dump.ranges(RANGE_BYTES)) {
      try (XmlPageCursor cursor = XmlDump.read(input, range, dump.site())) {
        while (cursor.next()) {
          count++;
          textBytes += cursor.revision().main().utf8().length;
        }
      }
    }
    return new Pages(count, textBytes);
  }

  /** What a query costs, the session apart. */
  private static Cost query(Path dump, int cores, Pages expected) {
    SparkSession spark =
        SparkSession.builder()
            .master("local[" + cores + "]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
    try {
      spark.sql("select count(*) from range(10)").collect();
      Cost before = Cost.soFar();
      Row row =
          spark
              .read()
              .format("wikimedia-xml")
              .option("rangeBytes", RANGE_BYTES)
              .load(dump.toString())
              .selectExpr("count(*)", "sum(octet_length(text))")
              .first();
      Cost cost = Cost.since(before);
      if (!new Pages(row.getLong(0), row.getLong(1)).equals(expected)) {
        throw new IllegalStateException(row + " instead of " + expected);
      }
      return cost;
    } finally {
      spark.stop();
    }
  }
}
