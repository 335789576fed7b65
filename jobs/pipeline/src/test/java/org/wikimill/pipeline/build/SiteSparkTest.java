package org.wikimill.pipeline.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wikimill.connectors.io.Digests;
import org.wikimill.formats.site.ForwardingPage;
import org.wikimill.formats.site.Layout;
import org.wikimill.formats.site.SiteIcon;
import org.wikimill.formats.zim.ZimWriter;
import org.wikimill.pipeline.build.BuildException.Reason;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.Redirects;
import org.wikimill.pipeline.testing.CraftedZim;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;

/** Whole builds in layout {@code site}: what stands where, and how redirects are served. */
class SiteSparkTest {
  private static final String HTML = "text/html";
  private static final int SMALL_CLUSTER = 20;

  private static JavaSparkContext spark;

  @TempDir Path folder;

  @BeforeAll
  static void open() {
    spark = LocalSpark.open("local[2]");
  }

  @AfterAll
  static void close() {
    spark.close();
  }

  private static byte[] page(String text) {
    return ("<!DOCTYPE html><p>" + text).getBytes(UTF_8);
  }

  private static ZimWriter wiki(int clusterBytes) {
    ZimWriter zim = new ZimWriter(clusterBytes);
    zim.metadata("Title", "Small & wiki");
    zim.metadata("Illustration_48x48@1", "image/png", "icon".getBytes(UTF_8));
    for (String path : new String[] {"Main", "Wheel", "Wheel/Overshot", "Node.js", "Rye", "a b"}) {
      zim.article(path, path, HTML, page(path));
    }
    zim.resource("image.png", "image/png", "image".getBytes(UTF_8));
    zim.redirect("Home", "Home", "Main").redirect("Wheel/Back", "Back", "Wheel/Overshot");
    zim.redirect("Overshot", "Overshot", "Wheel/Overshot").redirect("Node", "Node", "Node.js");
    zim.redirect("Wheel/Rye", "Rye", "Rye").redirect("img/copy.png", "", "image.png");
    zim.redirect("C sharp", "", "Rye").redirect("Rye/Bread", "Bread", "Rye");
    return zim.mainPage("Main");
  }

  private Path write(ZimWriter zim, String name) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      zim.writeTo(out);
    }
    return file;
  }

  private Builds site(Path source, String out) {
    return Builds.of(source, folder.resolve(out)).layout(Layout.Name.SITE);
  }

  /** What every site has besides, whatever its archive. */
  private static boolean isOurs(String path) {
    return path.matches("(.*/)?(about\\.(html|json)|site\\.css|search/.*|titles/.*)");
  }

  /**
   * Path to the sum of its content before anything was added; of aliases, to the path that they
   * repeat.
   */
  private static Map<String, String> files(Builds builds) throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (Group row : ParquetRows.of(builds.out(), "files")) {
      boolean alias = row.getFieldRepetitionCount("alias_of") > 0;
      if (!isOurs(row.getString("path", 0))) {
        files.put(
            row.getString("path", 0),
            alias ? "= " + row.getString("alias_of", 0) : row.getString("source_sha256", 0));
      }
    }
    return files;
  }

  private static long ours(Builds builds) throws IOException {
    return ParquetRows.of(builds.out(), "files").stream()
        .filter(row -> isOurs(row.getString("path", 0)))
        .count();
  }

  private static Map<String, String> served(Builds builds) throws IOException {
    Map<String, String> served = new TreeMap<>();
    for (Group row : ParquetRows.of(builds.out(), "redirects")) {
      served.put(row.getString("source_path", 0), row.getString("served", 0));
    }
    return served;
  }

  private static String sum(byte[] content) {
    return HexFormat.of().formatHex(Digests.sha256().digest(content));
  }

  private static String forward(String from, String to, String title) {
    return sum(ForwardingPage.of(from.getBytes(UTF_8), to.getBytes(UTF_8), title));
  }

  @Test
  void aliasesShareTheirTargetsBytesWhereLinksHoldAndForwardElsewhere() throws Exception {
    Builds builds = site(write(wiki(SMALL_CLUSTER), "wiki.zim"), "link");
    Manifest manifest = builds.run(spark);

    assertThat(files(builds))
        .containsOnly(
            entry("favicon.ico", sum("icon".getBytes(UTF_8))),
            entry("index.html", forward("index.html", "wiki/index.html", "Small & wiki")),
            entry("wiki/index.html", sum(page("Main"))),
            entry("wiki/Main", sum(page("Main"))),
            entry("wiki/Home", "= wiki/Main"),
            entry("wiki/Wheel/index.html", sum(page("Wheel"))),
            entry("wiki/Wheel/Overshot", sum(page("Wheel/Overshot"))),
            entry("wiki/Wheel/Back", "= wiki/Wheel/Overshot"),
            entry(
                "wiki/Overshot", forward("wiki/Overshot", "wiki/Wheel/Overshot", "Wheel/Overshot")),
            entry("wiki/Node.js/index.html", sum(page("Node.js"))),
            entry("wiki/Node", forward("wiki/Node", "wiki/Node.js/index.html", "Node.js")),
            entry("wiki/Rye/index.html", sum(page("Rye"))),
            entry("wiki/Rye/Bread", "= wiki/Rye/index.html"),
            entry("wiki/Wheel/Rye", forward("wiki/Wheel/Rye", "wiki/Rye/index.html", "Rye")),
            entry("wiki/C sharp", forward("wiki/C sharp", "wiki/Rye/index.html", "Rye")),
            entry("wiki/a b", sum(page("a b"))),
            entry("wiki/image.png", sum("image".getBytes(UTF_8))),
            entry("wiki/img/copy.png", "= wiki/image.png"));
    Counts counts = manifest.counts();
    assertThat(counts.aliases()).isEqualTo(4);
    assertThat(counts.forwards()).isEqualTo(4);
    assertThat(counts.generated()).isEqualTo(4 + 3 + ours(builds));
    assertThat(counts.entries()).isEqualTo(manifest.entries());
    assertThat(served(builds))
        .containsEntry("Home", "link")
        .containsEntry("Overshot", "html")
        .containsEntry("img/copy.png", "link");
  }

  @Test
  void everyAliasOfAPageForwardsIfThatIsAskedForAndPicturesAreStillPictures() throws Exception {
    Builds builds = site(write(wiki(SMALL_CLUSTER), "wiki.zim"), "html").redirects(Redirects.HTML);
    builds.run(spark);

    assertThat(files(builds))
        .containsEntry("wiki/Home", forward("wiki/Home", "wiki/Main", "Main"))
        .containsEntry("wiki/img/copy.png", "= wiki/image.png");
    assertThat(served(builds)).hasSize(8).containsEntry("img/copy.png", "link");
    assertThat(served(builds).values()).filteredOn("html"::equals).hasSize(7);
  }

  @Test
  void aliasesAreLinesOfRedirectsWhereALineCanBe() throws Exception {
    Builds builds = site(write(wiki(SMALL_CLUSTER), "wiki.zim"), "file").redirects(Redirects.FILE);
    Manifest manifest = builds.run(spark);

    String lines =
        """
        /wiki/Home /wiki/Main 301
        /wiki/Node /wiki/Node.js/ 301
        /wiki/Overshot /wiki/Wheel/Overshot 301
        /wiki/Rye/Bread /wiki/Rye 301
        /wiki/Wheel/Back /wiki/Wheel/Overshot 301
        /wiki/Wheel/Rye /wiki/Rye 301
        /wiki/img/copy.png /wiki/image.png 301
        """;
    assertThat(files(builds))
        .containsEntry("_redirects", sum(lines.getBytes(UTF_8)))
        .containsEntry("wiki/Rye", sum(page("Rye")))
        .containsEntry("wiki/C sharp", "= wiki/Rye")
        .doesNotContainKeys("wiki/Home", "wiki/Rye/Bread");
    assertThat(served(builds)).containsEntry("C sharp", "link").containsEntry("Home", "file");
    assertThat(manifest.counts().forwards()).isEqualTo(7);
    assertThat(manifest.counts().entries()).isEqualTo(manifest.entries());
  }

  @Test
  void anAliasWhosePlaceIsADirectoryForwardsFromWithinItSinceNoLineWouldBeAsked() throws Exception {
    ZimWriter zim = wiki(SMALL_CLUSTER).redirect("img", "", "Rye").redirect("x", "", "Rye");
    zim.resource("img/real.png", "image/png", "real".getBytes(UTF_8));
    Builds builds = site(write(zim, "wiki.zim"), "file").redirects(Redirects.FILE);
    builds.run(spark);

    assertThat(files(builds))
        .containsEntry("wiki/img/index.html", forward("wiki/img/index.html", "wiki/Rye", "Rye"));
    assertThat(served(builds)).containsEntry("img", "html").containsEntry("x", "file");
  }

  @Test
  void moreRedirectsThanGatewaysReadAreRefusedBeforeAnythingIsMade() throws Exception {
    ZimWriter zim = new ZimWriter(SMALL_CLUSTER).article("a", "a", HTML, page("a"));
    for (int i = 0; i < 4000; i++) {
      zim.redirect("alias" + i, "", "a");
    }
    Builds builds = site(write(zim, "many.zim"), "out").redirects(Redirects.FILE);

    assertRefused(
        builds, "--redirects file: 4000 redirects make a file _redirects of 110890 bytes");
    assertThat(builds.out().resolve("car")).doesNotExist();
    builds.redirects(Redirects.LINK).run(spark);
  }

  @Test
  void anotherPageToLandOnIsFoundByItsTitle() throws Exception {
    Path source = write(wiki(SMALL_CLUSTER), "wiki.zim");
    Builds builds = site(source, "out").mainPage("Wheel");
    builds.run(spark);

    assertThat(files(builds)).containsEntry("wiki/index.html", sum(page("Wheel")));
    assertRefused(site(source, "other").mainPage("Whel"), "--main-page Whel: no such page");
    assertRefused(builds.mainPage("Rye").resuming(), "--main-page was Wheel, is now Rye");
    assertRefused(builds.layout(Layout.Name.ZIM).resuming(), "--main-page: only with");
  }

  @Test
  void whatOnlyASiteHasIsRefusedInLayoutZim() throws Exception {
    Path source = write(wiki(SMALL_CLUSTER), "wiki.zim");
    Builds zim = Builds.of(source, folder.resolve("zim"));
    assertRefused(zim.redirects(Redirects.HTML), "--redirects html: only with --layout site");
    assertRefused(zim.redirects(Redirects.FILE), "--redirects file: only with --layout site");
    zim.run(spark);
    assertRefused(zim.layout(Layout.Name.SITE).resuming(), "--layout was zim, is now site");
  }

  @Test
  void theLandingPageStandsWhereItMustWhateverAsksForItsPlace() throws Exception {
    ZimWriter own = wiki(SMALL_CLUSTER).article("index.html", "index", HTML, page("other"));
    Builds other = site(write(own, "other.zim"), "other");
    other.run(spark);
    assertThat(files(other))
        .containsEntry("wiki/index.html", sum(page("Main")))
        .containsEntry("wiki/index.html~1", sum(page("other")));

    ZimWriter same = new ZimWriter(SMALL_CLUSTER).article("index.html", "x", HTML, page("x"));
    Builds main = site(write(same.mainPage("index.html"), "main.zim"), "main");
    main.run(spark);
    assertThat(files(main)).containsOnlyKeys("index.html", "favicon.ico", "wiki/index.html");

    for (Redirects redirects : new Redirects[] {Redirects.LINK, Redirects.HTML, Redirects.NONE}) {
      ZimWriter alias = wiki(SMALL_CLUSTER).redirect("index.html", "", "Main");
      Builds aliased =
          site(write(alias, "alias.zim"), "alias-" + redirects.text()).redirects(redirects);
      aliased.run(spark);
      assertThat(files(aliased).get("wiki/index.html")).isIn(sum(page("Main")), "= wiki/Main");
    }
  }

  @Test
  void anArchiveWithoutAMainPageHasAFrontPageThatLeadsToItsTitles() throws Exception {
    ZimWriter zim = new ZimWriter(SMALL_CLUSTER).article("a", "a", HTML, page("a"));
    Builds builds = site(write(zim, "bare.zim"), "out");
    builds.run(spark);

    assertThat(files(builds))
        .containsOnly(
            entry("index.html", forward("index.html", "titles/index.html", "Main page")),
            entry("favicon.ico", sum(SiteIcon.bytes())),
            entry("wiki/a", sum(page("a"))));
  }

  @Test
  void theOldSchemeGivesTheSameUrlsToArticles() throws Exception {
    CraftedZim zim = new CraftedZim().ofType(HTML).plainCluster(page("a"), page("b"));
    zim.content("A/Wheel", 0, 0).content("A/Wheel/Overshot", 0, 1).content("I/x.js", 0, 1);
    zim.redirect("A/Back", "A/Wheel/Overshot").redirect("A/Loop", "A/Loop");
    zim.redirect("A/Metadata", "M/Title").content("M/Title", 0, 0).content("-/favicon", 0, 1);
    Builds builds = site(zim.write(folder.resolve("old.zim")), "old");
    builds.run(spark);

    assertThat(files(builds))
        .containsOnlyKeys(
            "index.html",
            "favicon.ico",
            "-/favicon",
            "I/x.js/index.html",
            "wiki/Wheel/index.html",
            "wiki/Wheel/Overshot",
            "wiki/Metadata",
            "wiki/Back")
        .containsEntry("wiki/Metadata", "= M/Title");
    assertThat(served(builds))
        .containsOnly(
            entry("A/Back", "html"), entry("A/Loop", "none"), entry("A/Metadata", "link"));
  }

  @ParameterizedTest
  @EnumSource(Redirects.class)
  void shardsDoNotDecideTheRoot(Redirects redirects) throws Exception {
    Path source = write(wiki(SMALL_CLUSTER), "wiki.zim");
    Builds whole = site(source, "whole-" + redirects.text()).redirects(redirects);
    Builds cut = site(source, "cut-" + redirects.text()).redirects(redirects).shardBytes(1);
    Manifest one = whole.run(spark);
    Manifest many = cut.run(spark);

    assertThat(many.root()).isEqualTo(one.root());
    assertThat(files(cut)).isEqualTo(files(whole));
    assertThat(many.files().stream().filter(f -> f.name().startsWith("car/part-")).count())
        .isGreaterThan(6);
  }

  @Test
  void severalSourcesAreSitesBesideEachOther() throws Exception {
    Path first = write(wiki(SMALL_CLUSTER).metadata("Name", "a").metadata("Date", "1"), "a.zim");
    Path second = write(wiki(SMALL_CLUSTER).metadata("Name", "b").metadata("Date", "1"), "b.zim");
    Builds builds =
        site(first, "both").ofSources(first, second).redirects(Redirects.FILE).includingSource();
    builds.run(spark);

    assertThat(files(builds))
        .containsKeys(
            "_redirects",
            "a_1/index.html",
            "b_1/favicon.ico",
            "b_1/wiki/index.html",
            "b_1/wiki/Main",
            "b_1/b_1.zim");
  }

  private static void assertRefused(Builds builds, String message) {
    assertThatThrownBy(() -> builds.run(spark))
        .isInstanceOfSatisfying(
            BuildException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SETTINGS))
        .hasMessageContaining(message);
  }
}
