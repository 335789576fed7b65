package org.wikimill.pipeline.joined;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.pipeline.joined.SmallSqlWiki.Generation;
import org.wikimill.pipeline.testing.Folders;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;
import org.wikimill.testing.Shared;

class JoinedTablesSparkTest {
  private static final int PAGES = 500;

  @TempDir private Path folder;
  private static JavaSparkContext spark;

  @BeforeAll
  static void start() {
    spark = LocalSpark.open("local[2]");
    spark.setLogLevel("OFF");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void rowsHaveTheTitlesThatTheirNumbersStandFor() throws IOException {
    Path out = folder.resolve("out");
    Map<String, Long> rows = write(new SmallSqlWiki(Generation.NUMBERS, PAGES), out, STANDARD);

    assertThat(rows)
        .containsExactly(
            Map.entry("categories", 1000L),
            Map.entry("category_edges", 86L),
            Map.entry("page_images", 500L),
            Map.entry("images", 2L),
            Map.entry("langlinks", 1000L));
    assertThat(texts(out, "categories"))
        .hasSize(1000)
        .contains(
            "1|0|Page no. 1 '\u00e9'|Cat 1|k1|page",
            "1|0|Page no. 1 '\u00e9'|Cat 8|k1|page",
            "7|-|-|Cat 7|k1|page",
            "10|14|Cat 1|Cat 10|k1|subcat");
    assertThat(texts(out, "category_edges")).contains("Cat 1|Cat 10|10").doesNotContain("7");
    assertThat(texts(out, "page_images"))
        .startsWith("1|0|Page no. 1 '\u00e9'|File 1.jpg", "2|0|Page no. 2 '\u00e9'|File 2.jpg");
    assertThat(texts(out, "langlinks")).startsWith("1|de|Seite 1", "1|it|Pagina 1", "2|de|Seite 2");
    assertThat(texts(out, "images"))
        .containsExactly(
            "Old.png|3|-|-|-|-",
            "Wheel 1.jpg|12|da39a3ee5e6b4b0d3255bfef95601890afd80709|CC0|Ada|A wheel");
  }

  @Test
  void membersStandInTheOrderOfTheWiki() throws IOException {
    Path out = folder.resolve("out");
    write(new SmallSqlWiki(Generation.TITLES, PAGES), out, STANDARD);

    List<String> order =
        ParquetRows.of(out, "categories").stream()
            .map(
                row ->
                    row.getString("category", 0)
                        + "\0"
                        + row.getString("sort_key", 0)
                        + String.format("%05d", row.getLong("page_id", 0)))
            .toList();
    assertThat(order).isSorted();
  }

  @ParameterizedTest
  @EnumSource
  void everyGenerationOfTheSchemaGivesTheSameBytesHoweverManyTasksJoin(Generation generation)
      throws IOException {
    // The same cut of the table; the second joins and reads in one task each byte of a dump.
    JoinedLimits few = new JoinedLimits(Long.MAX_VALUE, 100);
    JoinedLimits many = new JoinedLimits(1 << 10, 100);
    write(new SmallSqlWiki(Generation.TITLES, PAGES), folder.resolve("one"), few);
    write(new SmallSqlWiki(generation, PAGES), folder.resolve("other"), many);

    List<Path> files = Folders.files(folder.resolve("one"));
    assertThat(files).hasSizeGreaterThan(20);
    assertThat(Folders.files(folder.resolve("other"))).isEqualTo(files);
    for (Path file : files) {
      assertThat(folder.resolve("other").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
    }
  }

  @Test
  void linksByNumberNeedTheDumpThatTellsTheTitles() throws IOException {
    Path dumps = Files.createDirectory(folder.resolve("dumps"));
    new SmallSqlWiki(Generation.NUMBERS, PAGES).in(dumps);
    SqlFiles links =
        SqlFiles.of(
            List.of(dumps.resolve("NUMBERS-categorylinks.sql").toString()), HadoopSettings.NONE);

    assertThatThrownBy(() -> write(links, Optional.empty(), folder.resolve("out"), STANDARD))
        .hasMessageContaining("titles are missing")
        .hasMessageContaining("expected a dump of table linktarget for column cl_target_id");
  }

  @Test
  void theCategoriesOfRealDumpsAreComplete() throws IOException {
    Path sql = Shared.require().resolve("dumps/sql");
    Path targets = folder.resolve("linktarget.sql");
    Files.writeString(
        targets,
        "CREATE TABLE `linktarget` (`lt_id` bigint(20) unsigned NOT NULL, `lt_namespace` int(11),"
            + " `lt_title` varbinary(255));\nINSERT INTO `linktarget` VALUES (208,14,'User_aa'),"
            + "(212,14,'User_sj');\n");
    SqlFiles files =
        SqlFiles.of(
            List.of(
                sql.resolve("aawiki-20260101-categorylinks.sql.gz").toString(), targets.toString()),
            HadoopSettings.NONE);
    Path out = folder.resolve("out");

    assertThat(write(files, Optional.empty(), out, STANDARD)).containsEntry("categories", 156L);
    assertThat(texts(out, "categories"))
        .contains("1341|-|-|User aa||page", "1343|-|-|User sj|Sj|page", "1343|-|-|-|Sj|page");
  }

  @Test
  void theItalianCategoryGraphLoadsWholeAndItsCyclesDoNoHarm() throws IOException {
    Path dump = Shared.require().resolve("dumps/commons/itwiki-2013-categories.xml.gz");
    Titles titles = ExportFile.titles(dump);
    TextPages text =
        new TextPages(
            spark.parallelize(List.of(dump.toString()), 1).flatMap(ExportFile::pages), titles);
    Path out = folder.resolve("out");
    SqlFiles none = SqlFiles.of(List.of(), HadoopSettings.NONE);
    Map<String, Long> rows = write(none, Optional.of(text), out, STANDARD);

    // Python's html and re find the same number of different ones in the texts.
    assertThat(rows).containsEntry("category_edges", 65_888L);
    Map<String, List<String>> parents = new HashMap<>();
    for (Group edge : ParquetRows.of(out, "category_edges")) {
      parents
          .computeIfAbsent(edge.getString("category", 0), c -> new ArrayList<>())
          .add(edge.getString("parent", 0));
    }
    assertThat(parents.get("Chimica")).containsExactly("Scienze naturali");
    assertThat(parents.get("Minerali"))
        .containsExactly("Chimica inorganica", "Materiali naturali", "Mineralogia");
    assertThat(ancestors("Minerali", parents)).hasSize(24).contains("Chimica");
    assertThat(parents.get("Brocardi")).as("in nowiki").doesNotContain("Brocardi");
    assertThat(ancestors("Tokyo", parents)).as("a cycle").contains("Tokyo");
  }

  private static Set<String> ancestors(String category, Map<String, List<String>> parents) {
    Set<String> seen = new HashSet<>();
    List<String> open = new ArrayList<>(List.of(category));
    while (!open.isEmpty()) {
      for (String parent : parents.getOrDefault(open.remove(open.size() - 1), List.of())) {
        if (seen.add(parent)) {
          open.add(parent);
        }
      }
    }
    return seen;
  }

  private static final JoinedLimits STANDARD = JoinedLimits.STANDARD;

  private Map<String, Long> write(SmallSqlWiki wiki, Path out, JoinedLimits limits)
      throws IOException {
    Path dumps = Files.createDirectories(folder.resolve("dumps-" + out.getFileName()));
    return write(wiki.in(dumps), Optional.empty(), out, limits);
  }

  private static Map<String, Long> write(
      SqlFiles files, Optional<TextPages> text, Path out, JoinedLimits limits) throws IOException {
    LocalStore store = new LocalStore(out, Durability.CACHED);
    return JoinedTables.write(spark, files, text, store, "snap", limits);
  }

  /** The rows of a table, columns with bars between them, a dash for null. */
  private static List<String> texts(Path out, String table) throws IOException {
    return ParquetRows.of(out, table).stream().map(JoinedTablesSparkTest::text).toList();
  }

  private static String text(Group row) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < row.getType().getFieldCount(); i++) {
      values.add(row.getFieldRepetitionCount(i) == 0 ? "-" : row.getValueToString(i, 0));
    }
    return String.join("|", values);
  }
}
