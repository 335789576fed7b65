package org.wikimill.pipeline.joined;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.wikimill.connectors.io.Digests;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.pipeline.source.DumpPlan;
import org.wikimill.pipeline.source.SourcePlan;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.testing.Shared;

/** Real dumps have the rows that they had. */
class TablesGoldenSparkTest {
  private static final Map<String, String> HEADERS =
      Map.of(
          "page",
          "`page_id` int, `page_namespace` int, `page_title` blob, `r` blob, `a` int, `b` int, `c`"
              + " double, `d` blob, `e` blob, `f` int, `g` int, `h` blob, `i` blob",
          "categorylinks",
          "`cl_from` int, `cl_to` blob, `cl_sortkey` blob, `t` blob, `cl_sortkey_prefix` blob,"
              + " `c` blob, `cl_type` blob",
          "langlinks",
          "`ll_from` int, `ll_lang` blob, `ll_title` blob");

  private static JavaSparkContext spark;
  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    spark = LocalSpark.open("local[2]");
    spark.setLogLevel("OFF");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Path dumps() {
    return Shared.require().resolve("dumps");
  }

  private Written written(TableInputs inputs, Optional<DumpPlan> pages) throws IOException {
    return Written.of(spark, inputs, pages, folder.resolve("out"), JoinedLimits.STANDARD);
  }

  /** SHA-256 of all rows of all tables, a line each. */
  private static String digest(Written written) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String table : written.rows().keySet()) {
      written.texts(table).forEach(row -> text.append(table).append('|').append(row).append('\n'));
    }
    return HexFormat.of().formatHex(Digests.sha256().digest(text.toString().getBytes(UTF_8)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/tables/texts.csv", numLinesToSkip = 1)
  void textsOfPagesTellWhatTheyDid(
      String dump, long categories, long edges, long files, long languages, String digest)
      throws IOException {
    DumpPlan pages = Written.dump(dumps().resolve(dump), SourcePlan.DEFAULT_SHARD_BYTES);
    Written written = written(TableInputs.NONE, Optional.of(pages));
    assertThat(List.of(written.rows(), digest(written)))
        .isEqualTo(
            List.of(
                Map.of(
                    "categories",
                    categories,
                    "category_edges",
                    edges,
                    "page_images",
                    files,
                    "langlinks",
                    languages),
                digest));
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/tables/images.csv", numLinesToSkip = 1)
  void whatTellsOfFilesTellsWhatItDid(String file, long images, String digest) throws IOException {
    TableFiles files = new TableFiles(List.of(), List.of(dumps().resolve(file).toString()));
    Written written = written(TableInputs.of(files, HadoopSettings.NONE), Optional.empty());
    assertThat(List.of(written.rows(), digest(written)))
        .isEqualTo(List.of(Map.of("images", images), digest));
  }

  /** The dumps have rows alone: their tables' headers of 2018 go before them. */
  @Test
  void rowsOfTheOldSchemaAreJoinedAsTheyWere() throws IOException {
    List<String> paths = new ArrayList<>();
    for (String line : Files.readAllLines(dumps().resolve("sql/enwiki-2018-oldschema-rows.sql"))) {
      for (var header : HEADERS.entrySet()) {
        String insert = "INSERT INTO `" + header.getKey() + "` VALUES ";
        if (line.startsWith(insert)) {
          Path file = folder.resolve(paths.size() + ".sql");
          String create = "CREATE TABLE `" + header.getKey() + "` (" + header.getValue() + ");\n";
          paths.add(Files.writeString(file, create + line + "\n").toString());
        }
      }
    }
    TableInputs inputs = TableInputs.of(new TableFiles(paths, List.of()), HadoopSettings.NONE);
    Written written = written(inputs, Optional.empty());
    assertThat(written.rows())
        .isEqualTo(Map.of("categories", 7L, "category_edges", 0L, "langlinks", 15L));
    assertThat(written.texts("categories"))
        .startsWith("6533|-|-|English male short story writers|Williams, Charles|page");
    assertThat(written.texts("langlinks")).contains("34893|fr|1640");
    assertThat(digest(written))
        .isEqualTo("d7843a8c7baf9579f655bfbaa4526af159d8cf6c66a8e419b041bc231e310b28");
  }

  @Test
  void numbersOfARealWikiHaveTheTitlesOfItsPages() throws IOException {
    Path targets = folder.resolve("linktarget.sql");
    Files.writeString(
        targets,
        "CREATE TABLE `linktarget` (`lt_id` bigint(20) unsigned NOT NULL, `lt_namespace` int(11),"
            + " `lt_title` varbinary(255));\nINSERT INTO `linktarget` VALUES (208,14,'User_aa');\n");
    TableFiles files =
        new TableFiles(
            List.of(
                dumps().resolve("sql/aawiki-20260101-categorylinks.sql.gz").toString(),
                targets.toString()),
            List.of());
    DumpPlan pages =
        Written.dump(
            dumps().resolve("xml/aawiki-20260101-pages-meta-current.xml.bz2"),
            SourcePlan.DEFAULT_SHARD_BYTES);
    Written written = written(TableInputs.of(files, HadoopSettings.NONE), Optional.of(pages));
    assertThat(written.rows()).containsEntry("categories", 156L);
    assertThat(written.texts("categories")).noneMatch(row -> row.contains("|-|-|User aa"));
    assertThat(digest(written))
        .isEqualTo("bcbeb568d3e1004a14d7b5ae63536d24a45546edf4c8f0a3209a37a3fd582ac6");
  }
}
