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
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.pipeline.joined.SmallSqlWiki.Generation;
import org.wikimill.pipeline.source.DumpPlan;
import org.wikimill.pipeline.source.SourcePlan;
import org.wikimill.pipeline.testing.CraftedDump;
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
        .containsOnly(
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
    TableInputs links = sql(dumps.resolve("NUMBERS-categorylinks.sql"));

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
    TableInputs files = sql(sql.resolve("aawiki-20260101-categorylinks.sql.gz"), targets);
    Path out = folder.resolve("out");

    assertThat(write(files, Optional.empty(), out, STANDARD)).containsEntry("categories", 156L);
    assertThat(texts(out, "categories"))
        .contains("1341|-|-|User aa||page", "1343|-|-|User sj|Sj|page", "1343|-|-|-|Sj|page");
  }

  @Test
  void pagesOfTheXmlDumpHaveTheTitlesThatNoDumpOfPagesTells() throws IOException {
    Path dumps = Files.createDirectory(folder.resolve("dumps"));
    TableInputs all = new SmallSqlWiki(Generation.TITLES, PAGES).in(dumps);
    all.sql().byTable().remove(Relation.PAGE);
    Path xml =
        new CraftedDump()
            .page(0, 1, "Wheel", 10, "[[Category:Of the text]]")
            .page(14, 10, "Category:Cat one", 11, "")
            .page(0, 1, "Wheel before", 9, "")
            .write(folder.resolve("wiki.xml"));
    Path out = folder.resolve("out");

    assertThat(write(all, Optional.of(dump(xml)), out, STANDARD))
        .containsEntry("categories", 1000L);
    assertThat(texts(out, "categories"))
        .contains("1|0|Wheel|Cat 1|k1|page", "10|14|Cat one|Cat 10|k1|subcat")
        .contains("2|-|-|Cat 2|k2|page");
  }

  @Test
  void whatTextsThemselvesNameStandsInTheTables() throws IOException {
    CraftedDump wiki =
        new CraftedDump()
            .page(
                "Wheel", "[[Category:Round|w]] [[File:Wheel 1.jpg|thumb]] [[de:Rad]] [[en:Wheel]]")
            .page(14, 7, "Category:Round", 20, "[[category:shapes]] [[:Category:Not]]")
            .page(6, 8, "File:Wheel 1.jpg", 21, "[[Category:Round]]")
            .page(0, 9, "Doubled", 31, "[[Category:New]] [[Image:n.png]]")
            .page(0, 9, "Doubled", 30, "[[Category:Old]] [[Image:o.png]] [[it:Vecchio]]")
            .page(0, 9, "Doubled", 31, "[[Category:New]] [[Image:n.png]]");
    Path out = folder.resolve("out");
    Path xml = wiki.write(folder.resolve("wiki.xml"));

    assertThat(write(TableInputs.NONE, Optional.of(dump(xml)), out, STANDARD))
        .containsOnlyKeys("categories", "category_edges", "page_images", "langlinks");
    assertThat(texts(out, "categories"))
        .containsExactly(
            "9|0|Doubled|New||page",
            "1|0|Wheel|Round|w|page",
            "8|6|Wheel 1.jpg|Round||file",
            "7|14|Round|Shapes||subcat");
    assertThat(texts(out, "category_edges")).containsExactly("Round|Shapes|7");
    assertThat(texts(out, "page_images"))
        .containsExactly("1|0|Wheel|Wheel 1.jpg", "9|0|Doubled|N.png");
    assertThat(texts(out, "langlinks")).containsExactly("1|de|Rad");
  }

  @Test
  void whatTellsOfFilesIsPutTogetherByTheirNames() throws IOException {
    Path dumps = Files.createDirectory(folder.resolve("dumps"));
    new SmallSqlWiki(Generation.TITLES, 1).in(dumps);
    Path shared = Shared.require().resolve("dumps/commons");
    Path answer =
        Files.writeString(
            folder.resolve("answer.json"),
            """
            {"query": {"pages": [{"title": "Datei:Wheel 1.jpg", "imageinfo": [{"size": 99,
              "extmetadata": {"LicenseShortName": {"value": "CC BY 4.0"},
              "Artist": {"value": "<a href='x'>Eve</a> &amp; <b>Bo</b>"}}}]}]}}
            """);
    TableInputs files =
        TableInputs.of(
            new TableFiles(
                List.of(dumps.resolve("TITLES-image.sql").toString()),
                List.of(
                    answer.toString(),
                    shared.resolve("commonswiki-contentfileexport-file13327093.xml").toString(),
                    shared.resolve("extmetadata/image_data_example.json").toString())),
            HadoopSettings.NONE);
    Path out = folder.resolve("out");

    assertThat(write(files, Optional.empty(), out, STANDARD))
        .containsExactly(Map.entry("images", 4L));
    assertThat(texts(out, "images"))
        .containsExactly(
            "20120925 PlozevetBretagne LoneTree DSC07971 PtrQs.jpg|11863148|-|CC BY-SA 4.0|PtrQs|SONY DSC",
            "Goddess Bhadrakali Worshipped by the Gods- from a tantric Devi series - Google Art"
                + " Project.jpg|-|-|-|-|受到三相神敬拜的賢迦梨水彩畫作",
            "Old.png|3|-|-|-|-",
            "Wheel 1.jpg|12|da39a3ee5e6b4b0d3255bfef95601890afd80709|CC BY 4.0|Eve & Bo|A wheel");
  }

  @Test
  void theItalianCategoryGraphLoadsWholeAndItsCyclesDoNoHarm() throws IOException {
    Path dump = Shared.require().resolve("dumps/commons/itwiki-2013-categories.xml.gz");
    Path out = folder.resolve("out");
    Map<String, Long> rows = write(TableInputs.NONE, Optional.of(dump(dump)), out, STANDARD);

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

  @Test
  void neitherRangesNorTasksDecideWhatTextsTell() throws IOException {
    Path dump =
        Shared.require()
            .resolve("dumps/multistream/ukwiki-20230501-head-pages-articles-multistream.xml.bz2");
    DumpPlan whole = dump(dump);
    DumpPlan cut = Written.dump(dump, Files.size(dump) / 64 + 1);
    assertThat(cut.ranges()).isGreaterThan(60);
    JoinedLimits few = new JoinedLimits(Long.MAX_VALUE, 1000);
    JoinedLimits many = new JoinedLimits(whole.lengthBytes() / 64 + 1, 1000);
    write(TableInputs.NONE, Optional.of(whole), folder.resolve("one"), few);
    write(TableInputs.NONE, Optional.of(cut), folder.resolve("other"), many);

    List<Path> files = Folders.files(folder.resolve("one"));
    assertThat(files).hasSizeGreaterThan(4);
    assertThat(Folders.files(folder.resolve("other"))).isEqualTo(files);
    for (Path file : files) {
      assertThat(folder.resolve("other").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
    }
  }

  private static TableInputs sql(Path... dumps) throws IOException {
    List<String> paths = Stream.of(dumps).map(Path::toString).toList();
    return TableInputs.of(new TableFiles(paths, List.of()), HadoopSettings.NONE);
  }

  private static DumpPlan dump(Path xml) throws IOException {
    return Written.dump(xml, SourcePlan.DEFAULT_SHARD_BYTES);
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
      TableInputs files, Optional<DumpPlan> pages, Path out, JoinedLimits limits)
      throws IOException {
    return Written.of(spark, files, pages, out, limits).rows();
  }

  private static List<String> texts(Path out, String table) throws IOException {
    return new Written(out, Map.of()).texts(table);
  }
}
