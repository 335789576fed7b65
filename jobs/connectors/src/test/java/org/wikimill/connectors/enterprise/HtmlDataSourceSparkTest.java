package org.wikimill.connectors.enterprise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.testing.Shared;

class HtmlDataSourceSparkTest {
  private static final String NEWEST =
      """
      SELECT * FROM pages JOIN (
          SELECT project, page_id, max(struct(revision_id, date_modified)) AS newest
          FROM pages GROUP BY project, page_id) USING (project, page_id)
      WHERE struct(revision_id, date_modified) = newest
      """;

  @TempDir static Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.log.level", "OFF")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void everyRecordIsARow() throws IOException {
    Dataset<Row> pages =
        load(
            write(
                "two.ndjson",
                "{'name':'Tea','identifier':7,'version':{'identifier':70},"
                    + "'date_modified':'2026-01-31T12:00:00Z','namespace':{'identifier':14},"
                    + "'in_language':{'identifier':'tr'},'is_part_of':{'identifier':'trwiki'},"
                    + "'url':'u','article_body':{'html':'<p>','wikitext':'w'},"
                    + "'categories':[{'name':'Kategori:Su'}],'redirects':[{'name':'Thé'}],"
                    + "'templates':[{'name':'Şablon:A'},{'name':'Şablon:B'}],'abstract':'a',"
                    + "'license':[{'identifier':'CC0'}],'image':{'content_url':'i'},"
                    + "'main_entity':{'identifier':'Q1'}}",
                "{'name':'Coffee','identifier':8}"));

    assertThat(pages.columns()).hasSize(HtmlColumn.values().length);
    assertThat(pages.collectAsList())
        .extracting(row -> row.mkString("|").replaceAll("ArraySeq", ""))
        .containsExactly(
            "7|70|14|Tea|u|tr|trwiki|2026-01-31 12:00:00.0|a|<p>|w|(Kategori:Su)|(Thé)"
                + "|(Şablon:A, Şablon:B)|(CC0)|i|Q1",
            "8|null|0|Coffee|null|null|null|null|null|null|null|()|()|()|()|null|null");
    assertThat(pages.selectExpr("title", "categories[0]").first().mkString("|"))
        .isEqualTo("Tea|Kategori:Su");
  }

  @Test
  void everyColumnSaysWhatItHolds() {
    assertThat(HtmlColumn.schema().fields()).allMatch(field -> field.getComment().isDefined());
  }

  @Test
  void columnsThatAreNotAskedForAreNotRead() throws IOException {
    Dataset<Row> bad =
        load(write("bad.ndjson", "{'name':'x','identifier':1,'date_modified':'no'}"));

    assertThat(bad.select("title").first().getString(0)).isEqualTo("x");
    assertThat(bad.count()).isEqualTo(1);
    assertThatThrownBy(() -> bad.select("date_modified").collectAsList())
        .hasStackTraceContaining("date_modified is none")
        .hasStackTraceContaining("bad.ndjson");
  }

  @Test
  void severalSnapshotsAreReadTogetherEachAsAPartition() throws IOException {
    String one = write("one.ndjson", "{'name':'x','identifier':1}").toString();
    Dataset<Row> pages = spark.read().format("wikimedia-html").load(one, one, one);

    assertThat(pages.count()).isEqualTo(3);
    assertThat(pages.rdd().getNumPartitions()).isEqualTo(3);
    assertThatThrownBy(() -> spark.read().format("wikimedia-html").load().count())
        .hasMessageContaining("needs the path of a snapshot");
  }

  @Test
  void theRecipeKeepsTheNewestRevisionOfEachPage() throws IOException {
    String page = "{'name':'%s','identifier':%d,'version':{'identifier':%d},%s}";
    String wiki = "'is_part_of':{'identifier':'trwiki'},'date_modified':'2026-01-01T00:00:00Z'";
    load(write(
            "doubles.ndjson",
            String.format(page, "old", 1, 10, wiki),
            String.format(page, "new", 1, 11, wiki),
            String.format(page, "other", 2, 5, wiki)))
        .createOrReplaceTempView("pages");

    assertThat(spark.sql(NEWEST).select("title").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("new", "other");
  }

  @Test
  void aRealSnapshotGivesWhatPythonReads() {
    Path snapshot =
        Shared.require().resolve("dumps/enterprise/mixed-NS0-sample-ENTERPRISE-HTML.json.tar.gz");
    Dataset<Row> pages = load(snapshot);

    assertThat(pages.count()).isEqualTo(18);
    assertThat(pages.select("project", "page_id").distinct().count()).isEqualTo(15);
    // sum(len(html)), sum(len(wikitext)) and sum(len(categories)) in Python.
    assertThat(
            pages
                .selectExpr("sum(length(html))", "sum(length(wikitext))", "sum(size(categories))")
                .first()
                .mkString(" "))
        .isEqualTo("11927124 1803739 728");
    assertThat(pages.selectExpr("max(date_modified)").first().get(0))
        .hasToString("2025-01-30 06:05:40.0");
  }

  private static Dataset<Row> load(Path snapshot) {
    return spark.read().format("wikimedia-html").load(snapshot.toString());
  }

  /** Writes lines of JSON in which quotes are single. */
  private static Path write(String name, String... lines) throws IOException {
    List<String> json = Arrays.stream(lines).map(line -> line.replace('\'', '"')).toList();
    return Files.write(folder.resolve(name), json);
  }
}
