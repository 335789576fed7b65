package org.wikimill.pipeline.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.formats.site.Layout;
import org.wikimill.formats.site.SiteLayout;
import org.wikimill.formats.site.SiteLayout.Scheme;
import org.wikimill.formats.zim.ClusterReader;
import org.wikimill.formats.zim.Dirent;
import org.wikimill.formats.zim.DirentScanner;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.formats.zim.ZimParts;
import org.wikimill.formats.zim.ZimWriter;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.LinkCounts;
import org.wikimill.pipeline.rows.Redirects;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;
import org.wikimill.testing.Shared;

/** The links of real archives, old and new, as jsoup and the JDK find them. */
class SiteLinksSparkTest {
  private static final String SITE = "http://site";

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

  /** From the path of a page to a place. */
  private record Reference(String from, String to) implements Comparable<Reference> {
    @Override
    public int compareTo(Reference o) {
      return toString().compareTo(o.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "wikipedia_cr_all_2015-04.zim, 1039, 474, 2",
    "testing-suite/withns/wikibooks_be_all_nopic_2017-02.zim, 296, 0, 0",
    "wikipedia_en_100_mini_2022-10.zim, 2690, 0, 0",
    "gozim_test.zim, 1178, 301, 224",
    "kiwix-android_characters_encoding.zim, 28, 6, 3",
    "devdocs_en_markdown_2026-01.zim, 8, 0, 0",
  })
  void linksAreThoseOfJsoupAndBrokenWhereNoFileIs(
      String name, long references, long broken, long brokenTargets) throws Exception {
    Path source = Shared.require().resolve("zims").resolve(name);
    Builds builds = Builds.of(source, folder.resolve("listed")).layout(Layout.Name.SITE);
    LinkCounts counts = builds.listingLinks().run(spark).counts().links();
    Map<String, List<String>> pages = new TreeMap<>();
    Set<String> places = places(builds, pages);

    Set<Reference> told = new TreeSet<>();
    Set<Reference> unanswered = new TreeSet<>();
    List<Group> rows = ParquetRows.of(builds.out(), "links");
    for (Group row : rows) {
      Reference link = new Reference(row.getString("from", 0), row.getString("to", 0));
      told.add(link);
      if (isBroken(row)) {
        unanswered.add(link);
      }
    }
    Set<Reference> expected = references(source, pages);
    assertThat(without(told, expected)).as("told by the build alone").isEmpty();
    assertThat(without(expected, told)).as("seen by jsoup alone").isEmpty();
    expected.removeIf(link -> places.contains(link.to()));
    assertThat(unanswered).isEqualTo(expected);

    assertThat(counts.references()).isEqualTo(rows.size()).isEqualTo(references);
    assertThat(counts.broken())
        .isEqualTo(rows.stream().filter(SiteLinksSparkTest::isBroken).count())
        .isEqualTo(broken);
    assertThat(counts.brokenTargets())
        .isEqualTo(unanswered.stream().map(Reference::to).distinct().count())
        .isEqualTo(brokenTargets);
  }

  @Test
  void aLinkIsBrokenIfNeitherAFileNorAPageOfADirectoryNorALineOfRedirectsAnswers()
      throws Exception {
    String links =
        """
        <!DOCTYPE html><p><a href="Home">1</a> <a href="./Home#x">again</a> <img src=Home>
        <a href=Node.js>2</a> <a href=Node.js/>3</a> <a href=Node.js/index.html>4</a>
        <a href=Wheel>no page of the directory</a> <a href="Wheel/Overshot">5</a>
        <a href=Gone>6</a> <a href="Gone?a=b">again</a> <a href="%47one">again</a> <img src=Gone>
        <a href=../>7</a> <a href="#here">of the page</a> <a href=Loop>8</a>
        <a href=https://example.org/>9</a> <a href=https://example.org/>again</a>
        """;
    ZimWriter zim = new ZimWriter(1 << 10);
    zim.article("Main", "Main", "text/html", links.getBytes(UTF_8));
    zim.article("Wheel/Overshot", "Overshot", "text/html", new byte[0]);
    zim.article("Node.js", "Node", "text/html", new byte[0]);
    zim.redirect("Home", "Home", "Main").redirect("Loop", "Loop", "Loop");
    Path source = folder.resolve("wiki.zim");
    try (OutputStream out = Files.newOutputStream(source)) {
      zim.writeTo(out);
    }
    Builds builds = Builds.of(source, folder.resolve("out")).layout(Layout.Name.SITE);
    Manifest manifest = builds.redirects(Redirects.FILE).listingLinks().run(spark);
    assertThat(ParquetRows.of(builds.out(), "links").stream().map(SiteLinksSparkTest::line))
        .containsExactly(
            "wiki/Main -> index.html a = index.html",
            "wiki/Main -> wiki/Gone a = null",
            "wiki/Main -> wiki/Gone image = null",
            "wiki/Main -> wiki/Home a = wiki/Home",
            "wiki/Main -> wiki/Home image = wiki/Home",
            "wiki/Main -> wiki/Loop a = null",
            "wiki/Main -> wiki/Node.js a = wiki/Node.js/index.html",
            "wiki/Main -> wiki/Node.js/index.html a = wiki/Node.js/index.html",
            "wiki/Main -> wiki/Wheel a = null",
            "wiki/Main -> wiki/Wheel/Overshot a = wiki/Wheel/Overshot");
    assertThat(manifest.counts().links()).isEqualTo(new LinkCounts(10, 1, 4, 3));
  }

  private static String line(Group row) {
    String resolved = isBroken(row) ? "null" : row.getString("resolved", 0);
    return row.getString("from", 0)
        + " -> "
        + row.getString("to", 0)
        + " "
        + row.getString("kind", 0)
        + " = "
        + resolved;
  }

  @Test
  void theTableChangesNeitherCountsNorRootNorAnyOtherFile() throws Exception {
    Path source = Shared.require().resolve("zims").resolve("gozim_test.zim");
    Builds counted = Builds.of(source, folder.resolve("counted")).layout(Layout.Name.SITE);
    Builds listed = Builds.of(source, folder.resolve("listed")).layout(Layout.Name.SITE);
    Manifest without = counted.run(spark);
    Manifest with = listed.listingLinks().run(spark);
    assertThat(with.counts()).isEqualTo(without.counts());
    assertThat(with.root()).isEqualTo(without.root());
    List<FileFact> others = new ArrayList<>(with.files());
    assertThat(others.removeIf(file -> file.name().startsWith("index/links/"))).isTrue();
    assertThat(others).isEqualTo(without.files());
    assertThatThrownBy(() -> counted.listingLinks().resuming().run(spark))
        .hasMessageContaining("table of links (--links) was omitted, is now included");
  }

  private static boolean isBroken(Group row) {
    return row.getFieldRepetitionCount("resolved") == 0;
  }

  private static Set<Reference> without(Set<Reference> all, Set<Reference> others) {
    Set<Reference> rest = new TreeSet<>(all);
    rest.removeAll(others);
    return rest;
  }

  /**
   * Every place where a gateway has something to show.
   *
   * @param pages is given the paths of all pages by their entries
   */
  private static Set<String> places(Builds builds, Map<String, List<String>> pages)
      throws IOException {
    Set<String> places = new HashSet<>();
    for (Group row : ParquetRows.of(builds.out(), "files")) {
      String path = row.getString("path", 0);
      places.add(path);
      places.add(path.replaceFirst("/index\\.html$", ""));
      boolean alias = row.getFieldRepetitionCount("alias_of") > 0;
      if (!alias && SiteLayout.isHtml(row.getString("mime", 0))) {
        String entry = row.getString("source_entry", 0);
        pages.computeIfAbsent(entry, key -> new ArrayList<>()).add(path);
      }
    }
    return places;
  }

  /** All relative references of the pages, by jsoup. */
  private static Set<Reference> references(Path source, Map<String, List<String>> pages)
      throws IOException {
    Set<Reference> references = new TreeSet<>();
    try (ZimArchive archive = ZimArchive.open(ZimParts.open(source))) {
      SiteLayout layout = new SiteLayout(archive.newNamespaceScheme() ? Scheme.NEW : Scheme.OLD);
      DirentScanner dirents = archive.dirents(0, archive.entryCount());
      while (dirents.next()) {
        byte[] name = archive.nameOf(dirents.dirent());
        List<String> paths = pages.get(new String(name, UTF_8));
        if (dirents.dirent() instanceof Dirent.Content entry && paths != null) {
          String start = new String(layout.framed(name), UTF_8);
          for (String to : targets(html(archive, entry), start)) {
            String place = new String(layout.addressed(to.getBytes(UTF_8)), UTF_8);
            paths.forEach(from -> references.add(new Reference(from, place)));
          }
        }
      }
    }
    return references;
  }

  private static String html(ZimArchive archive, Dirent.Content entry) throws IOException {
    try (ClusterReader cluster = archive.open(entry)) {
      return new String(cluster.content().readAllBytes(), UTF_8);
    }
  }

  private static Set<String> targets(String html, String start) throws IOException {
    URI base = URI.create(SITE + "/" + encoded(start));
    Set<String> targets = new TreeSet<>();
    for (String url : urls(Jsoup.parse(html))) {
      String stripped = url.strip(); // as browsers do
      if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith("/")) {
        continue;
      }
      URI target = base.resolve(URI.create(encodedRest(stripped)));
      if (SITE.equals(target.getScheme() + "://" + target.getAuthority())) {
        String path = target.getPath().substring(1);
        if (!path.startsWith("../")) {
          targets.add(path);
        }
      }
    }
    return targets;
  }

  private static List<String> urls(Document page) {
    List<String> urls = new ArrayList<>();
    for (String attribute : List.of("href", "src", "poster", "data", "action", "cite")) {
      for (Element element : page.select("[" + attribute + "]")) {
        if (!element.attr("rel").equals("canonical")) {
          urls.add(element.attr(attribute));
        }
      }
    }
    for (Element element : page.select("[srcset]")) {
      for (String candidate : element.attr("srcset").split(",")) {
        urls.add(candidate.strip().split("\\s")[0]);
      }
    }
    return urls;
  }

  private static String encoded(String path) {
    return encodedRest(path.replace("%", "%25").replace("?", "%3F").replace("#", "%23"));
  }

  /** Encodes what no URI holds. */
  private static String encodedRest(String url) {
    StringBuilder out = new StringBuilder();
    for (byte b : url.getBytes(UTF_8)) {
      boolean plain = b > ' ' && b < 127 && "\"<>\\^`{|}[]".indexOf(b) < 0;
      out.append(plain ? "" + (char) b : String.format("%%%02X", b & 0xff));
    }
    return out.toString();
  }
}
