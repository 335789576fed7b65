package org.wikimill.formats.dumps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.dumps.CategoryLinks.CategoryLink;
import org.wikimill.formats.dumps.SiteInfo.Case;
import org.wikimill.formats.dumps.SiteInfo.Namespace;

class CategoryLinksTest {
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
      })
  void aLinkToACategoryIsFoundInEverySpelling(String text) {
    assertThat(CategoryLinks.of(text, italian))
        .containsExactly(new CategoryLink("Categoria:Chimica", ""));
  }

  @Test
  void sortKeysAreKeptAndTheLastOfACategoryCounts() {
    assertThat(
            CategoryLinks.of(
                "[[Categoria:B| *]][[Categoria:A|x{{y}}z]]\n[[Categoria:B|Rossi, Mario]]", italian))
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
    assertThat(CategoryLinks.of(text, italian)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[[Categoria:x|", "<nowiki>", "<pre", "<!-", "[[", "</"})
  void aTextThatRepeatsWhatNeverEndsTakesNoLongerThanOthers(String mark) {
    List<CategoryLink> links = CategoryLinks.of(mark.repeat(300_000), italian);
    assertThat(links).isEmpty();
  }
}
