package org.wikimill.formats.site;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.html.HtmlEdits;
import org.wikimill.formats.html.PageScan;
import org.wikimill.formats.site.SiteNotice.Project;
import org.wikimill.formats.site.SiteNotice.Robots;

class PageRewriterTest {
  private static final String POLICY =
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src"
          + " 'self' file: data: blob: 'unsafe-inline' 'unsafe-eval'\">";
  private static final String VIEWPORT =
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">";
  private static final String HEAD = POLICY + VIEWPORT;
  private static final String REL = "rel=\"external nofollow noopener noreferrer\"";
  private static final SiteNotice NOTICE =
      new SiteNotice("W", Project.OTHER, "", "", "", Robots.ALLOW);

  /** What becomes of markup in the body of a page; what is added to every page left out. */
  private static String rewritten(String start, String place, String html, LinkSink links) {
    byte[] page = html.getBytes(UTF_8);
    byte[] edited =
        new PageRewriter(NOTICE)
            .edits(page, page.length, start.getBytes(UTF_8), place.getBytes(UTF_8), "T", links)
            .apply(page);
    String text = new String(edited, UTF_8);
    assertThat(text).startsWith(HEAD).contains("<hr style").endsWith("</footer>");
    return text.substring(HEAD.length(), text.lastIndexOf("<hr style"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Every kind of URL, in a page that moved from wiki/a/b to wiki/a/b/index.html.
        "<a href=c>|<a href=\"../c\">",
        "<a href='./c?x=1&amp;y#z'>|<a href='../c?x=1&amp;y#z'>",
        "<a href=\"../c\">|<a href=\"../../c\">",
        "<a href=\"b\">|<a href=\"../b\">",
        "<a href=\"b/d\">|<a href=\"d\">",
        "<a href=\"./\">|<a href=\"../\">",
        "<a href=\"b/\">|<a href=\"./\">",
        "<a href=\"b/x:y\">|<a href=\"./x:y\">",
        "<a href=\" c\t \">|<a href=\"../c\">",
        "<a href=\"%2e%2E/c\">|<a href=\"../../c\">",
        "<a href=\"..\\c\">|<a href=\"../../c\">",
        "<a href=\"../../../../c\">|<a href=\"../../../../../c\">",
        "<img src=i.png srcset=\"i.png 1x, ../j.png 2x\">|<img src=\"../i.png\" srcset=\"../i.png 1x, ../../j.png 2x\">",
        "<a ping=\"p  q\">|<a ping=\"../p  ../q\">",
        "<meta http-equiv=refresh content='0; URL=\"c\"'>|<meta http-equiv=refresh content='0; URL=&quot;../c&quot;'>",
        "<p style=\"background:url(i.png)\">|<p style=\"background:url(&quot;../i.png&quot;)\">",
        "<style>@import 'a.css';p{background:URL( i.png )}</style>|<style>@import \"../a.css\";p{background:URL( \"../i.png\" )}</style>",
        "<iframe srcdoc='<a href=&quot;c&quot;>'></iframe>|<iframe srcdoc='&lt;a href=&quot;../c&quot;&gt;'></iframe>",
        "<svg><use xlink:href='s.svg#x'/></svg>|<svg><use xlink:href='../s.svg#x'/></svg>",
        "<form action=s><q cite=t>|<form action=\"../s\"><q cite=\"../t\">",
        // What no place decides.
        "<a href=#x><a href=?x><a href><a href=/x>|=",
        "<a href=mailto:a@b><a href=javascript:x()><img src=data:,x>|=",
        "<p style='fill:url(#x)'><p style='a:url(data:,x)'>|=",
        // A base moves instead of what starts there.
        "<base href=\"../i/\"><img src=x.png>|<base href=\"../../i/\"><img src=x.png>",
        "<base href=\"#x\"><img src=x.png>|<base href=\"#x\"><img src=\"../x.png\">",
        "<base href=\"/i/\"><img src=x.png>|=",
        "<base href=\"//w.example/i/\"><img src=x.png>|<base href=\"//w.example/i/\"><img data-wikimill-src=x.png>",
      })
  void urlsLeadToTheSameFromADirectoryBelow(String html, String expected) {
    assertThat(rewritten("wiki/a/b", "wiki/a/b/index.html", html, LinkSink.NONE))
        .isEqualTo(expected.equals("=") ? html : expected);
  }

  @ParameterizedTest
  @CsvSource({
    "wiki/a/b, wiki/index.html, c, a/c",
    "wiki/a/b, wiki/index.html, ../c, c",
    "wiki/a/b, wiki/index.html, ../../I/m/x.png, ../I/m/x.png",
    "home, wiki/index.html, I/m/x.png, ../I/m/x.png",
    "home, wiki/index.html, wiki/c, c",
    "I/x, wiki/index.html, ../-/s.css, ../-/s.css",
    "wiki/Main, wiki/index.html, ./c, ./c",
  })
  void theLandingPageKeepsItsLinks(String start, String place, String url, String expected) {
    assertThat(rewritten(start, place, "<a href=\"" + url + "\">", LinkSink.NONE))
        .isEqualTo("<a href=\"" + expected + "\">");
  }

  @ParameterizedTest
  @CsvSource({
    "index.html/x?q#f, index%252Ehtml/x?q#f",
    "c//x, c/%252F/x",
    "%FF, %25FF",
    "../A/c, c",
    "../A/AC%2FDC, AC/DC",
    // Gateways know what to serve for these.
    "index.html, index.html",
    "Node.js, Node.js",
    "c/, c/",
    "./, ./",
  })
  void linksToNamesThatTheLayoutAltersAreLedThere(String url, String expected) {
    assertThat(rewritten("wiki/a", "wiki/a", "<a href=\"" + url + "\">", LinkSink.NONE))
        .isEqualTo("<a href=\"" + expected + "\">");
  }

  @Test
  void linksToLongNamesAreLedToTheShortenedOnes() {
    String name = "\u0416".repeat(200);
    byte[] place =
        new SiteLayout(SiteLayout.Scheme.NEW)
            .wanted(name.getBytes(UTF_8), java.util.Optional.empty());
    assertThat(rewritten("wiki/a", "wiki/a", "<a href='" + name + "#x'>", LinkSink.NONE))
        .isEqualTo("<a href='" + Urls.relative("wiki/a".getBytes(UTF_8), place) + "#x'>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<a href=http://x/>|<a {rel} href=http://x/>",
        "<A HREF='//x'>|<A {rel} HREF='//x'>",
        "<a href=\" HTTPS:x\" rel=\"me  nofollow\">|<a href=\" HTTPS:x\" rel=\"me  nofollow external noopener noreferrer\">",
        "<a rel='NoOpener' href=http://x>|<a rel='NoOpener external nofollow noreferrer' href=http://x>",
        "<a rel=me href=http://x>|<a rel=\"me external nofollow noopener noreferrer\" href=http://x>",
        "<a rel href=http://x>|<a {rel} href=http://x>",
        "<a rel=\"\" href=http://x>|<a {rel} href=http://x>",
        "<a {rel} href=http://x>|<a {rel} href=http://x>",
        "<area href=http://x>|<area {rel} href=http://x>",
        "<form action=http://x>|<form {rel} action=http://x>",
        "<svg><a href=http://x xlink:href=http://y>|<svg><a {rel} href=http://x xlink:href=http://y>",
        "<a href=x><a href=mailto:x@y>|<a href=x><a href=mailto:x@y>",
      })
  void linksToOtherHostsAreMarkedAndKeepWhatTheyHave(String html, String expected) {
    assertThat(rewritten("wiki/a", "wiki/a", html.replace("{rel}", REL), LinkSink.NONE))
        .isEqualTo(expected.replace("{rel}", REL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<img src=http://x/i.png alt=i>|<img {i}src=http://x/i.png alt=i>",
        "<img src=//x SRC=b>|<img {i}src=//x {i}SRC=b>",
        "<img src=a srcset='a 1x, //x 2x'>|<img src=a {i}srcset='a 1x, //x 2x'>",
        "<script src=http://x></script>|<script {i}src=http://x></script>",
        "<iframe src=http://x></iframe>|<iframe {i}src=http://x></iframe>",
        "<video src=//x poster=//y><source src=//z><track src=//t>|<video {i}src=//x {i}poster=//y><source {i}src=//z><track {i}src=//t>",
        "<object data=//x><embed src=//y>|<object {i}data=//x><embed {i}src=//y>",
        "<input type=image src=//x><td background=//y>|<input type=image {i}src=//x><td {i}background=//y>",
        "<svg><image xlink:href=//x /><use href=//y />|<svg><image {i}xlink:href=//x /><use {i}href=//y />",
        "<link rel=stylesheet href=//x>|<link rel=stylesheet {i}href=//x>",
        "<link rel='alternate stylesheet' href=//x>|<link rel='alternate stylesheet' {i}href=//x>",
        "<link rel='shortcut icon' href=//x>|<link rel='shortcut icon' {i}href=//x>",
        "<link rel=dns-prefetch href=//x>|<link rel=dns-prefetch {i}href=//x>",
        "<link rel=preconnect href=https://x>|<link rel=preconnect {i}href=https://x>",
        "<link rel=preload as=image imagesrcset='//x 1x'>|<link rel=preload as=image {i}imagesrcset='//x 1x'>",
        "<meta http-equiv=refresh content='0;url=//x'>|<meta http-equiv=refresh {i}content='0;url=//x'>",
        "<a href=x ping='//y'>|<a href=x {i}ping='//y'>",
        "<p style='color:red;background:url(http://x/)'>|<p style='color:red;background:url(&quot;data:text/css,&quot;)'>",
        "<p style='background:url(\\68ttp://x/)'>|<p style='background:url(&quot;data:text/css,&quot;)'>",
        "<style>@import url(//x);p{}</style>|<style>@import url(\"data:text/css,\");p{}</style>",
        "<style>@import \"//x\";</style>|<style>@import \"data:text/css,\";</style>",
        "<style>@namespace url(http://w3);@namespace s 'http://w3';</style>|=",
        "<style>p{background:image-set('//x' 1x, url(y) 2x)}</style>|<style>p{background:image-set(\"data:text/css,\" 1x, url(y) 2x)}</style>",
        "<style>p{content:'url(//x)'}/*url(//x)*/</style>|=",
        "<iframe srcdoc='<img src=//x>'></iframe>|<iframe srcdoc='&lt;img {i}src=//x&gt;'></iframe>",
        // What loads nothing.
        "<link rel=canonical href=//x><link rel=license href=//x><link rel='alternate' href=//x>|=",
        "<q cite=//x><img longdesc=//x><button formaction=//x><link href=//x>|=",
      })
  void nothingIsLoadedFromOtherHosts(String html, String expected) {
    assertThat(rewritten("wiki/a", "wiki/a", html, LinkSink.NONE))
        .isEqualTo(expected.equals("=") ? html : expected.replace("{i}", "data-wikimill-"));
  }

  @Test
  void framesInFramesAreRewrittenUpToALimitAndThenStayEmpty() {
    String html = "<img src=//x>";
    for (int i = 0; i <= PageLinks.MAX_FRAME_DEPTH; i++) {
      html = "<iframe srcdoc='" + html.replace("&", "&amp;").replace("'", "&#39;") + "'></iframe>";
    }
    Document page = Jsoup.parse(rewritten("wiki/a", "wiki/a", html, LinkSink.NONE));
    for (int i = 0; i < PageLinks.MAX_FRAME_DEPTH; i++) {
      page = Jsoup.parse(page.select("iframe").attr("srcdoc"));
    }
    assertThat(page.select("iframe").first().attributes().asList())
        .extracting(org.jsoup.nodes.Attribute::getKey)
        .containsExactly("data-wikimill-srcdoc");
  }

  @Test
  void everyReferenceIsToldInOrder() {
    List<String> told = new ArrayList<>();
    LinkSink sink =
        new LinkSink() {
          @Override
          public void link(LinkKind kind, byte[] target) {
            told.add(kind + " " + new String(target, UTF_8));
          }

          @Override
          public void external(LinkKind kind, String url) {
            told.add(kind + " -> " + url);
          }
        };
    rewritten(
        "wiki/a",
        "wiki/a/index.html",
        "<link rel=stylesheet href=../-/s.css><link rel=icon href=../-/i><link rel=x href=y>"
            + "<a href='./Caf%C3%A9%2F100%?q#f'><a href=#x><a href=mailto:x><a href=../A/Old>"
            + "<img src=../I/x.png srcset='y.png 2x'><script src=s.js></script>"
            + "<video poster=p src=v></video><a href=./><a href=../><a href='http://x/&amp;'>"
            + "<a href=/x><a href=../../x><img src=//y><p style='a:url(z)'><form action=f>",
        sink);
    assertThat(told)
        .containsExactly(
            "STYLE -/s.css",
            "IMAGE -/i",
            "OTHER wiki/y",
            "A wiki/Caf\u00e9/100%",
            "A wiki/Old",
            "IMAGE I/x.png",
            "IMAGE wiki/y.png",
            "SCRIPT wiki/s.js",
            "IMAGE wiki/p",
            "MEDIA wiki/v",
            "A wiki/",
            "A index.html",
            "A -> http://x/&",
            "A -> /x",
            "A -> ../../x",
            "IMAGE -> //y",
            "STYLE wiki/z",
            "OTHER wiki/f");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!doctype html><html><head>[C]<script></script><meta charset=utf-8></head>",
        "<html><head> <meta name=x><title>t</title><META CHARSET=utf-8>[C]<script></script>",
        "<head><!-- c --><meta http-equiv=Content-Type content='text/html; charset=utf-8'>[C]</head>",
        "<head>[C]<link rel=icon href=x><meta charset=utf-8></head>",
        "<head>[C]text<meta charset=utf-8></head>",
        "<head>[C]<style></style><meta charset=utf-8></head>",
        "[C]<p>text",
      })
  void thePolicyStandsBeforeAllThatLoadsAndAfterTheCharset(String expected) {
    byte[] page = expected.replace("[C]", "").getBytes(UTF_8);
    byte[] place = "wiki/a".getBytes(UTF_8);
    byte[] edited =
        new PageRewriter(NOTICE)
            .edits(page, page.length, place, place, "", LinkSink.NONE)
            .apply(page);
    assertThat(new String(edited, UTF_8)).startsWith(expected.replace("[C]", HEAD));
  }

  @Test
  void articlesThatFlowOutOfTheirBodyAreKeptOffTheFooter() {
    assertThat(rewritten("wiki/a", "wiki/a", "<body class='x skin-minerva'>", LinkSink.NONE))
        .startsWith("<style>body.skin-minerva,");
    assertThat(rewritten("wiki/a", "wiki/a", "<body class='x'>", LinkSink.NONE))
        .isEqualTo("<body class='x'>");
  }

  @Test
  void pagesThatAreMarkedOrCannotBeReadAreLeftAlone() {
    PageRewriter rewriter = new PageRewriter(NOTICE);
    byte[] place = "wiki/a".getBytes(UTF_8);
    for (byte[] page :
        List.of(
            "<footer data-wikimill></footer><a href=http://x>".getBytes(UTF_8),
            "\uFEFF<a href=http://x>".getBytes(UTF_16LE))) {
      assertThat(rewriter.edits(page, page.length, place, place, "T", LinkSink.NONE).isEmpty())
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-8", "windows-1251", "gb18030", "shift_jis"})
  void theCharsetOfThePageIsHonoured(String name) {
    Charset charset = Charset.forName(name);
    String html =
        "<meta charset="
            + name
            + "><style>a{b:url(\u0416.png)}</style><a href=\u0416#\u0416>\u0416</a>";
    byte[] page = html.getBytes(charset);
    byte[] edited =
        new PageRewriter(NOTICE)
            .edits(
                page,
                page.length,
                "wiki/a".getBytes(UTF_8),
                "wiki/a/index.html".getBytes(UTF_8),
                "\u0416\u00e9\u0e01",
                LinkSink.NONE)
            .apply(page);
    Document tree = Jsoup.parse(new String(edited, charset));
    assertThat(tree.select("a").first().attr("href")).isEqualTo("../\u0416#\u0416");
    assertThat(tree.select("style").html()).isEqualTo("a{b:url(\"../\u0416.png\")}");
    assertThat(tree.select("footer > bdi").first().text()).isEqualTo("\u0416\u00e9\u0e01");
  }

  @Test
  void whereNoCharsetIsDeclaredWhatIsAddedIsAscii() {
    byte[] place = "wiki/a".getBytes(UTF_8);
    byte[] edited =
        new PageRewriter(NOTICE)
            .edits(new byte[0], 0, place, place, "\u0416", LinkSink.NONE)
            .apply(new byte[0]);
    for (byte b : edited) {
      assertThat(b).isPositive();
    }
    assertThat(Jsoup.parse(new String(edited, UTF_8)).select("bdi").first().text())
        .isEqualTo("\u0416");
  }

  /** What a page may leave open, and what may stand in the middle of it. */
  private static final List<String> FRAGMENTS =
      List.of(
          "<svg>",
          "<math>",
          "<svg><title>",
          "<svg><foreignObject>",
          "<math><mi>",
          "<table>",
          "<tr>",
          "<select>",
          "<p>",
          "<a href=x>",
          "<a href=//x rel=me>",
          "</a>",
          "<!--",
          "-->",
          "<script>",
          "</script>",
          "<style>@import '",
          "</style>",
          "<title>",
          "</title>",
          "<base href=",
          "<plaintext>",
          "<textarea>",
          "<body>",
          "</body>",
          "</html>",
          "<html>",
          "<head>",
          "</head>",
          "<img src=//x src=y",
          "'",
          "\"",
          ">",
          "<",
          "text",
          "<iframe srcdoc='<a href=//x>'>",
          "<p style=\"a:url(",
          "<p style='a:url(\"//x",
          "<footer>",
          "<footer data-wikimill",
          "<meta charset=utf-16>",
          "<meta http-equiv=refresh content='0;url=//x'>",
          "&",
          "\0",
          "\r",
          "<frameset>",
          "<noscript>",
          "<template>",
          "<img srcset='a,, b 2x, //c'>",
          "\u00e9");

  @Test
  void malformedPagesAreMarkedOnceAndCanBeRestored() {
    Random random = new Random(7);
    PageRewriter rewriter = new PageRewriter(NOTICE);
    byte[] start = "wiki/a/b".getBytes(UTF_8);
    byte[] place = "wiki/c".getBytes(UTF_8);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder html = new StringBuilder();
      for (int n = random.nextInt(8); n >= 0; n--) {
        html.append(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
      }
      byte[] page = html.toString().getBytes(UTF_8);
      HtmlEdits edits = rewriter.edits(page, page.length, start, place, "T", LinkSink.NONE);
      byte[] edited = edits.apply(page);
      assertThat(PageScan.of(edited).isMarked()).as(html.toString()).isTrue();
      assertThat(edits.inverse(page).apply(edited)).as(html.toString()).isEqualTo(page);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<meta name=viewport content=width=1000>",
        "<p>late</p><META NAME='Viewport' content=''>",
      })
  void aPageThatSaysHowWideItIsIsNotToldAgain(String html) {
    byte[] page = html.getBytes(UTF_8);
    byte[] edited =
        new PageRewriter(NOTICE)
            .edits(page, page.length, "x".getBytes(UTF_8), "x".getBytes(UTF_8), "x", LinkSink.NONE)
            .apply(page);
    assertThat(new String(edited, UTF_8)).startsWith(POLICY).doesNotContain(VIEWPORT);
  }
}
