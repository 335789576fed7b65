package org.wikimill.formats.html;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.testing.Shared;

/**
 * In every page of the real archives, what is inserted at the places of a scan stands in the tree
 * where it is meant to, what the scan finds is what jsoup's tree has, and the edits can be undone.
 */
class RealPagesTest {
  private static final String FIRST = "<meta name=first>";
  private static final String LAST = "<meta name=last>";
  private static final String FOOTER = "<footer data-wikimill>end</footer>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "devdocs_en_markdown_2026-01.zim",
        "gozim_test.zim",
        "java-libkiwix_small_4070.zim",
        "kiwix-android_characters_encoding.zim",
        "libkiwix_corner_cases.zim",
        "libkiwix_example.zim",
        "libkiwix_poor.zim",
        "split/wikipedia_en_ray_charles_2015-06.zimaa",
        "testing-suite/nons/small.zim",
        "testing-suite/nons/wikibooks_be_all_nopic_2017-02.zim",
        "wikipedia_cr_all_2015-04.zim",
        "wikipedia_en_100_mini_2022-10.zim",
        "wikipedia_en_ray_charles_mini_2020-03.zim",
        "wikipedia_fr_test_2018-10.zim"
      })
  void insertionsStandWhereTheyAreMeantTo(String archive) throws IOException {
    Path file = Shared.require().resolve("zims").resolve(archive);
    assertThat(RealPages.read(file, RealPagesTest::check)).isPositive();
  }

  private static void check(String name, byte[] page) {
    PageScan scan = PageScan.of(page);
    assertFindsWhatTheTreeHas(name, page, scan);
    assertValuesCanBeReplaced(name, page, scan);
    assertThat(scan.isMarked()).as(name).isFalse();
    HtmlEdits edits =
        new HtmlEdits()
            .insert(scan.headStart(), FIRST.getBytes(ISO_8859_1))
            .insert(scan.headEnd(), LAST.getBytes(ISO_8859_1))
            .insert(scan.bodyEnd(), FOOTER.getBytes(ISO_8859_1));
    byte[] edited = edits.apply(page);
    assertThat(PageScan.of(edited).isMarked()).as(name).isTrue();
    assertThat(edits.inverse(page).apply(edited)).as(name).isEqualTo(page);
    Document tree = Jsoup.parse(new String(edited, ISO_8859_1));
    assertThat(tree.head().firstElementChild().attr("name")).as(name).isEqualTo("first");
    assertThat(tree.head().lastElementChild().attr("name")).as(name).isEqualTo("last");
    Element footer = tree.body().lastElementChild();
    assertThat(footer.normalName() + " " + footer.text()).as(name).isEqualTo("footer end");
  }

  /** New values for all places are read back, and nothing else is to be seen of them. */
  private static void assertValuesCanBeReplaced(String name, byte[] page, PageScan scan) {
    HtmlEdits edits = new HtmlEdits();
    int n = 0;
    for (UrlPlace place : scan.places()) {
      place.replace("(" + n++ + "'\"<&amp;>", ISO_8859_1, edits);
    }
    byte[] edited = edits.apply(page);
    List<UrlPlace> places = PageScan.of(edited).places();
    assertThat(places).as(name).hasSameSizeAs(scan.places());
    for (int i = 0; i < places.size(); i++) {
      assertThat(places.get(i).value(edited, ISO_8859_1)).isEqualTo("(" + i + "'\"<&amp;>");
      assertThat(places.get(i).attribute()).isEqualTo(scan.places().get(i).attribute());
    }
    assertThat(edits.inverse(page).apply(edited)).as(name).isEqualTo(page);
  }

  private static void assertFindsWhatTheTreeHas(String name, byte[] page, PageScan scan) {
    Document tree = Jsoup.parse(new String(page, ISO_8859_1));
    assertThat(values(scan, page, HtmlElement.A, HtmlAttribute.HREF))
        .as(name)
        .containsExactlyInAnyOrderElementsOf(tree.select("a[href]").eachAttr("href"));
    assertThat(values(scan, page, HtmlElement.IMG, HtmlAttribute.SRC))
        .as(name)
        .containsExactlyInAnyOrderElementsOf(tree.select("img[src]").eachAttr("src"));
    assertThat(values(scan, page, HtmlElement.IMG, HtmlAttribute.SRCSET))
        .as(name)
        .containsExactlyInAnyOrderElementsOf(tree.select("img[srcset]").eachAttr("srcset"));
    assertThat(scan.canonical().map(place -> place.value(page, ISO_8859_1)).orElse(""))
        .as(name)
        .isEqualTo(tree.select("link[rel=canonical]").attr("href"));
  }

  private static List<String> values(
      PageScan scan, byte[] page, HtmlElement element, HtmlAttribute attribute) {
    return scan.places().stream()
        .filter(place -> place.element() == element && place.attribute() == attribute)
        .map(place -> place.value(page, ISO_8859_1))
        .toList();
  }
}
