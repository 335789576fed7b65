package org.wikimill.connectors.zim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.formats.zim.ZimWriter;
import org.wikimill.testing.Shared;

class ZimDataSourceSparkTest {
  @TempDir static Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void start() throws IOException {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.log.level", "OFF")
            .getOrCreate();
    write(
        "wiki.zim",
        new ZimWriter()
            .metadata("Title", "Wiki")
            .article("index", "Start", "text/html", bytes("<p>start"))
            .article("Foo", "", "text/html", bytes("<p>foo"))
            .resource("logo", "image/png", bytes("png"))
            .resource("empty", "text/css", new byte[0])
            .redirect("Bar", "", "Foo")
            .mainPage("index"));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void theSchemaIsTheDocumentedOne() {
    assertThat(wiki().schema().toDDL().replace(" NOT NULL", ""))
        .isEqualTo(
            "namespace STRING,path STRING,title STRING,mime STRING,redirect_target STRING,"
                + "cluster BIGINT,blob BIGINT,size BIGINT,content BINARY");
  }

  @Test
  void everyEntryIsARow() {
    List<Row> rows =
        wiki().where("namespace = 'C'").drop("cluster", "blob").orderBy("path").collectAsList();

    assertThat(rows.stream().map(ZimDataSourceSparkTest::text))
        .containsExactly(
            "C|Bar|Bar|null|Foo|null|null",
            "C|Foo|Foo|text/html|null|6|<p>foo",
            "C|empty|empty|text/css|null|0|",
            "C|index|Start|text/html|null|8|<p>start",
            "C|logo|logo|image/png|null|3|png");
    assertThat(wiki().count()).isEqualTo(10);
  }

  @Test
  void sizesComeWithoutContentAndPathsWithoutEither() {
    assertThat(wiki().where("mime = 'text/html'").select("size").collectAsList())
        .extracting(row -> row.getLong(0))
        .containsExactlyInAnyOrder(6L, 8L);
    assertThat(
            wiki().where("namespace = 'W'").select("path", "redirect_target").first().mkString("|"))
        .isEqualTo("mainPage|index");
  }

  @Test
  void filtersOnNamespaceAndMimeArePushedDown() {
    Dataset<Row> filtered =
        wiki().where("namespace IN ('C', 'M') and mime = 'text/css' and size = 0").select("path");
    String plan = filtered.queryExecution().executedPlan().toString();

    assertThat(plan).contains("In(namespace, [C,M])").contains("EqualTo(mime,text/css)");
    assertThat(plan).doesNotContain("(mime#").doesNotContain("namespace#");
    assertThat(filtered.collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("empty");
    assertThat(wiki().where("mime is null").count()).isEqualTo(2);
    assertThat(wiki().where("mime is not null").count()).isEqualTo(8);
    assertThat(wiki().where("mime = 'text/html' or namespace = 'M'").count()).isEqualTo(4);
  }

  @Test
  void clustersWithoutAWantedEntryAreNotDecoded() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("wiki.zim"));
    int text = indexOf(bytes, new byte[] {5, 0x28, (byte) 0xB5, 0x2F, (byte) 0xFD});
    bytes[text + 1] ^= 1;
    Path damaged = Files.write(folder.resolve("damaged.zim"), bytes);
    Dataset<Row> rows = load(damaged);

    assertThat(rows.where("mime = 'image/png'").select("content").count()).isEqualTo(1);
    assertThat(rows.where("mime = 'image/png'").select("content").first().<byte[]>getAs(0))
        .isEqualTo(bytes("png"));
    assertThat(rows.select("path").collectAsList()).hasSize(10);
    assertThatThrownBy(() -> rows.select("content").collectAsList())
        .hasStackTraceContaining("cluster does not decode")
        .hasStackTraceContaining("damaged.zim");
  }

  @Test
  void severalArchivesAreReadTogether() {
    String path = folder.resolve("wiki.zim").toString();

    assertThat(spark.read().format("zim").load(path, path).count()).isEqualTo(20);
    assertThatThrownBy(() -> spark.read().format("zim").load().count())
        .hasMessageContaining("needs the path of an archive");
  }

  @Test
  void partitionsFollowFromTheArchiveAndTogetherGiveItOnce() throws IOException {
    ZimWriter writer = new ZimWriter();
    byte[] image = new byte[1 << 20];
    IntStream.range(0, 130).forEach(i -> writer.resource("image" + i, "image/png", image));
    IntStream.range(0, 130).forEach(i -> writer.redirect("to" + i, "", "image" + i));
    Dataset<Row> rows = load(write("large.zim", writer));

    Dataset<Row> contents = rows.select(col("path"), length(col("content")).as("n"));
    assertThat(contents.rdd().getNumPartitions()).isEqualTo(3);
    assertThat(contents.where("n = 1048576").distinct().count()).isEqualTo(130);
    assertThat(rows.select("path", "size").where("size is null").distinct().count()).isEqualTo(130);
    assertThat(rows.select("path", "size").collectAsList()).hasSize((int) rows.count());
  }

  @Test
  void realArchivesGiveWhatTheirReaderGives() {
    Path zims = Shared.require().resolve("zims");

    Dataset<Row> english = load(zims.resolve("wikipedia_en_100_mini_2022-10.zim"));
    assertThat(english.count()).isEqualTo(4066);
    assertThat(english.where("redirect_target is not null").count()).isEqualTo(3885);
    assertThat(english.selectExpr("sum(size)", "sum(length(content))").first().mkString(" "))
        .isEqualTo("4436415 4436415");
    Dataset<Row> split = load(zims.resolve("split/wikipedia_en_ray_charles_2015-06.zim"));
    assertThat(split.selectExpr("count(*)", "sum(length(content))").first().mkString(" "))
        .isEqualTo("458 4253885");
    Dataset<Row> aliases = load(zims.resolve("crafted/paths_oldns.zim"));
    assertThat(aliases.where("content is not null").count()).isEqualTo(37);
  }

  private static String text(Row row) {
    byte[] content = row.getAs("content");
    return String.join(
        "|",
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.isNullAt(5) ? "null" : Long.toString(row.getLong(5)),
        content == null ? "null" : new String(content, UTF_8));
  }

  private static Dataset<Row> wiki() {
    return load(folder.resolve("wiki.zim"));
  }

  private static Dataset<Row> load(Path archive) {
    return spark.read().format("zim").load(archive.toString());
  }

  private static Path write(String name, ZimWriter writer) throws IOException {
    Path archive = folder.resolve(name);
    try (OutputStream output = Files.newOutputStream(archive)) {
      writer.writeTo(output);
    }
    return archive;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = 0; i <= bytes.length - wanted.length; i++) {
      if (Arrays.mismatch(bytes, i, i + wanted.length, wanted, 0, wanted.length) < 0) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }
}
