package org.wikimill.formats.dumps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.dumps.SiteInfo.Case;
import org.wikimill.formats.dumps.SiteInfo.Namespace;
import org.wikimill.formats.dumps.TextLinks.CategoryLink;
import org.wikimill.formats.dumps.TextLinks.LanguageLink;

class TextLinksTest {
  private final Titles italian =
      new Titles(
          new SiteInfo(
              "Wikipedia",
              "itwiki",
              "",
              "it",
              new TreeMap<>(
                  java.util.Map.of(
                      6, new Namespace(6, "File", Case.FIRST_LETTER),
                      14, new Namespace(14, "Categoria", Case.FIRST_LETTER)))));

  private List<CategoryLink> categories(String text) {
    return links(text).categories();
  }

  private TextLinks links(String text) {
    return TextLinks.of(text, italian, Set.of("de", "zh-yue")::contains);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[Categoria:Chimica]]",
        "a [[categoria: chimica ]] b",
        "[[Category:Chimica]]",
        "[[Categoria:Chimica#Storia]]",
        "<b>[[Categoria:Chimica]]</b>",
        "<nowiki/>[[Categoria:Chimica]]",
        "<nowiki>[[Categoria:Chimica]]",
        "<prefer>[[Categoria:Chimica]]",
        "[[File:x.jpg|[[Categoria:Chimica]]]]",
        "[[Categoria:Chimica\u200e]] [[\u202aCategoria\u200f:\u202eChimica]]",
        "[[Categoria:Chi<!-- not | this -->mica<!---->]]",
      })
  void aLinkToACategoryIsFoundInEverySpelling(String text) {
    assertThat(categories(text)).containsExactly(new CategoryLink("Categoria:Chimica", ""));
  }

  @Test
  void sortKeysAreKeptAndTheLastOfACategoryCounts() {
    assertThat(
            categories("[[Categoria:B| *]][[Categoria:A|x{{y}}z]]\n[[Categoria:B|Rossi, Mario]]"))
        .containsExactly(
            new CategoryLink("Categoria:B", "Rossi, Mario"),
            new CategoryLink("Categoria:A", "x{{y}}z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[[:Categoria:Chimica]] [[ :Categoria:Chimica|qui]]",
        "[[Chimica]] [[Discussioni categoria:Chimica]] [[File:x.jpg]]",
        "<nowiki>[[Categoria:Chimica]]</nowiki>",
        "<NoWiki >[[Categoria:Chimica]]</nowiki >",
        "<pre class='x'>[[Categoria:Chimica]]</pre>",
        "<syntaxhighlight lang=\"x\">[[Categoria:Chimica]]</syntaxhighlight>",
        "<!-- [[Categoria:Chimica]] -->",
        "<!-- [[Categoria:Chimica]]",
        "[[Categoria:Chimica",
        "[[Categoria:Chimica|key",
        "[[Categoria:Chi\nmica]]",
        "[[Categoria:]]",
      })
  void whatIsNoMembershipIsNotTakenForOne(String text) {
    assertThat(categories(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[Categoria:x|",
        "<nowiki>",
        "<pre",
        "<!-",
        "[[",
        "[[x<!--",
        "</",
        "<gallery>",
        "[[File:x|"
      })
  void aTextThatRepeatsWhatNeverEndsTakesNoLongerThanOthers(String mark) {
    assertThat(categories(mark.repeat(300_000))).isEmpty();
    assertThat(categories(mark.repeat(300_000) + "</gallery>")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[File:Ruota dentata.jpg]]",
        "[[file: ruota_dentata.jpg |thumb|200px|Una [[ruota]] di [[Category:X]]]]",
        "[[Immagine:Ruota dentata.jpg#x|a]] [[File:ruota dentata.jpg]]",
        "[[Media:Ruota dentata.jpg|ascolta]]",
        "{{Box|immagine=[[File:Ruota dentata.jpg]]}}",
        "<gallery>\nFile:Ruota dentata.jpg|Una ruota\n</gallery>",
        "<Gallery mode=\"packed\">Ruota dentata.jpg\n[[ruota]]\n{{x}}\n\nCategoria:X\n</gallery>",
      })
  void aFileThatAPageShowsIsFoundInEverySpelling(String text) {
    assertThat(links(text).files()).containsExactly("Ruota dentata.jpg");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[:File:x.jpg]] [[File:]] [[File:x.jpg",
        "[[Discussioni file:x.jpg]] [[File talk:x.jpg]]",
        "<nowiki>[[File:x.jpg]]</nowiki> <!-- [[File:x.jpg]] -->",
        "<gallery>\nx.jpg\n",
        "<gallery />x.jpg</gallery>",
        "<gallery>\n{{x.jpg}}\n[[x.jpg]]\n:x.jpg</gallery>",
      })
  void whatShowsNoFileIsNotTakenForOne(String text) {
    assertThat(links(text).files()).isEmpty();
  }

  @Test
  void filesInCaptionsAndGalleriesAreFoundOnceEach() {
    String text =
        "[[File:A.jpg|thumb|[[File:b.jpg|10px]]]]<gallery>\nc.jpg|with [[File:D.jpg]]\n"
            + "A.jpg\n</gallery>[[File:C.jpg]]";
    assertThat(links(text).files()).containsExactlyInAnyOrder("A.jpg", "B.jpg", "C.jpg", "D.jpg");
  }

  @Test
  void ofEachLanguageTheFirstPageCounts() {
    String text = "[[de: Das_Rad ]] [[ZH-yue:輪]] [[de:Reifen]] [[:de:Felge]] [[fr:Roue]] [[de]]";
    assertThat(links(text).languages())
        .containsExactly(new LanguageLink("de", "Das Rad"), new LanguageLink("zh-yue", "輪"));
  }
}
