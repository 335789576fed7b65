package org.wikimill.connectors.dumps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.testing.Shared;

class XmlDataSourceSparkTest {
  private static final String PAGES =
      """
      <page>
        <title>Foo</title>
        <ns>0</ns>
        <id>1</id>
        <revision>
          <id>12</id>
          <parentid>11</parentid>
          <timestamp>2023-01-02T03:04:05Z</timestamp>
          <contributor><username>A</username><id>7</id></contributor>
          <comment>why</comment>
          <model>wikitext</model>
          <format>text/x-wiki</format>
          <text bytes="12" sha1="61o9wqbehiqpmke7163b1675fic2cri">{{babel|en}}</text>
          <content><role>info</role><model>json</model><format>application/json</format>
            <text bytes="2" sha1="x">{}</text></content>
        </revision>
        <revision>
          <id>11</id>
          <timestamp>2023-01-01T00:00:00Z</timestamp>
          <text>old</text>
        </revision>
      </page>
      <page>
        <title>Talk:Bar</title>
        <ns>1</ns>
        <id>2</id>
        <redirect title="Foo" />
        <revision>
          <id>21</id>
          <contributor deleted="deleted" />
          <text bytes="-1" deleted="deleted" />
        </revision>
      </page>
      """;

  @TempDir static Path folder;
  private static SparkSession spark;
  private static Path small;

  @BeforeAll
  static void start() throws IOException {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.log.level", "OFF")
            .getOrCreate();
    small = write("small.xml", PAGES);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void theSchemaIsTheDocumentedOneAndEveryColumnSaysWhatItIs() {
    assertThat(load(small).schema().fieldNames())
        .containsExactly(
            Arrays.stream(XmlColumn.values()).map(XmlColumn::columnName).toArray(String[]::new));
    assertThat(load(small).schema().fields())
        .allSatisfy(field -> assertThat(field.getComment().get()).isNotEmpty());
  }

  @Test
  void everyPageIsARow() {
    List<Row> rows = load(small).drop("slots").orderBy("page_id").collectAsList();

    assertThat(rows)
        .extracting(row -> row.mkString("|"))
        .containsExactly(
            "1|0|Foo|null|2|12|11|2023-01-02 03:04:05.0|A|7|why|wikitext|text/x-wiki|12"
                + "|61o9wqbehiqpmke7163b1675fic2cri|true|{{babel|en}}",
            "2|1|Talk:Bar|Foo|1|21|null|null|null|null|null|wikitext|text/x-wiki|-1"
                + "|null|null|null");
    assertThat(load(small).selectExpr("inline(slots)").collectAsList())
        .extracting(row -> row.mkString("|"))
        .containsExactly("info|json|application/json|2|x|{}");
  }

  @Test
  void textsAreNotResolvedUnlessSelected() throws IOException {
    Path damaged = write("damaged.xml", PAGES.replace("{{babel|en}}", "&undefined;"));

    assertThat(load(damaged).select("title", "bytes").collectAsList()).hasSize(2);
    assertThat(load(damaged).count()).isEqualTo(2);
    assertThatThrownBy(() -> load(damaged).select("text").collectAsList())
        .hasStackTraceContaining("reference is not defined")
        .hasStackTraceContaining("damaged.xml");
  }

  @Test
  void severalDumpsAreReadTogether() {
    String path = small.toString();

    assertThat(spark.read().format("wikimedia-xml").load(path, path).count()).isEqualTo(4);
    assertThatThrownBy(() -> spark.read().format("wikimedia-xml").load().count())
        .hasMessageContaining("needs the path of a dump");
    assertThatThrownBy(() -> load(small, 0).count()).hasMessageContaining("rangeBytes");
  }

  @Test
  void everyRangeIsAPartitionAndTogetherTheyGiveThePagesOnce() throws IOException {
    String pages =
        IntStream.range(0, 40)
            .mapToObj(i -> PAGES.replace("<id>1</id>", "<id>" + (100 + i) + "</id>"))
            .collect(Collectors.joining());
    Path file = write("many.xml", pages);
    long bytes = Files.size(file);

    for (int ranges : new int[] {1, 2, 3, 5, 8, 13, 40, 64}) {
      Dataset<Row> rows = load(file, bytes / ranges + 1).select("page_id");
      assertThat(rows.rdd().getNumPartitions()).isEqualTo(ranges);
      assertThat(rows.count()).isEqualTo(80);
      assertThat(rows.distinct().count()).isEqualTo(41);
    }
  }

  @Test
  void aRealDumpGivesTheSameTableHoweverItIsCut() throws IOException {
    Path file =
        Shared.require()
            .resolve("dumps/multistream/mrwiki-20230501-head-pages-articles-multistream.xml.bz2");
    String whole = fingerprint(load(file, Long.MAX_VALUE));

    assertThat(whole).startsWith("1820|");
    for (int ranges : new int[] {2, 64}) {
      assertThat(fingerprint(load(file, Files.size(file) / ranges + 1))).isEqualTo(whole);
    }
  }

  /** Rows, a sum over hashes of all their columns, and bytes of text. */
  private static String fingerprint(Dataset<Row> rows) {
    Column[] columns = Arrays.stream(rows.columns()).map(name -> col(name)).toArray(Column[]::new);
    return rows.agg(count("page_id"), sum(hash(columns)), sum(length(col("text"))))
        .first()
        .mkString("|");
  }

  private static Dataset<Row> load(Path file) {
    return spark.read().format("wikimedia-xml").load(file.toString());
  }

  private static Dataset<Row> load(Path file, long rangeBytes) {
    return spark
        .read()
        .format("wikimedia-xml")
        .option("rangeBytes", rangeBytes)
        .load(file.toString());
  }

  private static Path write(String name, String pages) throws IOException {
    String file = "<mediawiki xml:lang=\"en\">\n" + pages + "</mediawiki>\n";
    return Files.write(folder.resolve(name), file.getBytes(UTF_8));
  }
}
