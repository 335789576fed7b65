package org.wikimill.formats.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.wikimill.formats.bytes.Inputs;

/** How many bytes of unpacked dumps one core reads to the values of columns in a second. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SqlBenchmark {
  private static final int DUMP_BYTES = 32 << 20;

  /** What JMH reports for each second. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Work {
    public long bytes;
  }

  /** A dump of rows like those of the wikis. */
  @State(Scope.Thread)
  public static class Dump {
    /** Texts and numbers, or numbers alone. */
    @Param({"categorylinks", "pagelinks"})
    public String table;

    @Param({"plain", "gzip"})
    public String packing;

    private byte[] bytes;
    private int unpackedBytes;

    @Setup
    public void make() throws IOException {
      Random random = new Random(1);
      boolean texts = table.equals("categorylinks");
      StringBuilder text =
          new StringBuilder(
              texts
                  ? "CREATE TABLE `t` (`a` int, `b` blob, `c` timestamp, `d` blob, `e` blob, `f` int,"
                      + " `g` bigint);\nINSERT INTO `t` VALUES "
                  : "CREATE TABLE `t` (`a` int, `b` int, `g` bigint);\nINSERT INTO `t` VALUES ");
      for (String comma = ""; text.length() < DUMP_BYTES; comma = ",") {
        text.append(comma).append('(').append(random.nextInt(80_000_000)).append(',');
        if (texts) {
          text.append("'PEOPLE FROM ").append(random.nextInt(1_000_000)).append("\\nSMITH, JOHN',");
          text.append("'2025-02-17 13:31:43','Smith, John','page',1,");
        } else {
          text.append("0,");
        }
        text.append(random.nextInt(110_000_000)).append(')');
      }
      bytes = text.append(";\n").toString().getBytes(UTF_8);
      unpackedBytes = bytes.length;
      if (packing.equals("gzip")) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
          out.write(bytes);
        }
        bytes = packed.toByteArray();
      }
    }
  }

  @Benchmark
  public long allColumns(Dump dump, Work work) throws IOException {
    return read(SqlDump.open(Inputs.of("t.sql", dump.bytes)), dump, work);
  }

  @Benchmark
  public long twoColumns(Dump dump, Work work) throws IOException {
    List<String> selected = List.of("a", "g");
    return read(SqlDump.open(Inputs.of("t.sql", dump.bytes)).select(selected), dump, work);
  }

  private static long read(SqlDump rows, Dump dump, Work work) throws IOException {
    long sum = 0;
    int last = rows.table().index("g");
    int text = rows.table().index("b");
    while (rows.next()) {
      sum += rows.row().integer(0) + rows.row().integer(last);
      sum += rows.row().isNull(text) ? 0 : rows.row().bytes(text).length;
    }
    work.bytes += dump.unpackedBytes;
    return sum;
  }
}
