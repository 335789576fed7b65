package org.wikimill.formats.article;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.article.ArticleFacts.Kind;
import org.wikimill.formats.article.ArticleFacts.Origin;
import org.wikimill.formats.article.MediaFiles.Credits;
import org.wikimill.formats.article.MediaFiles.Media;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.SiteInfo.Case;
import org.wikimill.formats.dumps.SiteInfo.Namespace;
import org.wikimill.formats.dumps.Titles;

class ArticlePageTest {
  private static final Titles TITLES =
      new Titles(
          new SiteInfo(
              "Vikipedi",
              "trwiki",
              "",
              "tr",
              new TreeMap<>(
                  Map.of(
                      14, new Namespace(14, "Kategori", Case.FIRST_LETTER),
                      6, new Namespace(6, "Dosya", Case.FIRST_LETTER)))));
  private static final Set<String> BUILT =
      Set.of("Foo", "Foo bar", "AC/DC", "Foo: the film", "Kategori:Su", "Çay", "/dev/null", "100%");
  private static final ArticlePage PAGES = new ArticlePage(TITLES, BUILT::contains);

  @ParameterizedTest
  @CsvSource({
    "./Foo, Foo",
    "./foo_bar#Early_life, Foo_bar#Early_life",
    "/wiki/Foo, Foo",
    "//tr.wikipedia.org/wiki/Foo, Foo",
    "https://tr.wikipedia.org/wiki/Foo_bar, Foo_bar",
    "http://tr.wikipedia.org/wiki/Foo, Foo",
    "./AC/DC, AC/DC",
    "./Foo:_the_film, ./Foo:_the_film",
    "./Category:Su, ./Kategori:Su",
    "./%C3%87ay, %C3%87ay",
    "./çay, %C3%87ay",
    ".//dev/null, .//dev/null",
    "./100%25, 100%25",
    "./Absent?action=edit&redlink=1, ",
    "./Foo?action=edit&redlink=1, Foo",
    "./Elsewhere#x, https://tr.wikipedia.org/wiki/Elsewhere#x",
    "./Foo?veaction=edit, https://tr.wikipedia.org/wiki/Foo?veaction=edit",
    "./Special:Search/Foo, https://tr.wikipedia.org/wiki/Special:Search/Foo",
    "/w/index.php?title=Foo, https://tr.wikipedia.org/w/index.php?title=Foo",
    "//fr.wikipedia.org/wiki/Foo, https://fr.wikipedia.org/wiki/Foo",
    "https://example.org/a?b=c#d, https://example.org/a?b=c#d",
    "mailto:a@b.example, mailto:a@b.example",
    "./Tea#Uses, #Uses",
    "./Tea, #",
    "#cite_note-1, #cite_note-1",
  })
  void linksLeadToTheBuildElseToTheWiki(String spelled, String url) throws IOException {
    Element link = page("<a href=\"" + spelled + "\">x</a>").selectFirst(".mw-parser-output a");

    assertThat(link.attr("href")).isEqualTo(Optional.ofNullable(url).orElse(""));
    assertThat(link.hasClass("external"))
        .isEqualTo(url != null && url.matches("(https?|mailto):.*"));
    assertThat(link.text()).isEqualTo("x");
  }

  @Test
  void linksStartFromTheNameOfTheEntry() throws IOException {
    String body = "<a href='./Foo'>x</a><a href='./AC/DC'>y</a>";
    Document page = parse(PAGES.of(body, facts("AC/DC/Live", Origin.PARSOID)));

    assertThat(page.select(".mw-parser-output a").eachAttr("href"))
        .containsExactly("../../Foo", "../DC");
    assertThat(page.select("link[rel=stylesheet]").eachAttr("href"))
        .containsExactly("../../../article.css");
  }

  @Test
  void aPageThatTheWikiDoesNotHaveIsNamedToAllReaders() throws IOException {
    Element link = page("<a class=new href='./Yok'>yok</a>").selectFirst(".redlink");

    assertThat(link.hasAttr("href")).isFalse();
    assertThat(link.attr("role")).isEqualTo("link");
    assertThat(link.attr("aria-disabled")).isEqualTo("true");
    assertThat(link.attr("title")).isEqualTo("Yok (no such page)");
  }

  @Test
  void withoutTheAddressOfTheWikiAbsentPagesAreMarked() throws IOException {
    ArticleFacts unknown =
        new ArticleFacts(
            "Tea", 0, "", "", "", 0, "", List.of(), List.of(), Kind.ARTICLE, Origin.WIKITEXT);
    Document page = parse(PAGES.of("<a href='./Elsewhere'>x</a><a href='/w/x'>y</a>", unknown));

    assertThat(page.select(".mw-parser-output a").eachAttr("title"))
        .containsExactly("Elsewhere (no such page)");
    assertThat(page.select("a[href^=http], link[rel=canonical], .wikimill-revision")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<p onclick=alert(1)>x</p>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='java\nscript:alert(1)'>x</a>",
        "<a href=' \u0001javascript:alert(1)'>x</a>",
        "<a href='data:text/html,<script>1</script>'>x</a>",
        "<a href='vbscript:x'>x</a>",
        "<iframe src=//evil.example></iframe><frame src=x><object data=x></object><embed src=x>",
        "<base href=//evil.example><meta http-equiv=refresh content='0;url=//evil.example'>",
        "<form action=//evil.example><input name=a><button formaction=x>b</button></form>",
        "<link rel=stylesheet href=//evil.example/x.css>",
        "<style>@import '//evil.example/x.css';p{background:url(//evil.example/x.png)}</style>",
        "<p style='background:url(//evil.example/x.png)'>x</p>",
        "<p style='background:\\75rl(//evil.example/x.png)'>x</p>",
        "<table background=//evil.example/x.png><tr><td>x</table>",
        "<svg><script>alert(1)</script><image href=//evil.example/x.png /></svg>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1"
            + " onerror=alert(1)&gt;'>",
        "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml>",
        "<math href='javascript:alert(1)'><mi xlink:href='javascript:alert(1)'>x</mi></math>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<textarea></textarea><img src=x onerror=alert(1)>",
        "<video poster=//evil.example/x.png src=//evil.example/x.webm autoplay></video>",
        "<a href='./Foo' ping='//evil.example'>x</a>",
        "<template><script>alert(1)</script></template>",
        "<xmp><script>alert(1)</script></xmp><plaintext><script>alert(1)</script>",
        "<p title='\"><script>alert(1)</script>'>x</p>",
      })
  void nothingThatRunsOrLoadsIsLeft(String hostile) throws IOException {
    SafePage.check("hostile", page("<p>before</p>" + hostile + "<p>after</p>"));
  }

  @Test
  void styleSheetsOfTemplatesMoveToTheHeadOnce() throws IOException {
    String style = "<style>.mw-parser-output .x>b{color:red}</style>";
    Document page = page(style + "<p>a" + style + "<b style='color:red;width:calc(1px + 2%)'>b");

    assertThat(page.select("style")).hasSize(1);
    assertThat(page.head().selectFirst("style").data())
        .isEqualTo(".mw-parser-output .x>b{color:red}");
    assertThat(page.selectFirst(".mw-parser-output b").attr("style"))
        .isEqualTo("color:red;width:calc(1px + 2%)");
  }

  @Test
  void whatOnlySoftwareReadsIsLeftOut() throws IOException {
    String html =
        "<section data-mw-section-id=\"1\" id=\"mwAQ\"><h2 id=\"mwAQ\">H</h2>"
            + "<p id=\"mwBg\" about=\"#mwt1\" typeof=\"mw:Transclusion\" data-mw='{}'>a"
            + "<span typeof=\"mw:Entity\" id=\"mwBw\"> </span>b<sup class=\"mw-ref reference\""
            + " id=\"cite_ref-1\" rel=\"dc:references\"><a href=\"./Tea#cite_note-1\""
            + " style=\"counter-reset: mw-Ref 1;\" id=\"mwCA\"><span class=\"mw-reflink-text\">[1]"
            + "</span></a></sup><!-- c --><span class=\"Z3988\" title=\"ctx\"></span>"
            + "<span id=\"mwana\">x</span></p></section>";

    assertThat(page(html).selectFirst(".mw-parser-output").html())
        .isEqualTo(
            "<section><h2 id=\"mwAQ\">H</h2><p>a b<sup class=\"mw-ref reference\""
                + " id=\"cite_ref-1\"><a href=\"#cite_note-1\">[1]</a></sup>"
                + "<span id=\"mwana\">x</span></p></section>");
  }

  @Test
  void editLinksAndHiddenDescriptionsGo() throws IOException {
    Document page =
        page(
            "<div class='shortdescription' style='display:none'>A drink</div>"
                + "<h2>H<span class='mw-editsection'>[<a href='./x'>edit</a>]</span></h2>"
                + "<div class='navbar'><a href='./Template:N'>v</a></div>");

    assertThat(page.selectFirst(".mw-parser-output").text()).isEqualTo("H");
    assertThat(page.selectFirst("meta[name=description]").attr("content")).isEqualTo("A drink");
  }

  @Test
  void pictureThatTheBuildLacksIsALinkToItsDescription() throws IOException {
    String figure =
        "<figure class='mw-default-size mw-halign-left' typeof='mw:File/Thumb'>"
            + "<a href='./Dosya:Bir_çay.jpg' class='mw-file-description'>"
            + "<img resource='./Dosya:Bir_çay.jpg' src='//upload.wikimedia.org/x.jpg' alt='cup'"
            + " width=170 height=239></a><figcaption>A <i>cup</i></figcaption></figure>";

    assertThat(page(figure).selectFirst("figure").outerHtml())
        .isEqualTo(
            "<figure class=\"thumb mw-halign-left\">"
                + "<a href=\"https://tr.wikipedia.org/wiki/Dosya:Bir_%C3%A7ay.jpg\""
                + " class=\"external\"><span class=\"media\">Image: Bir çay.jpg</span></a>"
                + "<figcaption>A <i>cup</i></figcaption></figure>");
  }

  @Test
  void pictureOfTheBuildIsShownWithItsLicence() throws IOException {
    MediaFiles media =
        name ->
            name.equals("Cup 1.jpg")
                ? Optional.of(cup("<b>A.</b> &amp; B.", "CC BY 4.0"))
                : Optional.empty();
    ArticlePage pages = new ArticlePage(TITLES, BUILT::contains, media);
    String figure =
        "<figure typeof='mw:File/Thumb'><a href='./Dosya:Cup_1.jpg'>"
            + "<img resource='./Dosya:Cup_1.jpg' src='//x.example/y' alt='cup' width=200"
            + " height=150></a><figcaption>Cup</figcaption></figure>"
            + "<audio resource='./Dosya:No.ogg' src=x></audio>";
    Document page = parse(pages.of(figure, facts("Tea", Origin.PARSOID)));

    assertThat(page.selectFirst("figure img").outerHtml())
        .isEqualTo(
            "<img src=\"../media/Cup%201.jpg\" alt=\"cup\" width=\"200\" height=\"150\""
                + " loading=\"lazy\">");
    assertThat(page.selectFirst("figure > small").text()).isEqualTo("A. & B., CC BY 4.0");
    assertThat(page.select("small")).hasSize(1);
    assertThat(page.selectFirst("a.media").text()).isEqualTo("Audio: No.ogg");
  }

  private static Media cup(String author, String licence) {
    Credits credits =
        new Credits(
            licence,
            licence.isEmpty() ? "" : "https://creativecommons.org/licenses/by/4.0",
            author,
            "<a href='//commons.example/x'>Own</a>",
            "A <script>x()</script><i onclick='y()'>cup</i>");
    return new Media("media/Cup 1.jpg", "image/jpeg", 800, 600, 12345, credits);
  }

  private static Document withCup(Media cup, String title, Kind kind, String body)
      throws IOException {
    ArticlePage pages =
        new ArticlePage(
            TITLES,
            "Dosya:Cup 1.jpg"::equals,
            name -> name.equals("Cup 1.jpg") ? Optional.of(cup) : Optional.empty());
    ArticleFacts facts =
        new ArticleFacts(
            title, 0, "tr", "", "", 0, "", List.of(), List.of(), kind, Origin.WIKITEXT);
    return parse(pages.of(body, facts));
  }

  @Test
  void pictureThatWikitextNamesIsShownAsWideAsItsEditorWished() throws IOException {
    String body =
        "<figure typeof='mw:File/Thumb'><a href='./Dosya:Cup_1.jpg'>"
            + "<span class='mw-file-element' resource='./Dosya:Cup_1.jpg' data-width='400'></span>"
            + "</a></figure><figure typeof='mw:File/Thumb'><a href='./Dosya:Cup_1.jpg'>"
            + "<span class='mw-file-element' resource='./Dosya:Cup_1.jpg'></span></a></figure>"
            + "<p><span class='mw-file-element' resource='./Dosya:Cup_1.jpg' data-height=30>"
            + "</span></p>";
    Document page = withCup(cup("", ""), "Tea", Kind.ARTICLE, body);

    assertThat(page.select("img").eachAttr("width")).containsExactly("400", "250", "40");
    assertThat(page.select("img").eachAttr("height")).containsExactly("300", "188", "30");
    assertThat(page.select("small.licence > a").eachAttr("href"))
        .containsOnly("./Dosya:Cup_1.jpg")
        .hasSize(2);
    assertThat(page.select("small.licence").eachText()).containsOnly("Licence unknown");
    // Outside of a figure the picture itself leads there.
    assertThat(page.selectFirst("p > a > img").parent().attr("href"))
        .isEqualTo("./Dosya:Cup_1.jpg");
  }

  @Test
  void pictureOfUnknownSizeIsNotMadeLargerThanItIsAndLinksThatShowOneHaveAName()
      throws IOException {
    Media unknown = new Media("media/Cup 1.jpg", "image/jpeg", 0, 0, 12345, Credits.UNKNOWN);
    String span = "<span class='mw-file-element' resource='./Dosya:Cup_1.jpg'";
    String body =
        "<figure typeof='mw:File/Thumb'>"
            + span
            + "></span></figure><p>"
            + span
            + " data-width=40 data-height=30></span><a href='./Tea'>"
            + span
            + "></span></a></p>";
    Document page = withCup(unknown, "Coffee", Kind.ARTICLE, body);
    assertThat(page.select("img").eachAttr("style"))
        .containsExactly("max-width:min(100%,250px)", "max-width:min(100%,40px);max-height:30px");
    assertThat(page.select("img[width], img[height]")).isEmpty();
    assertThat(page.select("img").eachAttr("alt")).containsExactly("", "Cup 1.jpg", "Cup 1.jpg");
  }

  @Test
  void pageOfAFileShowsItAndWhatIsKnownOfIt() throws IOException {
    Document page =
        withCup(cup("A. &amp; B.", "CC BY 4.0"), "Dosya:Cup 1.jpg", Kind.FILE, "<p>Own text</p>");

    assertThat(page.selectFirst(".wikimill-file img").attr("src"))
        .isEqualTo("../media/Cup%201.jpg");
    assertThat(page.select(".wikimill-file th").eachText())
        .containsExactly("File", "Description", "Author", "Source", "Licence");
    assertThat(page.select(".wikimill-file td").eachText())
        .containsExactly(
            "Cup 1.jpg (800 × 600 pixels, image/jpeg, 12,345 bytes)",
            "A cup",
            "A. & B.",
            "Own",
            "CC BY 4.0");
    assertThat(page.selectFirst("a[rel=license]").attr("href"))
        .isEqualTo("https://creativecommons.org/licenses/by/4.0");
    assertThat(page.select("script, [onclick]")).isEmpty();
    assertThat(page.selectFirst(".wikimill-file ~ p").text()).isEqualTo("Own text");
  }

  @Test
  void pageOfAFileSaysThatItsLicenceIsUnknown() throws IOException {
    Document page = withCup(cup("", ""), "Dosya:Cup 1.jpg", Kind.FILE, "");
    assertThat(page.select(".wikimill-file td").last().text())
        .isEqualTo("Unknown: nothing that came with this file states its licence.");
  }

  @Test
  void recordingIsPlayedUnlessItStandsInALink() throws IOException {
    Media song = new Media("media/S.ogg", "audio/ogg", 0, 0, 1, Credits.UNKNOWN);
    String body =
        "<p><audio resource='./Dosya:Cup_1.jpg' src='x'></audio></p>"
            + "<a href='./Dosya:Cup_1.jpg'><span class='mw-file-element'"
            + " resource='./Dosya:Cup_1.jpg'></span></a>";
    Document page = withCup(song, "Tea", Kind.ARTICLE, body);
    assertThat(page.select("audio").eachAttr("src")).containsExactly("../media/S.ogg");
    assertThat(page.selectFirst("audio + small.licence > a").attr("href"))
        .isEqualTo("./Dosya:Cup_1.jpg");
    assertThat(page.select(".mw-parser-output > a").text()).isEqualTo("Image: Cup 1.jpg");
  }

  @Test
  void fileThatNoPageCanShowStaysALink() throws IOException {
    Media paper = new Media("media/P.pdf", "application/pdf", 0, 0, 1, Credits.UNKNOWN);
    String body =
        "<a href='./Dosya:Cup_1.jpg'><span class='mw-file-element'"
            + " resource='./Dosya:Cup_1.jpg'></span></a>";
    Document page = withCup(paper, "Tea", Kind.ARTICLE, body);
    assertThat(page.select("img, audio, video")).isEmpty();
    assertThat(page.selectFirst(".mw-parser-output a").attr("href")).isEqualTo("./Dosya:Cup_1.jpg");
    assertThat(page.selectFirst(".mw-parser-output a").text()).isEqualTo("Image: Cup 1.jpg");
  }

  @Test
  void filesThatWikitextNamesReadAsThoseOfTheWikisHtml() throws IOException {
    String standIn =
        "<a href='./Dosya:%1$s'><span class='mw-file-element' resource='./Dosya:%1$s'%2$s></span></a>";
    Document page =
        page(
            standIn.formatted("Cup.jpg", " data-width='400'")
                + standIn.formatted("F.svg", " data-width='20'")
                + standIn.formatted("S.ogg", "")
                + "<span class='mw-file-element' resource='./Dosya:X.jpg' data-width='20'></span>"
                + "<span class='mw-file-element' resource='./Dosya:Y.jpg'>Dosya:Y.jpg</span>");

    assertThat(page.select(".mw-parser-output a").eachText())
        .containsExactly("Image: Cup.jpg", "\u25ab", "Audio: S.ogg");
    assertThat(page.select(".mw-parser-output span").eachText()).doesNotContain("X.jpg");
    assertThat(page.select(".mw-parser-output").text()).endsWith("Dosya:Y.jpg");
  }

  @Test
  void iconsTakeNoMoreRoomThanTheyDid() throws IOException {
    String flag =
        "<span class='flagicon'><span typeof='mw:File'><a href='./Foo'><img alt='Flag'"
            + " resource='./Dosya:F.svg' width=23 height=15></a></span></span>";
    String lock =
        "<span typeof='mw:File'><a href='./Foo'><img alt='Locked' resource='./Dosya:L.svg'"
            + " width=20 height=20></a></span>";
    String spacer = "<img alt='' resource='./Dosya:S.svg' width=1 height=1>";
    Document page = page(flag + lock + spacer);

    assertThat(page.select(".icon").eachText()).containsExactly("\u25ab", "Locked");
    assertThat(page.select(".icon").eachAttr("aria-label")).containsExactly("Flag", "Locked");
    assertThat(page.select(".icon").eachAttr("title")).contains("Image: F.svg");
  }

  @Test
  void formulasAreShownAsMathMlWithoutTheirPicture() throws IOException {
    String html =
        "<span class='mwe-math-element'><span class='mwe-math-mathml-inline' style='display:none'>"
            + "<math alttext='E'><semantics><mrow><mi>E</mi></mrow><annotation"
            + " encoding='application/x-tex'>E</annotation></semantics></math></span>"
            + "<img src='//x/y' class='mwe-math-fallback-image-inline' alt='E'></span>"
            + "<img src='//x/z' class='mwe-math-fallback-image-inline' alt='F^2'>";

    assertThat(page(html).selectFirst(".mw-parser-output").html())
        .isEqualTo(
            "<span class=\"mwe-math-element\"><math alttext=\"E\"><semantics><mrow><mi>E</mi>"
                + "</mrow><annotation encoding=\"application/x-tex\">E</annotation></semantics>"
                + "</math></span><code>F^2</code>");
  }

  @Test
  void linksOfPictureMapsAreKept() throws IOException {
    Document page =
        page(
            "<map><area href='./Foo' alt='Left'><area href='./Bar' title='Right'><area>"
                + "<area href='./Yok?redlink=1' alt='Gone'></map>");

    assertThat(page.select(".image-map a").eachText()).containsExactly("Left", "Right", "Gone");
    assertThat(page.select(".image-map .redlink").eachAttr("href")).isEmpty();
  }

  @Test
  void linkThatShowsNothingGetsAName() throws IOException {
    Document page =
        page(
            "<a href='https://x.example/a/Song.mp3'><span></span></a>"
                + "<a href='https://y.example/'></a><a href='./Foo' title='To foo'><img></a>");

    assertThat(page.select(".mw-parser-output a").eachText())
        .containsExactly("Song.mp3", "y.example", "To foo");
  }

  @Test
  void categoriesAndLanguagesStandAtTheEnd() throws IOException {
    String html =
        "<p>x<link rel='mw:PageProp/Category' href='./Kategori:Su#key'>"
            + "<link rel='mw:PageProp/Category' href='./Kategori:Ev'>"
            + "<link rel='mw:PageProp/Language' href='https://fr.wikipedia.org/wiki/Th%C3%A9'>"
            + "<meta property='mw:PageProp/disambiguation'></p>";
    Document page = page(html);

    assertThat(page.select(".wikimill-categories li").eachText()).containsExactly("Su", "Ev");
    assertThat(page.select(".wikimill-categories a").eachAttr("href"))
        .containsExactly("./Kategori:Su", "https://tr.wikipedia.org/wiki/Kategori:Ev");
    assertThat(page.selectFirst(".wikimill-categories h2").text()).isEqualTo("Kategori");
    assertThat(page.select(".wikimill-languages li").eachText()).containsExactly("fr: Thé");
    assertThat(page.body().className()).isEqualTo("wikimill-article disambiguation ns-0");
    assertThat(page.body().select("link, meta")).isEmpty();
  }

  @Test
  void thePageSaysWhatItIs() throws IOException {
    Document page = page("<p>x</p>");

    assertThat(page.title()).isEqualTo("Tea");
    assertThat(page.select("h1").eachText()).containsExactly("Tea");
    assertThat(page.selectFirst("html").attr("lang")).isEqualTo("tr");
    assertThat(page.selectFirst("html").attr("dir")).isEqualTo("ltr");
    assertThat(page.selectFirst("link[rel=canonical]").attr("href"))
        .isEqualTo("https://tr.wikipedia.org/wiki/Tea");
    assertThat(page.selectFirst(".wikimill-revision").text())
        .isEqualTo("Revision 7 of 2026-01-31. Its authors stand in the history of the page.");
    assertThat(page.select(".wikimill-notice")).isEmpty();
  }

  @Test
  void theBodysLanguageGoesBeforeThatOfTheRecord() throws IOException {
    Document page = page("<!DOCTYPE html><html><body lang='ar' dir='rtl'><p>x</p></body></html>");

    assertThat(page.selectFirst("html").attr("lang")).isEqualTo("ar");
    assertThat(page.selectFirst("html").attr("dir")).isEqualTo("rtl");
  }

  @Test
  void pagesThatAreNotTheWikisRenderingSaySo() throws IOException {
    Document rendered = parse(PAGES.of("<p>x</p>", facts("Tea", Origin.WIKITEXT)));
    Document source = parse(PAGES.plain("a <b>\n{{c|&amp;}}", facts("Tea", Origin.SOURCE)));

    assertThat(rendered.select(".wikimill-notice").text())
        .startsWith("Rendered from wikitext by wikimill: templates may be incomplete.");
    assertThat(source.select(".wikimill-notice").text()).contains("could not be rendered");
    assertThat(source.selectFirst("pre.source").wholeText()).isEqualTo("a <b>\n{{c|&amp;}}");
  }

  @Test
  void ofAPageWithItsSkinTheContentIsKept() throws IOException {
    Document page =
        page(
            "<!DOCTYPE html><html><body><nav>skin</nav><div id='mw-content-text'>"
                + "<div class='mw-parser-output'><p>text</p></div></div></body></html>");

    assertThat(page.selectFirst(".mw-parser-output").text()).isEqualTo("text");
  }

  @Test
  void widestTablesOfDataScroll() throws IOException {
    Document page =
        page(
            "<table class=wikitable><tr><td><table class=wikitable></table></table>"
                + "<table class=wikitable style='float: right'></table><table></table>");

    assertThat(page.select(".scroll")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div>",
        "<b>",
        "<a href=x>",
        "<table><tr><td>",
        "<p><b><i><font>",
        "<span>",
        "<math>",
        "<ul><li>",
        "<img resource='./F:A' alt=x>",
        "<figure typeof='mw:File'><img>",
        "<svg>",
        "<style>",
        "<!--",
        "&",
        "<a title='",
        "<map><area href=./Foo>",
        "<math><mi><b>"
      })
  void hostileMarkupTakesBoundedTime(String piece) throws IOException {
    String html = piece.repeat(100_000);

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30), () -> PAGES.of(html, facts("Tea", Origin.PARSOID)));
  }

  private static Document page(String html) throws IOException {
    return parse(PAGES.of(html, facts("Tea", Origin.PARSOID)));
  }

  private static Document parse(byte[] page) {
    Document document = Jsoup.parse(new String(page, UTF_8));
    document.outputSettings().prettyPrint(false);
    return document;
  }

  private static ArticleFacts facts(String title, Origin origin) {
    return new ArticleFacts(
        title,
        0,
        "tr",
        "ltr",
        "https://tr.wikipedia.org/wiki/" + title,
        7,
        "2026-01-31T12:00:00Z",
        List.of(),
        List.of(),
        Kind.ARTICLE,
        origin);
  }
}
