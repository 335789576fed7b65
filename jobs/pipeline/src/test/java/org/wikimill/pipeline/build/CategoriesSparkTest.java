package org.wikimill.pipeline.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.formats.article.CategoryMembers;
import org.wikimill.formats.site.Layout;
import org.wikimill.pipeline.testing.BuiltFiles;
import org.wikimill.pipeline.testing.CraftedDump;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;

/** Pages of categories in builds of dumps. */
class CategoriesSparkTest {
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

  private record Site(Path folder, String root) {}

  private Site built(CraftedDump dump) throws Exception {
    Path file = dump.write(folder.resolve("dump.xml"));
    Builds builds = Builds.of(file, folder.resolve("out")).layout(Layout.Name.SITE);
    return new Site(builds.out(), builds.run(spark).root());
  }

  private static Document page(Site site, String path) throws IOException {
    byte[] html = BuiltFiles.bytes(site.folder(), site.root(), path);
    return Jsoup.parse(new String(html, UTF_8), "https://site.invalid/" + path);
  }

  private static List<String> listed(Document page) {
    return page.select(".wikimill-members li bdi").eachText();
  }

  @Test
  void aCategorysPageListsItsMembersByTypeAndSortKey() throws Exception {
    Site site =
        built(
            new CraftedDump()
                .page("Zebra", "An animal. [[Category:Animals]]")
                .page("The ape", "An animal. [[category:animals|ape]]")
                .page("Écureuil", "An animal. [[Category:Animals]]")
                .page(14, 10, "Category:Animals", 1, "All of them")
                .page(14, 11, "Category:Birds", 1, "With wings [[Category:Animals]]"));
    Document animals = page(site, "wiki/Category:Animals");
    assertThat(listed(animals)).containsExactly("Birds", "The ape", "Écureuil", "Zebra");
    assertThat(animals.select(".wikimill-members h2").eachText())
        .containsExactly("Subcategories", "Pages in this category");
    assertThat(animals.select(".wikimill-members a").eachAttr("abs:href"))
        .contains("https://site.invalid/wiki/Category:Birds", "https://site.invalid/wiki/Zebra");
    assertThat(animals.text()).contains("All of them");
  }

  @Test
  void aCategoryWithoutAPageGetsOneAndPagesLeadThere() throws Exception {
    Site site = built(new CraftedDump().page("Zebra", "An animal. [[Category:Animals]]"));
    Document animals = page(site, "wiki/Category:Animals");
    assertThat(listed(animals)).containsExactly("Zebra");
    assertThat(animals.select("footer").text()).contains("snapshot");
    Map<String, Group> files =
        ParquetRows.of(site.folder(), "files").stream()
            .collect(Collectors.toMap(row -> row.getString("path", 0), row -> row));
    assertThat(files.get("wiki/Category:Animals").getString("title", 0))
        .isEqualTo("Category:Animals");
  }

  @Test
  void oneMemberMoreThanAPageHoldsMakesAnother() throws Exception {
    CraftedDump dump = new CraftedDump();
    for (int i = 0; i < CategoryMembers.PART + 1; i++) {
      dump.page(name(i), "[[Category:Many]]" + (i > 0 ? "[[Category:Most]]" : ""));
    }
    Site site = built(dump);
    Document most = page(site, "wiki/Category:Most");
    assertThat(listed(most)).hasSize(CategoryMembers.PART);
    assertThat(most.select("a[rel=next]")).isEmpty();

    Document many = page(site, "wiki/Category:Many");
    assertThat(listed(many)).hasSize(CategoryMembers.PART);
    String next =
        many.select("a[rel=next]").attr("abs:href").substring("https://site.invalid/".length());
    Document second = page(site, next);
    assertThat(listed(second)).containsExactly(name(CategoryMembers.PART));
    assertThat(second.select("a[rel=prev]").attr("abs:href"))
        .isEqualTo("https://site.invalid/wiki/Category:Many");
    assertThat(second.select(".titles a").attr("abs:href"))
        .isEqualTo("https://site.invalid/wiki/Page_0500/index%252Ehtml/x");
    assertThat(second.select("footer[data-wikimill] a").eachAttr("abs:href"))
        .contains("https://site.invalid/about.html");
  }

  /**
   * The last one stands elsewhere than its title says, for gateways would take it for a picture.
   */
  private static String name(int page) {
    return String.format("Page %04d", page) + (page == CategoryMembers.PART ? "/index.html/x" : "");
  }

  @Test
  void cyclesOfCategoriesDoNoHarm() throws Exception {
    Site site =
        built(
            new CraftedDump()
                .page(14, 1, "Category:A", 1, "[[Category:B]]")
                .page(14, 2, "Category:B", 1, "[[Category:A]][[Category:B]]"));
    assertThat(listed(page(site, "wiki/Category:A"))).containsExactly("B");
    assertThat(listed(page(site, "wiki/Category:B"))).containsExactly("A", "B");
  }

  @Test
  void onlyTheNewestVersionOfAPageIsAMember() throws Exception {
    Site site =
        built(
            new CraftedDump()
                .page(0, 7, "Zebra", 1, "[[Category:Old]]")
                .page(0, 7, "Zebra", 2, "[[Category:New]]"));
    assertThat(ParquetRows.of(site.folder(), "files"))
        .extracting(row -> row.getString("path", 0))
        .contains("wiki/Category:New")
        .doesNotContain("wiki/Category:Old");
  }
}
