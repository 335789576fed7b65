package org.wikimill.formats.wikitext;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkupTest {
  private final Wiki wiki = new Wiki();

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '~',
      textBlock =
          """
          [[foo]]s                @ <p><a rel="mw:WikiLink" href="./Foo" title="Foo">foos</a></p>
          [[foo bar#x y|''text'']] @ <p><a rel="mw:WikiLink" href="./Foo_bar#x_y" title="Foo bar"><i>text</i></a></p>
          [[#Part]]               @ <p><a rel="mw:WikiLink" href="#Part">#Part</a></p>
          [[Page]]                @ <p><a class="mw-selflink selflink">Page</a></p>
          [[:category:cats]]      @ <p><a rel="mw:WikiLink" href="./Category:Cats" title="Category:Cats">category:cats</a></p>
          [[What?]]               @ <p><a rel="mw:WikiLink" href="./What%3F" title="What?">What?</a></p>
          [https://x.org/?a=1&b=2 site] @ <p><a rel="mw:ExtLink nofollow" href="https://x.org/?a=1&amp;b=2" class="external">site</a></p>
          see https://x.org/a.    @ <p>see <a rel="mw:ExtLink nofollow" href="https://x.org/a" class="external">https://x.org/a</a>.</p>
          '''''both''' it''       @ <p><i><b>both</b> it</i></p>
          ''a'' '''b'''           @ <p><i>a</i> <b>b</b></p>
          L'''''x''''' y          @ <p>L<b><i>x</i></b> y</p>
          == Head ==              @ <h2 id="Head">Head</h2>
          ; term : text           @ <dl><dt> term </dt><dd> text</dd></dl>
          <nowiki>[[a]]</nowiki>  @ <p><span typeof="mw:Nowiki">[[a]]</span></p>
          1 < 2 & 3 &amp; <foo>   @ <p>1 &lt; 2 &amp; 3 &amp; &lt;foo&gt;</p>
          a __NOTOC__ b           @ <p>a  b</p>
          -----                   @ <hr>
          """)
  void markupIsHtmlInTheConventionsOfParsoid(String wikitext, String html) {
    assertThat(wiki.html(wikitext.strip()).replaceAll("\n", "")).isEqualTo(html.strip());
  }

  @Test
  void listsNestAsTheirMarksDo() {
    assertThat(wiki.html("* a\n** b\n*# c\n* d").replace("\n", ""))
        .isEqualTo("<ul><li>a<ul><li>b</li></ul><ol><li>c</li></ol></li><li>d</li></ul>");
  }

  @Test
  void aTableIsOneAlsoInACellOfAnother() {
    String html =
        wiki.html(
            "{| class=\"a\"\n! h !! i\n|-\n| style=\"color:red\" | x\n|\n{|\n| inner\n|}\n|}");
    assertThat(html.replace("\n", ""))
        .isEqualTo(
            "<table class=\"a\"><tbody><tr><th> h </th><th> i</th></tr><tr><td style=\"color:red\">"
                + " x</td><td><table><tbody><tr><td> inner</td></tr></tbody></table></td></tr>"
                + "</tbody></table>");
  }

  @Test
  void filesAreFiguresThatLeadToTheirPages() {
    assertThat(wiki.html("[[Image:A b.jpg|thumb|left|200px|A ''fine'' [[day]]]]"))
        .isEqualTo(
            "<figure class=\"mw-halign-left\" typeof=\"mw:File/Thumb\">"
                + "<a href=\"./File:A_b.jpg\"><span class=\"mw-file-element\""
                + " resource=\"./File:A_b.jpg\" data-width=\"200\"></span></a><figcaption>A"
                + " <i>fine</i> <a rel=\"mw:WikiLink\" href=\"./Day\" title=\"Day\">day</a>"
                + "</figcaption></figure>");
  }

  @Test
  void captionsHoldElementsFootnotesAndReferences() {
    assertThat(wiki.html("[[File:A.jpg|thumb|alt=A \"cat\"|Two<br>lines &amp; a<ref>Note.</ref>]]"))
        .contains("alt=\"A &quot;cat&quot;\"")
        .contains("<figcaption>Two<br>lines &amp; a<sup")
        .containsSubsequence("[1]</span>", "</figcaption>", "<ol", "Note.");
    assertThat(
            wiki.html("<imagemap>\nFile:A.jpg|thumb|Two<br>lines\nrect 1 1 2 2 [[B]]\n</imagemap>"))
        .contains("<figcaption>Two<br>lines</figcaption>");
  }

  @Test
  void linesOfDashesAreRulesThatEndParagraphsAndLists() {
    assertThat(wiki.html("a\n----\n* b\n---- c\n{|\n|\n----\n|}\na ---- b").replace("\n", ""))
        .isEqualTo(
            "<p>a</p><hr><ul><li>b</li></ul><hr> c<table><tbody><tr><td><hr></td></tr></tbody>"
                + "</table><p>a ---- b</p>");
  }

  @Test
  void aGalleryIsAListOfItsFilesWithTheirCaptions() {
    assertThat(
            wiki.html(
                    "<gallery caption=\"All\">\nA.jpg|One ''[[x]]''\nFile:B.jpg|alt=Two\n\n</gallery>")
                .replaceAll("<span class=\"mw-file-element\"([^>]*)></span>", "<img$1>"))
        .isEqualTo(
            "<ul class=\"gallery\" typeof=\"mw:Extension/gallery\"><li class=\"gallerycaption\">All"
                + "</li><li class=\"gallerybox\"><div class=\"thumb\"><span typeof=\"mw:File\">"
                + "<a href=\"./File:A.jpg\"><img resource=\"./File:A.jpg\"></a></span></div>"
                + "<div class=\"gallerytext\">One <i><a rel=\"mw:WikiLink\" href=\"./X\" title=\"X\">"
                + "x</a></i></div></li><li class=\"gallerybox\"><div class=\"thumb\">"
                + "<span typeof=\"mw:File\"><a href=\"./File:B.jpg\">"
                + "<img resource=\"./File:B.jpg\" alt=\"Two\"></a></span></div>"
                + "<div class=\"gallerytext\"></div></li></ul>");
  }

  @Test
  void footnotesAreNumberedAsTheyComeAndListedOnce() {
    String html = wiki.html("a<ref name=\"n\">One.</ref> b<ref>Two.</ref> c<ref name=n/>");
    assertThat(html)
        .containsSubsequence("[1]</span>", "[2]</span>", "[1]</span>", "<ol", "One.", "Two.")
        .contains("id=\"cite_note-1\"", "href=\"#cite_note-2\"", "id=\"cite_ref-1-2\"");
    assertThat(html.split("One\\.", -1)).hasSize(2);
  }

  @Test
  void equalHeadingsHaveAnchorsOfTheirOwn() {
    assertThat(wiki.html("== A b ==\n== A b ==")).contains("<h2 id=\"A_b\">", "<h2 id=\"A_b_2\">");
  }

  @Test
  void categoriesAndLanguagesAreLearnedAndNotShown() {
    Rendered page = wiki.render("x\n[[Category:cats|key]]\n[[de:Katzen]]\n[[category:Cats]]\n");
    assertThat(page.html().strip()).isEqualTo("<p>x\n</p>");
    assertThat(page.categories()).containsExactly("Category:Cats");
    assertThat(page.languages()).containsExactly(new LanguageLink("de", "Katzen"));
  }

  @Test
  void bracketsWithoutTheirOtherHalfVanish() {
    assertThat(wiki.html("a [[b {{c ]] d }} {| e")).doesNotContain("[[", "{{", "]]", "}}", "{|");
  }
}
