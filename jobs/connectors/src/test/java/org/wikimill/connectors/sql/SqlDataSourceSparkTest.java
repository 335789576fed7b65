package org.wikimill.connectors.sql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.testing.Shared;

class SqlDataSourceSparkTest {
  private static final String HEADER =
      "CREATE TABLE `t` (\n"
          + "  `id` bigint(20) unsigned NOT NULL,\n"
          + "  `title` varbinary(255) NOT NULL DEFAULT '',\n"
          + "  `size` double DEFAULT NULL,\n"
          + "  `price` decimal(10,2) DEFAULT NULL,\n"
          + "  `type` enum('page','subcat') NOT NULL,\n"
          + "  `at` timestamp NOT NULL,\n"
          + "  PRIMARY KEY (`id`)\n"
          + ");\n";

  @TempDir static Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.log.level", "OFF")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void theSchemaAndTheCommentsOfColumnsComeFromTheHeader() throws IOException {
    Path file = write("schema.sql", HEADER);

    assertThat(load(file).schema().toDDL())
        .isEqualTo(
            "id BIGINT NOT NULL COMMENT 'bigint(20) unsigned not null',"
                + "title STRING NOT NULL COMMENT 'varbinary(255) not null',"
                + "size DOUBLE COMMENT 'double',"
                + "price DECIMAL(10,2) COMMENT 'decimal(10,2)',"
                + "type STRING NOT NULL COMMENT 'enum(\\'page\\',\\'subcat\\') not null',"
                + "at STRING NOT NULL COMMENT 'timestamp not null'");
    assertThat(
            spark
                .read()
                .format("wikimedia-sql")
                .option("binary", "title, at")
                .load(path(file))
                .schema())
        .extracting(
            schema ->
                schema.apply("title").dataType().sql() + schema.apply("type").dataType().sql())
        .isEqualTo("BINARYSTRING");
    assertThatThrownBy(
            () -> spark.read().format("wikimedia-sql").option("binary", "name").load(path(file)))
        .hasMessageContaining("table t has no column name");
  }

  @Test
  void valuesHaveTheTypesOfTheirColumns() throws IOException {
    Path file =
        write(
            "values.sql",
            HEADER
                + "INSERT INTO `t` VALUES"
                + " (9223372036854775807,'It\\'s_\u00c3\u00a9',1.5e3,12.3,'page','2025-02-17 13:31:43'),"
                + "(2,'cut \u00d0',NULL,NULL,'subcat','0000-00-00 00:00:00');\n");

    assertThat(texts(load(file)))
        .containsExactly(
            "9223372036854775807|It's_\u00e9|1500.0|12.30|page|2025-02-17 13:31:43",
            "2|cut %D0|null|null|subcat|0000-00-00 00:00:00");
    Row row =
        spark
            .read()
            .format("wikimedia-sql")
            .option("binary", "*")
            .load(path(file))
            .collectAsList()
            .get(1);
    assertThat(row.<byte[]>getAs("title")).isEqualTo("cut \u00d0".getBytes(ISO_8859_1));
    assertThat(texts(load(file).select("type", "id").where("id = 2"))).containsExactly("subcat|2");
    assertThat(load(file).count()).isEqualTo(2);
  }

  @Test
  void filesOfOneTableAreReadTogetherAndThoseOfAnotherRefused() throws IOException {
    String header = "CREATE TABLE `u` (`a` int);\n";
    Path first = write("first.sql", header + "INSERT INTO `u` VALUES (1);\n");
    Path second = write("second.sql", header + "INSERT INTO `u` VALUES (2),(3);\n");
    Path other = write("other.sql", "CREATE TABLE `u` (`a` int, `b` int);\n");

    Dataset<Row> both = spark.read().format("wikimedia-sql").load(path(first), path(second));
    assertThat(both.rdd().getNumPartitions()).isEqualTo(2);
    assertThat(texts(both)).containsExactlyInAnyOrder("1", "2", "3");
    assertThatThrownBy(
            () ->
                spark.read().format("wikimedia-sql").load(path(first), path(other)).collectAsList())
        .hasStackTraceContaining("another table: " + other);
    assertThatThrownBy(() -> spark.read().format("wikimedia-sql").load())
        .hasMessageContaining("needs the path of a dump");
  }

  @Test
  void badValuesAndCutDumpsAreNamed() throws IOException {
    Path bad = write("bad.sql", "CREATE TABLE `u` (`a` int);\nINSERT INTO `u` VALUES ('x');\n");
    Path cut = write("cut.sql", "CREATE TABLE `u` (`a` int);\nINSERT INTO `u` VALUES (1),(");

    assertThatThrownBy(() -> load(bad).collectAsList())
        .hasStackTraceContaining("bad value of column a: " + bad)
        .hasStackTraceContaining("found 'x'");
    assertThatThrownBy(() -> load(cut).collectAsList())
        .hasStackTraceContaining("dump is cut: " + cut)
        .hasStackTraceContaining("found the end after row 1");
  }

  @Test
  void realDumpsGiveTheRowsThatTheirServerHad() {
    Path sql = Shared.require().resolve("dumps/sql");

    Dataset<Row> links = load(sql.resolve("aawiki-20260101-categorylinks.sql.gz"));
    assertThat(
            links
                .where("cl_type = 'subcat'")
                .selectExpr("sum(cl_target_id)", "count(*)")
                .first()
                .mkString(" "))
        .isEqualTo("7544 28");
    Dataset<Row> sites = load(sql.resolve("wikidatawiki-20140420-sites.sql"));
    assertThat(
            texts(sites.where("site_global_key = 'itwiki'").select("site_language", "site_group")))
        .containsExactly("it|wikipedia");
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.mkString("|")).toList();
  }

  private static Dataset<Row> load(Path file) {
    return spark.read().format("wikimedia-sql").load(path(file));
  }

  private static String path(Path file) {
    return file.toString();
  }

  private static Path write(String name, String text) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(ISO_8859_1));
  }
}
