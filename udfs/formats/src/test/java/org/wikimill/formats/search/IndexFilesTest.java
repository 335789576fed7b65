package org.wikimill.formats.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What titles become: the bytes of the index, and lists in which each title is reached. */
class IndexFilesTest {
  private static SearchTitle title(String title, String place, String target) {
    return SearchTitle.of(title, place.getBytes(UTF_8), target);
  }

  private static String text(IndexFolder index, String path) {
    return new String(index.files().get(path), UTF_8);
  }

  @Test
  void aLeafTellsOfTitlesWhatTheOnesBeforeDoNot() throws IOException {
    IndexFolder index =
        new IndexFolder(
            List.of(
                title("Moon", "wiki/Moon", ""),
                title("Moon \"landing\"", "wiki/Moon_\"landing\"/index.html", ""),
                title("Moons\\", "wiki/elsewhere", ""),
                title("Luna", "wiki/Moon", "Moon"),
                title("\ud83c\udf11", "wiki/\ud83c\udf11", ""),
                title("\ud83c\udf12", "wiki/\ud83c\udf12.html", "")));

    assertThat(text(index, "search/leaf/0.js"))
        .isEqualTo(
            "wikimill.shard(\"leaf/0\",\"0Luna\\t\\tMoon\\n0Moon\\n4 \\\"landing\\\"\\t=/index.html"
                + "\\n4s\\\\\\t/elsewhere\\n0\ud83c\udf11\\n0\ud83c\udf12\\t=.html\");\n");
    assertThat(text(index, "search/top.js"))
        .isEqualTo("wikimill.shard(\"top\",{\"child\":\"leaf\",\"first\":0,\"keys\":[\"l\"]});\n");
  }

  @Test
  void titlesAreOnOneLineAndNotWithoutEnd() {
    assertThat(title(" a\n\tb\u0000 c\u0085", "wiki/a", "").title()).isEqualTo("a b c");
    String cut = title("\ud83c\udf11".repeat(300), "wiki/a", "").title();
    assertThat(cut).isEqualTo("\ud83c\udf11".repeat(SearchTitle.MAX_TITLE) + "\u2026");
  }

  @ParameterizedTest
  @CsvSource({"wiki/a, true", "wiki/, false", "I/a, false", "index.html, false", "wiki, false"})
  void whatIsNoPageOfTheWikiIsNotListed(String place, boolean listed) {
    assertThat(SearchTitle.isListed(place.getBytes(UTF_8))).isEqualTo(listed);
  }

  @ParameterizedTest
  @CsvSource({"monk, moon, moo", "moon, moon landing, 'moon '", "'', moon, m", "moon, moon, moon"})
  void aSeparatorIsTheShortestThatParts(String before, String key, String separator) {
    assertThat(RangeShards.separator(before, key)).isEqualTo(separator);
  }

  @Test
  void titlesOfOneKeyStayTogetherUnlessTheyAreTooMany() {
    Cut cut = Cut.leaves();
    List<Integer> cuts =
        IntStream.range(0, 10_000)
            .filter(i -> cut.before(i < 998 ? "a" + i : i < 9_000 ? "b" : "c", 50))
            .boxed()
            .toList();
    assertThat(cuts.subList(0, 4)).containsExactly(0, 2621, 5242, 7863);
    assertThat(cuts.get(4)).isEqualTo(9_000);
  }

  @Test
  void noFileIsTooLargeWhateverTitlesAndPlacesHold() throws IOException {
    List<SearchTitle> titles = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      String longest = "\"".repeat(190) + i;
      String place = "wiki/" + "\u0001".repeat(2_030) + i;
      titles.add(title(longest, place, "\\".repeat(250)));
    }
    for (Map.Entry<String, byte[]> file : new IndexFolder(titles).files().entrySet()) {
      assertThat(file.getValue().length).as(file.getKey()).isLessThan(Shards.MAX_BYTES);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 400, 401, 120_000})
  void everyTitleIsReachedFromTheListAndPagesLeadOn(int count) throws IOException {
    IndexFolder index = new IndexFolder(new MadeUpTitles(7).titles(count));
    Set<String> pages = new HashSet<>();
    List<String> listed = new ArrayList<>();
    read(index, "titles/index.html", pages, listed);

    List<String> titles = index.sorted().stream().map(IndexFilesTest::item).toList();
    assertThat(listed).isEqualTo(titles);
    assertThat(index.files().keySet())
        .filteredOn(path -> path.startsWith("titles/"))
        .containsExactlyInAnyOrderElementsOf(pages);
  }

  private static String item(SearchTitle title) {
    String target = title.target().isEmpty() ? "" : " \u2192 " + title.target();
    return title.title() + target + " " + new String(title.place(), UTF_8);
  }

  /** Follows the lists downwards; those of one level lead on to each other. */
  private static void read(IndexFolder index, String path, Set<String> pages, List<String> listed) {
    assertThat(pages.add(path)).isTrue();
    Document page = Jsoup.parse(text(index, path));
    for (Element item : page.select(".titles li")) {
      String target = resolve(path, item.selectFirst("a").attr("href"));
      if (target.startsWith("wiki/")) {
        listed.add(item.wholeText() + " " + target);
      } else {
        read(index, target, pages, listed);
      }
    }
    for (String relation : List.of("next", "prev")) {
      Element link = page.selectFirst("nav[aria-label=Pages] a[rel=" + relation + "]");
      if (link != null) {
        String other = resolve(path, link.attr("href"));
        String back = relation.equals("next") ? "prev" : "next";
        Element mirrored = Jsoup.parse(text(index, other)).selectFirst("a[rel=" + back + "]");
        assertThat(resolve(other, mirrored.attr("href"))).isEqualTo(path);
      }
    }
  }

  private static String resolve(String path, String url) {
    return URI.create("http://host/" + path).resolve(url).getPath().substring(1);
  }
}
