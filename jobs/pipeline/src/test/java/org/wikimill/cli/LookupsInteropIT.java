package org.wikimill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.pipeline.testing.MadeUpBuild;
import org.wikimill.testing.Command;
import org.wikimill.testing.Tools;

/** What looking up one file of an index of many row groups reads. */
class LookupsInteropIT {
  private static final int PARTS = 2;
  private static final int ROWS_PER_PART = 1 << 18;
  private static final Pattern READ = Pattern.compile("([\\d,]+) bytes read");

  /** At most this share of the table, which has four row groups; all of two columns are more. */
  private static final double SMALL = 0.2;

  @TempDir private static Path build;
  private static FileRow wanted;
  private static long tableBytes;

  @BeforeAll
  static void makeAnIndex() throws IOException {
    MadeUpBuild index = new MadeUpBuild(build, "many");
    int rowGroups = 0;
    for (int part = 0; part < PARTS; part++) {
      int from = part * ROWS_PER_PART;
      List<FileRow> rows =
          IntStream.range(from, from + ROWS_PER_PART)
              .parallel()
              .mapToObj(LookupsInteropIT::row)
              .toList();
      wanted = rows.get(ROWS_PER_PART / 2);
      index.files(part, rows);
      Path file =
          build.resolve(
              String.format(Locale.ROOT, "index/files/snapshot=many/part-%05d.parquet", part));
      tableBytes += Files.size(file);
      try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
        rowGroups += reader.getRowGroups().size();
      }
    }
    index.dirs(List.of()).finish("root");
    assertThat(rowGroups).isEqualTo(4);
  }

  private static FileRow row(int number) {
    String path = String.format(Locale.ROOT, "wiki/%08d", number);
    return MadeUpBuild.file(path, "content of " + path);
  }

  private static String byPath(String from) {
    return "select cid from " + from + " where path = '" + new String(wanted.path(), UTF_8) + "'";
  }

  private static String byCid(String from) {
    return "select path from " + from + " where cid = '" + wanted.cid() + "'";
  }

  @Test
  void sparkReadsFewRowGroupsAndTellsHowMuch() {
    assertThat(readBySpark(byPath("files"), wanted.cid().toString())).isLessThan(SMALL);
    assertThat(readBySpark(byCid("files"), new String(wanted.path(), UTF_8))).isLessThan(SMALL);
    // The counter counts: a query that needs two columns of all rows reads them.
    assertThat(readBySpark("select count(*) from files where sha256 || cid = ''", "0"))
        .isGreaterThan(SMALL);
  }

  /** The share of the table that a query reads, by what the command says of it. */
  private static double readBySpark(String query, String value) {
    Cli run = Cli.run("sql", build, "--format", "csv", "--master", "local[2]", query);
    assertThat(run.out().lines().skip(1)).as(run.err()).containsExactly(value);
    Matcher read = READ.matcher(run.err());
    assertThat(read.find()).as(run.err()).isTrue();
    return share(Long.parseLong(read.group(1).replace(",", "")));
  }

  @Test
  void duckDbReadsFewRowGroups() throws IOException {
    String files = "'" + build + "/index/files/**/*.parquet'";
    List<String> lines =
        Command.of(
                Tools.python(),
                Tools.pythonScript("count_reads.py"),
                byPath(files),
                byCid(files),
                "select count(*) from " + files + " where sha256 || cid = ''")
            .succeed()
            .lines();
    List<String> values = List.of(wanted.cid().toString(), new String(wanted.path(), UTF_8), "0");
    for (int i = 0; i < values.size(); i++) {
      JsonNode read = new ObjectMapper().readTree(lines.get(i));
      assertThat(read.path(0).asText()).isEqualTo(values.get(i));
      if (i < 2) {
        assertThat(share(read.path(1).longValue())).as(lines.get(i)).isLessThan(SMALL);
      } else {
        assertThat(share(read.path(1).longValue())).as(lines.get(i)).isGreaterThan(SMALL);
      }
    }
  }

  private static double share(long bytes) {
    return (double) bytes / tableBytes;
  }
}
