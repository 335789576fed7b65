package org.wikimill.formats.article;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.wikimill.formats.article.RealArticles.Article;
import org.wikimill.formats.html.HtmlEdits;
import org.wikimill.formats.site.LinkSink;
import org.wikimill.formats.site.PageRewriter;
import org.wikimill.formats.site.SiteNotice;
import org.wikimill.formats.site.SiteNotice.Project;
import org.wikimill.formats.site.SiteNotice.Robots;

/** Every real article becomes a page that says and links the same, and asks no one for anything. */
class RealArticlesTest {
  /** What is left out on purpose. */
  private static final String DROPPED =
      "script, style, link, meta, .mw-editsection, .navbar, .shortdescription, .mw-jump-link, audio, video,"
          + " noscript, button, input, form, math";

  /** What is added: names of pictures and recordings, of links without text, of picture maps. */
  private static final String ADDED = ".media, .icon, .image-map, math";

  private static final int MAX_EDITS = 2_000;

  private static final Pattern WORDS = Pattern.compile("[\\s\\p{Z}]+");

  /** So that some links lead to the build, and others do not. */
  private final ArticlePage pages =
      new ArticlePage(RealArticles.titles(), title -> title.length() % 2 == 0);

  private final PageRewriter rewriter =
      new PageRewriter(
          new SiteNotice("Wiki", Project.WIKIMEDIA, "", "someone", "a@b.example", Robots.NOINDEX));

  @Test
  void pagesRunNothingAndLoadNothing() throws IOException {
    for (Article article : RealArticles.read()) {
      SafePage.check(article.name(), page(article));
    }
  }

  @Test
  void noLinkIsLost() throws IOException {
    int links = 0;
    for (Article article : RealArticles.read()) {
      List<Element> before =
          // Pictures without a link have one to nothing.
          content(Jsoup.parse(article.html())).select("a[href]:not([href='./'])").stream()
              .filter(link -> link.closest(".mw-editsection, .navbar, .shortdescription") == null)
              .toList();
      List<Element> after =
          page(article).select(".mw-parser-output a").stream()
              .filter(link -> link.hasAttr("href") || link.hasClass("redlink"))
              .filter(link -> !link.hasClass("media"))
              .filter(link -> link.closest(".image-map") == null)
              .toList();

      assertThat(after.size()).as(article.name()).isEqualTo(before.size());
      for (int i = 0; i < before.size(); i++) {
        check(article, before.get(i), after.get(i));
      }
      links += before.size();
    }
    assertThat(links).isGreaterThan(50_000);
  }

  private static void check(Article article, Element before, Element after) {
    String name = article.name() + ": " + before.outerHtml() + " " + after.outerHtml();
    String spelled = before.attr("href");
    String url = after.attr("href");
    if (after.hasClass("redlink")) {
      assertThat(before.hasClass("new") || spelled.contains("redlink=1")).as(name).isTrue();
    } else if (spelled.startsWith("#")) {
      assertThat(url).as(name).isEqualTo(spelled);
    } else if (after.hasClass("external")) {
      assertThat(url).as(name).matches("(?s)(https?|ftp|mailto|geo|irc)s?:.*");
    } else {
      assertThat(spelled).as(name).matches("(?s)(\\./|/wiki/|//|https?://).*");
      assertThat(url).as(name).doesNotContainPattern("^(/|[a-zA-Z]+:)");
      int fragment = spelled.indexOf('#');
      assertThat(url).as(name).endsWith(fragment < 0 ? "" : spelled.substring(fragment));
    }
  }

  @Test
  void theWordsAreThereInTheirOrder() throws IOException {
    long all = 0;
    for (Article article : RealArticles.read()) {
      List<String> before = words(content(Jsoup.parse(article.html())), DROPPED);
      List<String> after = words(page(article).selectFirst(".mw-parser-output"), ADDED);
      int found = inOrder(before, after);
      assertThat((double) found / before.size()).as(article.name()).isGreaterThanOrEqualTo(0.999);
      assertThat(after.size())
          .as(article.name())
          .isLessThanOrEqualTo(before.size() * 101 / 100 + 5);
      all += found;
    }
    assertThat(all).isGreaterThan(300_000);
  }

  /**
   * How many words of one text stand in another in the same order: the length of the longest common
   * subsequence, by Myers' algorithm.
   */
  private static int inOrder(List<String> words, List<String> text) {
    int[] furthest = new int[2 * MAX_EDITS + 3];
    for (int edits = 0; edits <= MAX_EDITS; edits++) {
      for (int k = -edits; k <= edits; k += 2) {
        int at = MAX_EDITS + 1 + k;
        boolean down = k == -edits || k != edits && furthest[at - 1] < furthest[at + 1];
        int x = down ? furthest[at + 1] : furthest[at - 1] + 1;
        while (x < words.size() && x - k < text.size() && words.get(x).equals(text.get(x - k))) {
          x++;
        }
        furthest[at] = x;
        if (x >= words.size() && x - k >= text.size()) {
          return (words.size() + text.size() - edits) / 2;
        }
      }
    }
    return 0;
  }

  @Test
  void theRewriterAddsItsFooterOnceAndLeavesTheRest() throws IOException {
    for (Article article : RealArticles.read()) {
      byte[] page = pages.of(article.html(), article.facts());
      byte[] place = ArticleLinks.place(article.facts().title());
      HtmlEdits edits =
          rewriter.edits(page, page.length, place, place, article.facts().title(), LinkSink.NONE);
      byte[] edited = edits.apply(page);
      Document after = Jsoup.parse(new String(edited, UTF_8));

      assertThat(edits.inverse(page).apply(edited)).as(article.name()).isEqualTo(page);
      assertThat(rewriter.edits(edited, edited.length, place, place, "", LinkSink.NONE).isEmpty())
          .as(article.name())
          .isTrue();
      Element footer = after.selectFirst("footer[data-wikimill]");
      assertThat(footer.parent()).as(article.name()).isEqualTo(after.body());
      assertThat(footer.text()).contains("Not affiliated with the Wikimedia Foundation");
      assertThat(footer.select("a").eachAttr("href")).contains(article.facts().url());
      assertThat(after.select("meta[name=viewport]")).hasSize(1);
      assertThat(after.head().select("meta[http-equiv=Content-Security-Policy]")).hasSize(1);
      assertThat(after.outerHtml()).doesNotContain("data-wikimill-");
    }
  }

  @Test
  void theSameArticleGivesTheSameBytesInAnyLocale() throws IOException {
    Locale usual = Locale.getDefault();
    Article article = RealArticles.read().get(0);
    byte[] page = pages.of(article.html(), article.facts());
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(pages.of(article.html(), article.facts())).isEqualTo(page);
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Test
  void pagesAreLighterThanTheirSource() throws IOException {
    long before = 0;
    long after = 0;
    for (Article article : RealArticles.read()) {
      before += article.html().getBytes(UTF_8).length;
      after += pages.of(article.html(), article.facts()).length;
    }
    assertThat(after).isLessThan(before * 6 / 10);
  }

  private Document page(Article article) throws IOException {
    return Jsoup.parse(new String(pages.of(article.html(), article.facts()), UTF_8));
  }

  private static Element content(Document document) {
    Element skinned = document.selectFirst("#mw-content-text .mw-parser-output");
    return skinned == null ? document.body() : skinned;
  }

  private static List<String> words(Element element, String without) {
    element.select(without).remove();
    StringBuilder text = new StringBuilder();
    element.traverse(
        (node, depth) -> {
          if (node instanceof TextNode textNode) {
            text.append(textNode.getWholeText());
          } else if (node instanceof Element inner && inner.isBlock()) {
            text.append(' ');
          }
        });
    List<String> words = new ArrayList<>(List.of(WORDS.split(text)));
    words.removeIf(String::isEmpty);
    return words;
  }
}
