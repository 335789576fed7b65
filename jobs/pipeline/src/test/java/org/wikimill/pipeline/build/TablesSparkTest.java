package org.wikimill.pipeline.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.io.Stores;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.site.Layout;
import org.wikimill.pipeline.joined.JoinedLimits;
import org.wikimill.pipeline.joined.JoinedTables;
import org.wikimill.pipeline.joined.TableFiles;
import org.wikimill.pipeline.joined.TableInputs;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.SourceSums.Checksum;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.source.DumpPlan;
import org.wikimill.pipeline.source.DumpPolicy;
import org.wikimill.pipeline.source.SourcePlan;
import org.wikimill.pipeline.testing.CraftedDump;
import org.wikimill.pipeline.testing.Folders;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;
import org.wikimill.pipeline.verify.Report;
import org.wikimill.pipeline.verify.Total;
import org.wikimill.pipeline.verify.Verify;

/** Builds of dumps with the tables of their wiki. */
class TablesSparkTest {
  private static final String LANGUAGES =
      "CREATE TABLE `langlinks` (`ll_from` int unsigned NOT NULL, `ll_lang` varbinary(35) NOT NULL,"
          + " `ll_title` varbinary(255) NOT NULL);\n"
          + "INSERT INTO `langlinks` VALUES (1,'de','Rad'),(2,'it','Ruota'),(1,'it','Mozzo');\n";
  private static final String CATEGORIES =
      "CREATE TABLE `categorylinks` (`cl_from` int unsigned NOT NULL, `cl_to` varbinary(255) NOT"
          + " NULL, `cl_sortkey` varbinary(230) NOT NULL, `cl_sortkey_prefix` varbinary(255) NOT"
          + " NULL, `cl_type` enum('page','subcat','file') NOT NULL);\n"
          + "INSERT INTO `categorylinks` VALUES (1,'Of_templates','HUB','','page'),"
          + "(9,'Shapes','ROUND','','subcat');\n";

  @TempDir private Path folder;
  private Path sql;
  private Path dump;

  @BeforeEach
  void wiki() throws IOException {
    sql = Files.createDirectory(folder.resolve("sql"));
    Files.writeString(sql.resolve("wiki-langlinks.sql"), LANGUAGES);
    Files.writeString(sql.resolve("wiki-categorylinks.sql"), CATEGORIES);
    dump =
        new CraftedDump()
            .page("Hub", "[[Category:Round]] [[File:Hub.jpg]] [[fr:Moyeu]]")
            .page("Wheel", "A wheel")
            .page(14, 9, "Category:Round", 109, "")
            .write(folder.resolve("wiki.xml"));
  }

  private TableFiles tables() {
    return new TableFiles(
        List.of(file("wiki-langlinks.sql"), file("wiki-categorylinks.sql")), List.of());
  }

  private String file(String name) {
    return sql.resolve(name).toString();
  }

  private Builds builds(String out) {
    return Builds.of(dump, folder.resolve(out)).layout(Layout.Name.SITE);
  }

  private static List<String> rows(Path out, String table) throws IOException {
    return ParquetRows.of(out, table).stream()
        .map(
            row -> {
              StringBuilder text = new StringBuilder();
              for (int i = 0; i < row.getType().getFieldCount(); i++) {
                text.append(i == 0 ? "" : "|");
                text.append(row.getFieldRepetitionCount(i) == 0 ? "-" : row.getValueToString(i, 0));
              }
              return text.toString();
            })
        .toList();
  }

  private Report verify(Path out) throws Exception {
    Store store = Stores.at(out.toString(), Durability.CACHED, HadoopSettings.NONE);
    try (JavaSparkContext spark = LocalSpark.open("local[2]")) {
      return new Verify(store, Files.createTempDirectory(folder, "tmp"), 5).run(spark);
    }
  }

  @Test
  void tablesStandBesideTheIndexAndAreTheSameOnAnyNumberOfCores() throws Exception {
    Builds one = builds("one").tables(tables());
    Builds four =
        builds("four")
            .tables(
                new TableFiles(
                    List.of(file("wiki-categorylinks.sql"), file("wiki-langlinks.sql")),
                    List.of()));
    Builds without = builds("without");
    Manifest manifest;
    try (JavaSparkContext spark = LocalSpark.open("local[1]")) {
      manifest = one.run(spark);
    }
    try (JavaSparkContext spark = LocalSpark.open("local[4]")) {
      four.run(spark);
      assertThat(without.run(spark).root()).isEqualTo(manifest.root());
      aloneTheyAreTheSame(spark, one.out());
    }
    assertThat(rows(one.out(), "langlinks"))
        .containsExactly("1|de|Rad", "1|it|Mozzo", "2|it|Ruota");
    assertThat(rows(one.out(), "categories"))
        .containsExactly("1|0|Hub|Of templates||page", "9|14|Round|Shapes||subcat");
    assertThat(rows(one.out(), "category_edges")).containsExactly("Round|Shapes|9");
    assertThat(rows(one.out(), "page_images")).containsExactly("1|0|Hub|Hub.jpg");
    assertThat(manifest.tables().rows())
        .isEqualTo(
            Map.of("categories", 2L, "category_edges", 1L, "langlinks", 3L, "page_images", 1L));
    assertThat(manifest.tables().sources())
        .extracting(source -> source.facts().table(), source -> source.sums().checksum())
        .containsExactly(
            tuple("categorylinks", Checksum.ABSENT), tuple("langlinks", Checksum.ABSENT));
    assertThat(four.out().resolve(Manifest.NAME))
        .hasSameBinaryContentAs(one.out().resolve(Manifest.NAME));
    assertThat(Files.readString(without.out().resolve(Manifest.NAME))).doesNotContain("\"tables\"");
    assertThat(without.out().resolve("index/langlinks")).doesNotExist();
    assertThat(Files.exists(one.out().resolve(Output.WORK))).isFalse();
    Report report = verify(one.out());
    assertThat(report.first()).isEmpty();
    assertThat(report.total(Total.JOINED_ROWS)).isEqualTo(7);
    Files.delete(one.out().resolve("index/langlinks/snapshot=test/part-00000.parquet"));
    assertThat(verify(one.out()).first().toString()).contains("index/langlinks", "missing");
  }

  /** The same files without a build give the same bytes. */
  private void aloneTheyAreTheSame(JavaSparkContext spark, Path build) throws IOException {
    Path alone = folder.resolve("alone");
    Output output =
        new Output(
            Stores.at(alone.toString(), Durability.CACHED, HadoopSettings.NONE),
            "test",
            CidProfile.named("unixfs-v1-2025"),
            Output.Sink.NONE);
    SourcePlan plan =
        SourcePlan.of(List.of(dump.toString()), 1 << 20, DumpPolicy.DEFAULT, HadoopSettings.NONE);
    JoinedTables.write(
        spark,
        TableInputs.of(tables(), HadoopSettings.NONE),
        Optional.of((DumpPlan) plan),
        output,
        JoinedLimits.STANDARD);
    List<Path> files =
        Folders.files(alone).stream().filter(file -> file.startsWith("index")).toList();
    assertThat(files).hasSize(4);
    for (Path file : files) {
      assertThat(build.resolve(file)).hasSameBinaryContentAs(alone.resolve(file));
    }
  }

  @Test
  void whatIsCommittedIsNotJoinedAgain() throws Exception {
    Builds whole = builds("whole").tables(tables());
    Builds broken = builds("broken").tables(tables());
    try (JavaSparkContext spark = LocalSpark.open("local[2]")) {
      whole.run(spark);
      for (String failing :
          List.of("work/table-categories-00000.summary", "work/table-langlinks-00000.rows")) {
        Builds again = Files.exists(broken.out()) ? broken.resuming() : broken;
        assertThatThrownBy(() -> again.run(spark, store -> TroubledStore.failing(store, failing)))
            .hasStackTraceContaining("cannot write " + failing);
      }
      String committed = "index/categories/snapshot=test/part-00000.parquet";
      assertThat(broken.out().resolve(committed)).exists();
      broken.resuming().run(spark, store -> TroubledStore.failing(store, committed));
      assertThat(broken.out().resolve(Manifest.NAME))
          .hasSameBinaryContentAs(whole.out().resolve(Manifest.NAME));
      // Other dumps are another build.
      Files.writeString(sql.resolve("wiki-langlinks.sql"), LANGUAGES + "\n");
      for (Builds other : List.of(whole, whole.tables(TableFiles.NONE))) {
        assertThatThrownBy(() -> other.resuming().run(spark))
            .isInstanceOf(BuildException.class)
            .hasMessageContaining("--sql, --media-info were [TableFacts[table=categorylinks");
      }
    }
  }

  @Test
  void sumsBesideDumpsOfTablesAreHeldAgainstThem() throws Exception {
    byte[] links = Files.readAllBytes(sql.resolve("wiki-langlinks.sql"));
    String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(links));
    Path sums = sql.resolve("wiki-sha1sums.txt");
    Files.writeString(sums, sum + "  wiki-langlinks.sql\n");
    try (JavaSparkContext spark = LocalSpark.open("local[2]")) {
      Manifest manifest = builds("right").tables(tables()).run(spark);
      assertThat(manifest.tables().sources())
          .extracting(source -> source.sums().checksum())
          .containsExactly(Checksum.ABSENT, Checksum.VERIFIED);
      Manifest skipped = builds("skipped").tables(tables()).unverified().run(spark);
      assertThat(skipped.tables().sources())
          .allSatisfy(source -> assertThat(source.sums().checksum()).isEqualTo(Checksum.SKIPPED));

      String wrong = "0".repeat(40);
      Files.writeString(sums, wrong + "  wiki-langlinks.sql\n");
      assertThatThrownBy(() -> builds("wrong").tables(tables()).run(spark))
          .isInstanceOf(MalformedInputException.class)
          .hasMessageContaining(file("wiki-langlinks.sql"))
          .hasMessageContaining(wrong)
          .hasMessageContaining(sum);
    }
  }

  @Test
  void tablesAreThoseOfASingleDump() throws Exception {
    Path other = new CraftedDump().page("B", "b").write(folder.resolve("b.xml"));
    Builds two = builds("two").ofSources(dump, other).tables(tables());
    assertThatThrownBy(() -> BuildPlan.of(two.settings()))
        .isInstanceOf(BuildException.class)
        .hasMessage("--sql, --media-info: only with a single source, a dump");
  }

  @Test
  void aCutDumpOfATableEndsTheBuild() throws Exception {
    Path cut = sql.resolve("cut.sql");
    Files.writeString(cut, LANGUAGES.substring(0, LANGUAGES.length() - 9));
    TableFiles files = new TableFiles(List.of(cut.toString()), List.of());
    try (JavaSparkContext spark = LocalSpark.open("local[2]")) {
      assertThatThrownBy(() -> builds("cut").tables(files).run(spark))
          .hasStackTraceContaining("dump is cut: " + cut);
    }
    assertThat(folder.resolve("cut").resolve(Manifest.NAME)).doesNotExist();
  }
}
