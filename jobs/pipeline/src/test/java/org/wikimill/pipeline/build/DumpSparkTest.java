package org.wikimill.pipeline.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.formats.site.Layout;
import org.wikimill.formats.zim.ZimWriter;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.SourceSums.Checksum;
import org.wikimill.pipeline.source.DumpPolicy;
import org.wikimill.pipeline.source.DumpPolicy.Truncated;
import org.wikimill.pipeline.testing.CraftedDump;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;

/** Builds of XML dumps. */
class DumpSparkTest {
  private static JavaSparkContext spark;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    spark = LocalSpark.open("local[2]");
  }

  @AfterAll
  static void close() {
    spark.close();
  }

  private Builds builds(Path dump, String out) {
    return Builds.of(dump, folder.resolve(out)).layout(Layout.Name.SITE);
  }

  private Path dump(CraftedDump dump) throws IOException {
    return dump.write(folder.resolve("dump.xml"));
  }

  private static Map<String, Group> rows(Builds builds, String table, String key)
      throws IOException {
    return ParquetRows.of(builds.out(), table).stream()
        .collect(Collectors.toMap(row -> row.getString(key, 0), row -> row));
  }

  private static String status(Map<String, Group> redirects, String source) {
    Group row = redirects.get(source);
    String target = row.getFieldRepetitionCount("target") == 0 ? "-" : row.getString("target", 0);
    return row.getString("status", 0) + " " + target;
  }

  @Test
  void pagesBecomeFilesAndWhatIsOutsideTheirNamespacesIsCounted() throws Exception {
    Path source =
        dump(
            new CraftedDump()
                .page("Main Page", "Welcome")
                .page("AC/DC", "A band")
                .page("Node.js", "A runtime")
                .page(14, 4, "Category:Music", 40, "Music")
                .page(10, 5, "Template:Box", 50, "Box")
                .page(1, 6, "Talk:AC/DC", 60, "Talk"));
    Builds builds = builds(source, "out");
    Manifest manifest = builds.run(spark);

    Map<String, Group> files = rows(builds, "files", "path");
    assertThat(files)
        .containsKeys(
            "wiki/Main_Page",
            "wiki/AC/DC",
            "wiki/Node.js/index.html",
            "wiki/Category:Music",
            "wiki/index.html",
            "index.html");
    assertThat(files.keySet()).noneMatch(path -> path.contains("Template:"));
    Group band = files.get("wiki/AC/DC");
    assertThat(band.getLong("page_id", 0)).isEqualTo(2);
    assertThat(band.getLong("revision_id", 0)).isEqualTo(101);
    assertThat(band.getString("title", 0)).isEqualTo("AC/DC");
    assertThat(manifest.counts().files()).isEqualTo(4);
    assertThat(manifest.counts().excluded()).isEqualTo(2);
    assertThat(manifest.entries()).isEqualTo(6);
    assertThat(manifest.recipe().policy().dumps().namespaces()).containsExactly(0, 14);
    assertThat(manifest.sources().get(0).facts().kind()).isEqualTo("wikimedia-xml");
  }

  @Test
  void redirectsAreFollowedByTitlesToTheEndsOfTheirChains() throws Exception {
    Path source =
        dump(
            new CraftedDump()
                .redirect("A", "b") // its first letter is a capital all the same
                .redirect("B", "C")
                .redirect("C", "The End")
                .page("The End", "end")
                .redirect("Round", "About")
                .redirect("About", "Round")
                .redirect("Self", "Self")
                .redirect("Nowhere", "Nothing")
                .redirect("To nowhere", "Nowhere")
                .redirect("Part", "The_End#Part")
                .redirect("Outside", "Template:Box")
                .page(10, 50, "Template:Box", 50, "Box"));
    Builds builds = builds(source, "out");
    Manifest manifest = builds.run(spark);

    Map<String, Group> redirects = rows(builds, "redirects", "source_path");
    for (String good : List.of("A", "B", "C", "Part")) {
      assertThat(status(redirects, good)).as(good).isEqualTo("ok The_End");
    }
    for (String loop : List.of("Round", "About", "Self")) {
      assertThat(status(redirects, loop)).as(loop).isEqualTo("loop -");
    }
    for (String loose : List.of("Nowhere", "To_nowhere", "Outside")) {
      assertThat(status(redirects, loose)).as(loose).isEqualTo("dangling -");
    }
    assertThat(manifest.counts().aliases()).isEqualTo(4);
    assertThat(manifest.counts().notServed()).isEqualTo(6);
    assertThat(manifest.counts().entries()).isEqualTo(manifest.entries()).isEqualTo(12);
  }

  @Test
  void ofAPageThatComesTwiceTheNewestRevisionStays() throws Exception {
    Path source =
        dump(
            new CraftedDump()
                .page(0, 1, "Doubled", 10, "old")
                .page(0, 1, "Doubled", 12, "new")
                .page(0, 1, "Doubled", 11, "between")
                .page(0, 2, "Moved from", 20, "before the move")
                .page(0, 2, "Moved to", 21, "after the move")
                .page(0, 3, "Taken", 30, "by one page")
                .page(0, 4, "Taken", 31, "by another"));
    Builds builds = builds(source, "out");
    Manifest manifest = builds.run(spark);

    Map<String, Group> files = rows(builds, "files", "path");
    assertThat(files.get("wiki/Doubled").getLong("revision_id", 0)).isEqualTo(12);
    assertThat(files).containsKey("wiki/Moved_to").doesNotContainKey("wiki/Moved_from");
    assertThat(files.get("wiki/Taken").getLong("page_id", 0)).isEqualTo(4);
    assertThat(manifest.counts().files()).isEqualTo(3);
    assertThat(manifest.counts().excluded()).isEqualTo(4);
  }

  @Test
  void linksLeadToWhatTheBuildHasAndElseToTheLiveWiki() throws Exception {
    Path source =
        dump(
            new CraftedDump()
                .page("Start", "[[There]], [[by redirect]], [[Template:Box]] and {{Box|words}}")
                .page("There", "here")
                .redirect("By redirect", "There")
                .page(10, 50, "Template:Box", 50, "of the <b>box</b> {{{1}}}")
                .page(10, 50, "Template:Box", 49, "of an older box"));
    Builds builds = builds(source, "out").listingLinks();
    Manifest manifest = builds.run(spark);
    List<String> targets =
        ParquetRows.of(builds.out(), "links").stream()
            .filter(row -> row.getString("from", 0).equals("wiki/Start"))
            .map(row -> row.getString("to", 0))
            .toList();
    assertThat(targets).contains("wiki/There", "wiki/By_redirect", "article.css");
    assertThat(targets).noneMatch(target -> target.contains("Box"));
    assertThat(manifest.counts().links().broken()).isZero();
    assertThat(manifest.counts().fallbacks()).isZero();
  }

  @Test
  void aTitleHasTheUrlThatItHasInASiteOfAnArchive() throws Exception {
    List<String> titles =
        List.of(
            "AC/DC",
            "Foo",
            "Foo/Bar",
            "Node.js",
            ".NET",
            "Booking.com",
            "Who's \"Who\"?",
            "100 %",
            "%41",
            "A & B",
            "C++",
            "Ünïcode",
            "ß",
            "Category:Music",
            "A..",
            "A/../B",
            "Index.html",
            "Long ".repeat(60) + "title");
    CraftedDump dump = new CraftedDump();
    ZimWriter zim = new ZimWriter();
    for (String title : titles) {
      dump.page(title, "text");
      String path = Titles.entryName(title);
      zim.article(path, title, "text/html", title.getBytes(UTF_8));
    }
    Path archive = folder.resolve("archive.zim");
    try (OutputStream out = Files.newOutputStream(archive)) {
      zim.writeTo(out);
    }
    Builds ofDump = builds(dump(dump), "of-dump");
    ofDump.run(spark);
    Builds ofArchive = builds(archive, "of-archive");
    ofArchive.run(spark);
    assertThat(articles(ofDump)).hasSize(titles.size()).isEqualTo(articles(ofArchive));
  }

  /** Places of articles by title. */
  private static Map<String, String> articles(Builds builds) throws IOException {
    return ParquetRows.of(builds.out(), "files").stream()
        .filter(row -> row.getString("path", 0).startsWith("wiki/"))
        .collect(
            Collectors.toMap(row -> row.getString("title", 0), row -> row.getString("path", 0)));
  }

  @Test
  void aDumpIsComparedWithTheSumsBesideIt() throws Exception {
    Path source = dump(new CraftedDump().page("A", "a"));
    Builds right = builds(source, "right");
    byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(source));
    String line = HexFormat.of().formatHex(sha1) + "  dump.xml\n";
    Path sums = Files.writeString(folder.resolve("testwiki-20260101-sha1sums.txt"), line);
    assertThat(right.run(spark).sources().get(0).sums().checksum()).isEqualTo(Checksum.VERIFIED);

    Files.writeString(sums, "0".repeat(40) + "  dump.xml\n");
    assertThatThrownBy(() -> builds(source, "wrong").run(spark))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContainingAll("dump.xml", "0".repeat(40), HexFormat.of().formatHex(sha1));
  }

  @Test
  void aDumpThatIsCutIsRefusedUnlessThatIsAllowed() throws Exception {
    Path source =
        new CraftedDump()
            .page("First", "one")
            .page("Second", "two")
            .page("Third", "three")
            .writeCut(folder.resolve("cut.xml"), 100);
    assertThatThrownBy(() -> builds(source, "refused").run(spark))
        .hasStackTraceContaining("dump is cut");

    Builds allowed = builds(source, "allowed").dumps(new DumpPolicy(List.of(0), Truncated.ALLOWED));
    Manifest manifest = allowed.run(spark);
    assertThat(manifest.counts().files()).isEqualTo(2);
    assertThat(manifest.sources().get(0).facts().dump().cut()).contains("Second");
    assertThat(manifest.recipe().policy().dumps().truncated()).isEqualTo("allowed");
  }

  @Test
  void layoutZimIsRefused() throws Exception {
    Path source = dump(new CraftedDump().page("A", "a"));
    assertThatThrownBy(() -> builds(source, "out").layout(Layout.Name.ZIM).run(spark))
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("--layout zim: not for a dump");
  }

  @Test
  void aMainPageThatIsNotThereIsRefused() throws Exception {
    Path source = dump(new CraftedDump().page("A", "a"));
    assertThatThrownBy(() -> builds(source, "out").mainPage("B").run(spark))
        .isInstanceOf(BuildException.class)
        .hasMessage("--main-page B: no such page");
  }

  @Test
  void aFinishedBuildIsGoneOnWithByDoingNothing() throws Exception {
    Path source = dump(new CraftedDump().page("A", "a").redirect("B", "A"));
    Builds builds = builds(source, "out");
    String root = builds.run(spark).root();
    assertThat(builds.resuming().run(spark).root()).isEqualTo(root);
  }

  @Test
  void anInterruptedBuildGoesOnAndGivesTheSameManifest() throws Exception {
    Path source = dump(new CraftedDump().page("A", "a").redirect("B", "A").page("C", "c"));
    Builds whole = builds(source, "whole");
    whole.run(spark);
    for (String failing : List.of("work/scan-00000.entries", "work/blocks-00000.rows")) {
      Builds broken = builds(source, "broken-" + failing.substring(5, 9));
      assertThatThrownBy(() -> broken.run(spark, store -> TroubledStore.failing(store, failing)))
          .hasStackTraceContaining("cannot write " + failing);
      broken.resuming().run(spark);
      assertThat(broken.out().resolve(Manifest.NAME))
          .hasSameBinaryContentAs(whole.out().resolve(Manifest.NAME));
    }
  }

  @Test
  void neitherLocaleNorTimeZoneHasASay() throws Exception {
    Path source = dump(new CraftedDump().page("istanbul", "i").redirect("Indigo", "istanbul"));
    Builds here = builds(source, "here");
    here.run(spark);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    Builds there = builds(source, "there");
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
      there.run(spark);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
    assertThat(Files.readString(there.out().resolve(Manifest.NAME)))
        .isEqualTo(Files.readString(here.out().resolve(Manifest.NAME)));
  }
}
