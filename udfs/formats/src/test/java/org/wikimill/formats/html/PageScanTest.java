package org.wikimill.formats.html;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.html.HtmlEncoding.Evidence;
import org.wikimill.formats.html.HtmlEncoding.Readable;
import org.wikimill.formats.html.HtmlEncoding.Refused;

class PageScanTest {

  private static byte[] bytes(String page) {
    return page.getBytes(UTF_8);
  }

  /** [H], [h] and [F] stand where head start, head end and body end must be found. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!doctype html><html><head>[H]<title>x</title>[h]</head><body>text[F]</body></html>",
        // What looks like a tag is not always one.
        "<head>[H]<script>'</head></body>'</script>[h]</head><body><!--</body>-->[F]</body></html>",
        "<head>[H]<title></head></title>[h]</head><body a='</body>'>[F]</body>",
        "<head>[H][h]</head><svg><title><b></title></svg><style></body></style>[F]</body>",
        // What follows an end tag of the body is in the body all the same.
        "<HEAD >[H][h]</HEAD ><BODY\n>a</body>b[F]</body\n></html>",
        "<html>[H]<title>x</title>[h]<body>no tags of the head[F]</body>",
        "<html><head>[H][h]<body>text</html><p>more[F]</html>\n",
        "<!-- c --><!DOCTYPE html>[H][h]\n<p>no tags at all[F]",
        "[H][h]text alone[F]",
        "[H][h][F]",
        // Of several start tags the first counts.
        "<html><head>[H][h]</head><body><head></head><html><body>[F]",
        // Where the page ends in the middle of something, an insertion must not be swallowed.
        "[H][h]<body>text[F]<!-- open </body>",
        "[H][h]<body>text[F]<script>open </body>",
        "[H][h]<body>text[F]<textarea>open </body>",
        "[H][h]<body>text[F]<a href='open </body>",
        "[H][h]<body>text[F]<plaintext>open </body>",
        "[H][h]<body>text<style>a</style>[F]</body><!-- open"
      })
  void headAndBodyEndWhereTheyDo(String expected) {
    byte[] page = bytes(expected.replaceAll("\\[[HhF]]", ""));
    PageScan scan = PageScan.of(page);
    HtmlEdits edits =
        new HtmlEdits()
            .insert(scan.headStart(), bytes("[H]"))
            .insert(scan.headEnd(), bytes("[h]"))
            .insert(scan.bodyEnd(), bytes("[F]"));
    assertThat(new String(edits.apply(page), UTF_8)).isEqualTo(expected);
  }

  @Test
  void startTagsAreToldWhole() {
    PageScan scan = PageScan.of(bytes("<html lang=x><head><title></title><body class=a>"));
    assertThat(scan.html()).contains(new PageScan.StartTag(0, 13));
    assertThat(scan.head()).contains(new PageScan.StartTag(13, 19));
    assertThat(scan.body()).contains(new PageScan.StartTag(34, 48));
    assertThat(PageScan.of(bytes("text")).body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<a href=x>|URL A HREF NONE x",
        "<A HREF = 'x&amp;y'>|URL A HREF SINGLE x&y",
        "<a href>|URL A HREF NO_VALUE",
        "<a href=1 HREF=2>|URL A HREF NONE 1",
        "<a ping=\"a b\">|URL_LIST A PING DOUBLE a b",
        "<area href=x>|URL AREA HREF NONE x",
        "<link rel=stylesheet href=a.css imagesrcset=s>|URL LINK HREF NONE a.css, SRCSET LINK IMAGESRCSET NONE s",
        "<img src=a srcset='b 2x' longdesc=c alt=d>|URL IMG SRC NONE a, SRCSET IMG SRCSET SINGLE b 2x, URL IMG LONGDESC NONE c",
        "<image src=a>|URL IMAGE SRC NONE a",
        "<picture><source srcset=a>|SRCSET SOURCE SRCSET NONE a",
        "<script src=a></script>|URL SCRIPT SRC NONE a",
        "<iframe src=a srcdoc=b></iframe>|URL IFRAME SRC NONE a, PAGE IFRAME SRCDOC NONE b",
        "<video src=a poster=b>|URL VIDEO SRC NONE a, URL VIDEO POSTER NONE b",
        "<audio src=a><track src=b>|URL AUDIO SRC NONE a, URL TRACK SRC NONE b",
        "<object data=a><embed src=b>|URL OBJECT DATA NONE a, URL EMBED SRC NONE b",
        "<form action=a><input src=b formaction=c><button formaction=d>|URL FORM ACTION NONE a, URL INPUT SRC NONE b, URL INPUT FORMACTION NONE c, URL BUTTON FORMACTION NONE d",
        "<svg><use xlink:href=a /><image href=b /><a src=c />|URL OTHER XLINK_HREF NONE a, URL IMAGE HREF NONE b",
        "<use xlink:href=a>|``",
        "<div href=a src=b data=c>|``",
        "<p style='background:url(a)'>|DECLARATIONS P STYLE SINGLE background:url(a)",
        "<p style='background:&#117;rl(a)'>|DECLARATIONS P STYLE SINGLE background:url(a)",
        "<p style='color:red'>|``",
        "<style>@import 'a&amp;'</style>|STYLE_SHEET STYLE OTHER NONE @import 'a&amp;'",
        "<meta http-equiv=Refresh content='0;url=a'>|REFRESH META CONTENT SINGLE 0;url=a",
        "<meta name=x content='0;url=a'>|``",
        "<q cite=a></q><td background=b>|URL Q CITE NONE a, URL TD BACKGROUND NONE b",
        "<noscript><img src=a></noscript>|URL IMG SRC NONE a",
        "<!-- <a href=x> --><script>'<a href=x>'</script><title><a href=x></title>|``",
        "</a href=x>|``",
        "<a href=x|``"
      })
  void placesAreThoseOfUrlsAlone(String page, String expected) {
    byte[] bytes = bytes(page);
    Stream<String> places =
        PageScan.of(bytes).places().stream()
            .map(
                p ->
                    (p.kind()
                            + " "
                            + p.element()
                            + " "
                            + p.attribute()
                            + " "
                            + p.quotes()
                            + " "
                            + p.value(bytes, UTF_8))
                        .strip());
    assertThat(String.join(", ", places.toList())).isEqualTo(expected);
  }

  @Test
  void aPlaceIsTheValueWithoutItsQuotes() {
    byte[] page = bytes("<p><a title=x href=\"there\">");
    UrlPlace place = PageScan.of(page).places().get(0);
    assertThat(place.tagStart()).isEqualTo(3);
    assertThat(new String(page, place.start(), place.end() - place.start(), UTF_8))
        .isEqualTo("there");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"x\" title=t>",
        "<a href='x' title=t>",
        "<a href=x title=t>",
        "<a href=x>",
        "<a href= title=t>",
        "<a href=>",
        "<a href=\"\">",
        "<a href = x/>",
        "<a href/>",
        "<a href title=t>"
      })
  void aNewValueIsReadBackHoweverTheOldOneWasDelimited(String page) {
    String value = "a b\"c'd<e>&amp;&copy=1>\u0100\n";
    for (Charset charset : List.of(UTF_8, Charset.forName("windows-1251"))) {
      HtmlEdits edits = new HtmlEdits();
      PageScan.of(bytes(page)).places().get(0).replace(value, charset, edits);
      byte[] edited = edits.apply(bytes(page));
      PageScan scan = PageScan.of(edited);
      assertThat(scan.places()).hasSize(1);
      assertThat(scan.places().get(0).value(edited, charset)).isEqualTo(value);
      assertThat(edits.inverse(bytes(page)).apply(edited)).isEqualTo(bytes(page));
    }
  }

  @Test
  void theTextOfAStyleElementCannotEndItself() {
    byte[] page = bytes("<style>a{}</style>");
    UrlPlace place = PageScan.of(page).places().get(0);
    HtmlEdits edits = new HtmlEdits();
    assertThatThrownBy(() -> place.replace("</style><script>", UTF_8, edits))
        .isInstanceOf(IllegalArgumentException.class);
    place.replace("b>a{}", UTF_8, edits);
    assertThat(new String(edits.apply(page), UTF_8)).isEqualTo("<style>b>a{}</style>");
  }

  @Test
  void canonicalAndBaseAreTheFirstOnes() {
    byte[] page =
        bytes(
            "<link rel=next href=n><base target=_top><base href=b><base href=c>"
                + "<link href=x rel='alternate CANONICAL'><link rel=canonical href=y>");
    PageScan scan = PageScan.of(page);
    assertThat(scan.canonical().orElseThrow().value(page, UTF_8)).isEqualTo("x");
    assertThat(scan.base().orElseThrow().value(page, UTF_8)).isEqualTo("b");
    assertThat(scan.places()).extracting(UrlPlace::element).doesNotContain(HtmlElement.BASE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<meta charset=windows-1251>|windows-1251",
        "<meta charset=' Latin1 '>|windows-1252",
        "<meta charset=iso-8859-1>|windows-1252",
        "<meta charset=utf-16>|UTF-8",
        "<meta charset=gb2312>|GB18030",
        "<meta charset=euc-jp>|EUC-JP",
        "<meta charset=nonsense><meta charset=koi8-r>|KOI8-R",
        "<meta charset=koi8-r><meta charset=utf-8>|KOI8-R",
        "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-5'>|ISO-8859-5",
        "<meta content='text/html; CharSet = \"koi8-u\"' http-equiv=content-type>|KOI8-U",
        "<meta content='text/html; charset=koi8-u'><p>|UTF-8",
        "<!-- <meta charset=koi8-r> --><script>'<meta charset=koi8-r>'</script>|UTF-8"
      })
  void theCharsetIsTheFirstThatIsDeclaredAndKnown(String page, String charset) {
    HtmlEncoding encoding = PageScan.of(bytes(page)).encoding();
    assertThat(encoding).isInstanceOf(Readable.class);
    assertThat(((Readable) encoding).charset()).isEqualTo(Charset.forName(charset));
  }

  @Test
  void aByteOrderMarkCountsMoreThanAMetaElementAndStaysFirst() {
    byte[] page = bytes("\uFEFFtext<meta charset=koi8-r>");
    PageScan scan = PageScan.of(page);
    assertThat(scan.encoding()).isEqualTo(new Readable(UTF_8, Evidence.BYTE_ORDER_MARK));
    assertThat(scan.headStart()).isEqualTo(3);
  }

  @Test
  void encodingsWithoutAsciiAreToldAndHaveNoPlaces() {
    for (String mark : List.of("\uFEFF<a href=x>", "<?xml version='1.0'?><a href=x>")) {
      PageScan scan = PageScan.of(mark.getBytes(UTF_16LE));
      assertThat(scan.encoding()).isEqualTo(new Refused("utf-16le", Evidence.BYTE_ORDER_MARK));
      assertThat(scan.places()).isEmpty();
    }
    PageScan shifting = PageScan.of(bytes("<a href=x><meta charset=ISO-2022-JP><a href=y>"));
    assertThat(shifting.encoding()).isEqualTo(new Refused("iso-2022-jp", Evidence.META));
    assertThat(shifting.places()).isEmpty();
  }

  @Test
  void aPageIsKnownByItsFooterAlone() {
    assertThat(PageScan.of(bytes("<footer class=x data-wikimill=1>")).isMarked()).isTrue();
    assertThat(PageScan.of(bytes("<div data-wikimill>")).isMarked()).isFalse();
    assertThat(PageScan.of(bytes("<!-- <footer data-wikimill> --><footer>")).isMarked()).isFalse();
  }
}
