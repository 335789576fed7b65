package org.wikimill.formats.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the layout makes itself: URLs, pages that forward, and lines that redirect. */
class SitePagesTest {
  private static final String HOSTILE = "wiki/\"><script>alert('x')</script>;&amp; {url}%00/Ä?#\t";

  @ParameterizedTest
  @CsvSource({
    "wiki/a, wiki/b, b",
    "wiki/a, wiki/b/c, b/c",
    "wiki/a/b, wiki/c, ../c",
    "wiki/a/b, wiki/a/index.html, index.html",
    "wiki/a/index.html, wiki/a/b/c, b/c",
    "index.html, wiki/index.html, wiki/index.html",
    "index.html, wiki/, wiki/",
    "-/favicon, I/favicon.png, ../I/favicon.png",
    "wiki/a, wiki/Help:Foo, ./Help:Foo",
    "wiki/a/b, wiki/Help:Foo, ../Help:Foo",
    "wiki/a, wiki/b/c:d, b/c:d",
    "wiki/a, wiki/100%?#x y, 100%25%3F%23x%20y",
    "wiki/ab, wiki/abc, abc",
  })
  void urlsAreRelativeAndEncoded(String from, String to, String url) {
    assertThat(Urls.relative(from.getBytes(UTF_8), to.getBytes(UTF_8))).isEqualTo(url);
    URI base = URI.create("http://host/ipfs/x/").resolve(Urls.encoded(from.getBytes(UTF_8)));
    assertThat(base.resolve(url).getPath()).isEqualTo("/ipfs/x/" + to);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Moon", "AC/DC", "<b>x</b>&\"'", "{url}{title}", "رحى", "</title><script>"})
  void aPageForwardsWithoutAScriptAndNoTitleCanInjectAny(String title) {
    byte[] place = "wiki/from".getBytes(UTF_8);
    Document page =
        Jsoup.parse(new String(ForwardingPage.of(place, HOSTILE.getBytes(UTF_8), title), UTF_8));

    String url = Urls.relative(place, HOSTILE.getBytes(UTF_8));
    assertThat(url).doesNotContainPattern("[\"'<>&;\\s]");
    assertThat(page.select("meta[http-equiv=refresh]").attr("content")).isEqualTo("0; url=" + url);
    assertThat(page.select("link[rel=canonical]").attr("href")).isEqualTo(url);
    assertThat(page.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
    assertThat(page.select("a")).hasSize(1);
    assertThat(page.select("a").attr("href")).isEqualTo(url);
    assertThat(page.select("a").text()).isEqualTo(title);
    assertThat(page.title()).isEqualTo(title);
    assertThat(page.select("script, b, img, style")).isEmpty();
  }

  @Test
  void aLineRedirectsFromTheDecodedPathToTheEncodedOne() {
    assertThat(line("wiki/Млин?#1", "wiki/Wheel/index.html"))
        .isEqualTo("/wiki/Млин?#1 /wiki/Wheel/ 301\n");
    assertThat(line("wiki/a", "wiki/b :splat")).isEqualTo("/wiki/a /wiki/b%20%3Asplat 301\n");
    assertThat(line("wiki/a", "wiki/index.html")).isEqualTo("/wiki/a /wiki/ 301\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wiki/a b", "wiki/a\u00a0b", "wiki/a\u3000b", "wiki/a\tb", "wiki/a\u0000", "wiki/a\u0085b",
        "wiki/M*A*S*H", "wiki/*", "wiki/100%", "wiki/100%_rye", "wiki/:x", "wiki/a/:b/c"
      })
  void whatALineWouldTakeForSomethingElseIsNotRedirectedFrom(String place) {
    assertThat(RedirectRule.canRedirect(place.getBytes(UTF_8))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wiki/a", "wiki/Help:a", "wiki/100%25", "wiki/C#", "wiki/\"q\"", "-/x"})
  void allElseIs(String place) {
    assertThat(RedirectRule.canRedirect(place.getBytes(UTF_8))).isTrue();
  }

  private static String line(String from, String to) {
    return new String(RedirectRule.line(from.getBytes(UTF_8), to.getBytes(UTF_8)), UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"about.html", "titles/index.html", "titles/1/0.html", "search/index.html"})
  void aPageOfOursLinksInTheSiteAloneAndNamesFiles(String place) {
    SitePage page = new SitePage(place.getBytes(UTF_8), "Title", "en", "<p>text</p>\n");
    Document html = Jsoup.parse(new String(page.html(), UTF_8));

    List<String> links = html.select("[href], [src], [action]").eachAttr("href");
    assertThat(links).hasSizeGreaterThan(5);
    URI base = URI.create("http://host/ipfs/x/" + place);
    for (Element element : html.select("[href], [src], [action]")) {
      String url = element.attr("href") + element.attr("src") + element.attr("action");
      assertThat(base.resolve(url).toString()).startsWith("http://host/ipfs/x/");
      assertThat(url).matches("#main|[./a-z]+\\.(html|css|js|ico)");
    }
    assertThat(html.select("header, main, nav[aria-label], form[role=search]")).hasSize(4);
    assertThat(html.select("footer")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{main}", "</title><script>x</script>", "\" onload=\"x", "{title}"})
  void noTitleOfAPageOfOursCanInjectMarkup(String title) {
    byte[] place = "about.html".getBytes(UTF_8);
    Document html =
        Jsoup.parse(new String(new SitePage(place, title, title, "", "<p>f").html(), UTF_8));

    assertThat(html.title()).isEqualTo(title);
    assertThat(html.select("h1").text()).isEqualTo(title);
    assertThat(html.select("html").attr("lang")).isEqualTo(title);
    assertThat(html.select("script")).hasSize(1);
    assertThat(html.select("footer p").text()).isEqualTo("f");
  }
}
