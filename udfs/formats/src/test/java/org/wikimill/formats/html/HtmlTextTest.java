package org.wikimill.formats.html;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.testing.Shared;

class HtmlTextTest {
  private static final Charset GBK = Charset.forName("GBK");
  private static final Charset ISO_2022_JP = Charset.forName("ISO-2022-JP");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          one <b>two</b>th<i>ree</i>                        | one twothree
          <p>a</p><p>b</p>c                                 | a\\nb\\nc
          a<br>b<wbr>c                                      | a\\nbc
          <ul><li>a<li>b</ul>                               | a\\nb
          <table><tr><td>a<td>b<tr><td>c</table>            | a\\nb\\nc
          a <!-- no --> b<!-- no -->c                       | a bc
          <title>no</title><style>p{}</style>a              | a
          a<script>'<p>no'</script>b                        | ab
          a<template>no<template>no</template>no</template>b| ab
          <noscript><p>no</p></noscript>a                   | a
          &lt;b&gt; &eacute;&nbsp;&#x4E2D;                  | <b> é\u00a0中
          <textarea>a &amp; <b></textarea>                  | a & <b>
          <svg><![CDATA[&amp;]]></svg>                      | &amp;
          </template>a                                      | a
          a<p                                               | a
          """)
  void textIsWhatAReaderSees(String html, String text) {
    assertThat(HtmlText.of(html.getBytes(UTF_8))).isEqualTo(text.replace("\\n", "\n"));
  }

  @Test
  void charsetsAreThoseOfThePage() {
    assertThat(HtmlText.of("<meta charset=latin1>é".getBytes(ISO_8859_1))).isEqualTo("é");
    assertThat(HtmlText.of("\ufeffé<meta charset=latin1>".getBytes(UTF_8))).isEqualTo("é");
    assertThat(HtmlText.of("\ufeff<p>é中".getBytes(UTF_16LE))).isEqualTo("é中");
    assertThat(HtmlText.of(new byte[0])).isEmpty();
  }

  @Test
  void aCharsetThatIsDeclaredLateHoldsForWhatStandsBeforeIt() {
    assertThat(HtmlText.of("<p>é<meta charset=latin1><p>é".getBytes(ISO_8859_1))).isEqualTo("é\né");
    assertThat(HtmlText.of("<p>中<meta charset=gbk><p>é<meta charset=utf-8>".getBytes(GBK)))
        .isEqualTo("中\né");
    assertThat(HtmlText.of("é<meta charset=utf-8><meta charset=latin1>é".getBytes(UTF_8)))
        .isEqualTo("éé");
    assertThat(HtmlText.of("\u4e2d<meta charset=iso-2022-jp>".getBytes(ISO_2022_JP)))
        .isEqualTo("中");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "devdocs_en_markdown_2026-01.zim",
        "testing-suite/nons/wikibooks_be_all_nopic_2017-02.zim",
        "wikipedia_cr_all_2015-04.zim",
        "wikipedia_en_100_mini_2022-10.zim",
        "wikipedia_fr_test_2018-10.zim"
      })
  void onRealPagesItIsTheTextOfTheTree(String archive) throws IOException {
    Path file = Shared.require().resolve("zims").resolve(archive);
    assertThat(RealPages.read(file, HtmlTextTest::check)).isPositive();
  }

  /** Order is not compared: the tree has what stands loosely in a table before it. */
  private static void check(String name, byte[] page) {
    HtmlEncoding encoding = PageScan.of(page).encoding();
    Charset charset = ((HtmlEncoding.Readable) encoding).charset();
    Document tree = Jsoup.parse(new String(page, charset));
    tree.select("title, script, style, template, noscript, iframe, noembed, noframes").remove();
    assertThat(letters(HtmlText.of(page))).as(name).isEqualTo(letters(tree.wholeText()));
  }

  private static String letters(String text) {
    char[] letters = text.replaceAll("[ \t\n\f\r\ufeff]", "").toCharArray();
    Arrays.sort(letters);
    return new String(letters);
  }
}
