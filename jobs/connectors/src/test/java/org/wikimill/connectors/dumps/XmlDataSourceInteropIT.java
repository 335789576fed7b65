package org.wikimill.connectors.dumps;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sha1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.testing.Command;
import org.wikimill.testing.Shared;
import org.wikimill.testing.Tools;

/** Real dumps, read by wikimill and by Python's parsers: page by page the same. */
class XmlDataSourceInteropIT {
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.log.level", "OFF")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @ParameterizedTest
  @CsvSource({
    "multistream/bnwiki-20230501-head-pages-articles-multistream.xml.bz2,722",
    "multistream/hywiki-20230501-head-pages-articles-multistream.xml.bz2,408",
    "multistream/mrwiki-20230501-head-pages-articles-multistream.xml.bz2,1820",
    "multistream/ukwiki-20230501-head-pages-articles-multistream.xml.bz2,532",
    "multistream/genuine/pages-articles-p2566p2583.xml.bz2,17",
    "xml/aawiki-20260101-pages-meta-current.xml.bz2,507",
    "xml/enwiki-20250201-first70.xml.bz2,70",
    "xml/enwiki-special-export-templates.xml.bz2,291",
    "xml/gensim-bgwiki-latest-pages-articles-shortened.xml.bz2,3",
    "xml/simplewiki-contentfileexport-sample.xml,2",
    "xml/itwiki-2013-small-dump.xml.gz,747",
    "commons/commonswiki-contentfileexport-file13327093.xml,1",
  })
  void everyPageIsWhatPythonReads(String file, int pages) throws IOException {
    Path dump = Shared.require().resolve("dumps").resolve(file);
    Path reader = Tools.pythonScript("read_xml.py");
    List<String> expected = Command.of(Tools.python(), reader, dump).succeed().lines();

    assertThat(expected).hasSize(pages);
    ObjectMapper json = new ObjectMapper();
    List<Row> rows = table(dump).collectAsList();
    assertThat(rows).hasSize(pages);
    for (int page = 0; page < pages; page++) {
      List<?> row = json.readValue(expected.get(page), List.class);
      assertThat(rows.get(page).mkString("|")).isEqualTo(joined(row));
    }
  }

  /** The pages in their order in the dump, as partitions have it. */
  private static Dataset<Row> table(Path dump) {
    Column text = sha1(col("text").cast("binary"));
    return spark
        .read()
        .format("wikimedia-xml")
        .option("rangeBytes", 100_000)
        .load(dump.toString())
        .select(
            col("page_id"),
            col("namespace"),
            col("title"),
            col("redirect"),
            col("revision_id"),
            col("parent_id"),
            col("contributor"),
            col("model"),
            col("format"),
            col("sha1"),
            text);
  }

  private static String joined(List<?> row) {
    return row.stream().map(String::valueOf).reduce((a, b) -> a + "|" + b).orElseThrow();
  }
}
