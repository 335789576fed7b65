package org.wikimill.formats.dumps;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

class XmlPageCursorTest {

  @Test
  void theHeaderTellsOfTheWiki() throws IOException {
    SiteInfo site = XmlDump.open(input(Exports.HEAD + Exports.END)).site();

    assertThat(site.siteName()).isEqualTo("Вікі");
    assertThat(site.dbName()).isEqualTo("ukwiki");
    assertThat(site.base()).isEqualTo("https://uk.example.org/wiki/Start");
    assertThat(site.language()).isEqualTo("uk");
    assertThat(site.namespaces()).containsOnlyKeys(0, 10, 2300);
    assertThat(site.namespaces().get(10).name()).isEqualTo("Шаблон");
    assertThat(site.namespaces().get(2300).firstLetter()).isEqualTo(SiteInfo.Case.CASE_SENSITIVE);
  }

  @Test
  void withoutAHeaderAWikiHasTheNamespacesOfEveryWiki() throws IOException {
    String file = "<mediawiki>" + Exports.page(1, "A", "a") + "</mediawiki>";
    SiteInfo site = XmlDump.open(input(file)).site();

    assertThat(site.siteName()).isEmpty();
    assertThat(site.namespaces().keySet()).hasSize(16).contains(0, 15);
    assertThat(site.namespaces().get(14).name()).isEqualTo("Category");
    assertThat(Exports.pages(input(file), 1 << 20)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "a &lt;b&gt; &amp;amp; &quot;c&quot; &apos;d&apos;|a <b> &amp; \"c\" 'd'",
        "&#1030;&#x456;&#x1F600;&#0000065;|Іі😀A",
        "plain > sign|plain > sign",
      })
  void textIsWhatTheReferencesStandFor(String data, String text) throws IOException {
    assertThat(text(data)).isEqualTo(text);
  }

  @Test
  void lineEndsBecomeLineFeedsAndSpacesStay() throws IOException {
    assertThat(text("\r\n a\rb\r\r\n\t ")).isEqualTo("\n a\nb\n\n\t ");
    assertThat(text("one&#13;&#10;two&#xD;\r\n")).isEqualTo("one\r\ntwo\r\n");
    assertThat(text("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"&nbsp;", "&", "&#0;", "&#xD800;", "&#x110000;", "&#x;", "&lt", "&lol9;"})
  void referencesWithoutCharacterAreRefused(String data) {
    assertThatThrownBy(() -> text(data))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageStartingWith("reference is not defined");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE mediawiki [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        "<!-- comment -->",
        "<![CDATA[<page>]]>",
        "<?php ?>",
      })
  void markupThatNoExportHasIsRefused(String markup) {
    String page = Exports.page(1, "A", "a");

    for (String file :
        List.of(
            markup + Exports.HEAD + page + Exports.END,
            Exports.HEAD + markup + page + Exports.END,
            Exports.HEAD + page.replace("<ns>", markup + "<ns>") + Exports.END,
            Exports.HEAD + Exports.page(1, "A", "a" + markup) + Exports.END)) {
      assertThatThrownBy(() -> Exports.pages(input(file), 1 << 20))
          .isInstanceOf(MalformedInputException.class)
          .hasMessageStartingWith("markup that no export has");
    }
  }

  @Test
  void theNewestRevisionIsThePage() throws IOException {
    String revisions =
        revision(5, "2023-01-02T00:00:00Z", "<text>tie, lower id</text>")
            + revision(6, "2023-01-02T00:00:00Z", "<text>newest</text>")
            + revision(9, "2022-01-01T00:00:00Z", "<text>imported later</text>");
    XmlPageCursor cursor = only(revisions);

    assertThat(cursor.revisionCount()).isEqualTo(3);
    assertThat(cursor.page())
        .isEqualTo(
            new DumpPage(
                7,
                0,
                "T",
                Optional.empty(),
                6,
                "2023-01-02T00:00:00Z",
                new DumpPage.Text("wikitext", "newest")));
  }

  @Test
  void aRevisionHasItsContributorSummarySumsAndSlots() throws IOException {
    XmlRevision revision =
        only("""
            <revision><id>5</id><parentid>4</parentid><timestamp>2023-01-02T00:00:00Z</timestamp>
            <contributor><username>A &amp; B</username><id>12</id></contributor><minor />
            <comment>why</comment><origin>5</origin><model>wikitext</model><format>text/x-wiki</format>
            <text bytes="12" sha1="61o9wqbehiqpmke7163b1675fic2cri" xml:space="preserve">{{babel|en}}</text>
            <content><role>mediainfo</role><origin>3</origin><model>wikibase-mediainfo</model>
            <format>application/json</format><text bytes="3" sha1="x">{}</text></content>
            <sha1>0kdde1tq9rtqr8kh220p9xfjb7lt1np</sha1></revision>
            """)
            .revision();
    XmlSlot info = revision.slots().get(1);

    assertThat(revision.parentId()).isEqualTo(OptionalLong.of(4));
    assertThat(revision.contributor()).contains("A & B");
    assertThat(revision.contributorId()).isEqualTo(OptionalLong.of(12));
    assertThat(revision.comment()).contains("why");
    assertThat(revision.main().checkSha1()).isEqualTo(RevisionCheck.MATCHES);
    assertThat(revision.main().checkBytes()).isEqualTo(RevisionCheck.MATCHES);
    assertThat(List.of(info.role(), info.model(), info.format(), info.text()))
        .containsExactly("mediainfo", "wikibase-mediainfo", "application/json", "{}");
    assertThat(info.checkSha1()).isEqualTo(RevisionCheck.DIFFERS);
    assertThat(info.checkBytes()).isEqualTo(RevisionCheck.DIFFERS);
  }

  @Test
  void theSumOfARevisionWithOneSlotIsThatOfItsText() throws IOException {
    String sum = "<sha1>phoiac9h4m842xq45sp7s6u21eteeq1</sha1>";

    assertThat(main("<text bytes=\"0\" />" + sum).checkSha1()).isEqualTo(RevisionCheck.MATCHES);
    assertThat(main("<text>x</text>" + sum).checkSha1()).isEqualTo(RevisionCheck.DIFFERS);
    assertThat(main("<text>x</text>").checkSha1()).isEqualTo(RevisionCheck.ABSENT);
    assertThat(main("<text>x</text><sha1 />").checkSha1()).isEqualTo(RevisionCheck.ABSENT);
    assertThat(
            main("<text>x</text><content><role>y</role><text>z</text></content>" + sum).checkSha1())
        .isEqualTo(RevisionCheck.ABSENT);
  }

  @Test
  void deletedPartsAndStubsAreMissing() throws IOException {
    XmlPageCursor deleted =
        only(
            revision(
                1,
                "2023-01-02T00:00:00Z",
                "<contributor deleted=\"deleted\" /><comment deleted=\"deleted\" />"
                    + "<text bytes=\"-1\" deleted=\"deleted\" />"));

    assertThat(deleted.revision().contributor()).isEmpty();
    assertThat(deleted.revision().comment()).isEmpty();
    assertThat(deleted.page().content()).isEqualTo(new DumpPage.Missing("text deleted"));
    assertThat(main("<text bytes=\"9\" location=\"tt:43\" id=\"43\" />").missing())
        .contains("no text in a dump of stubs");
    assertThat(main("<text bytes=\"0\" id=\"43\" />").missing()).isEmpty();
    assertThat(main("<model>wikitext</model>").missing()).contains("no text in the dump");
  }

  @Test
  void redirectsAndNamespacesComeFromThePage() throws IOException {
    XmlPageCursor cursor =
        first(
            "<page><title>Шаблон:A</title><id>3</id><redirect title=\"B &amp; &quot;C&quot;\" />"
                + revision(1, "", "<text/>")
                + "</page>");

    assertThat(cursor.redirect()).contains("B & \"C\"");
    assertThat(redirect("<redirect\n other='\"' title = 'a > b'/>")).contains("a > b");
    assertThat(redirect("<redirect title=\"\"></redirect>")).contains("");
    assertThat(redirect("<redirect />")).isEmpty();
    assertThat(redirect("<redirect mytitle=\"x\"/>")).isEmpty();
    assertThat(cursor.namespace()).as("of an export without ns").isEqualTo(10);
    assertThat(cursor.page().timestamp()).isEmpty();
  }

  @Test
  void utf16IsReadAsAWhole() throws IOException {
    String file = Exports.HEAD + Exports.page(1, "Ї", "😀".repeat(300_000)) + Exports.END;
    PositionedInput wide = Exports.input(file.getBytes(UTF_16));

    assertThat(XmlDump.open(wide).ranges(100)).hasSize(1);
    assertThat(Exports.pages(wide, 100)).isEqualTo(Exports.pages(input(file), 1 << 30));
  }

  @Test
  void otherEncodingsAreRefused() {
    String file = "<?xml version='1.0' encoding='ISO-8859-1'?>\n" + Exports.HEAD + Exports.END;
    String latin = Exports.HEAD + Exports.page(1, "A", "caf\u00e9") + Exports.END;

    assertThatThrownBy(() -> XmlDump.open(input(file)))
        .hasMessageStartingWith("encoding is not supported");
    assertThatThrownBy(() -> Exports.pages(Exports.input(latin.getBytes(ISO_8859_1)), 1 << 20))
        .hasMessageStartingWith("text is not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no markup", "<html></html>", "</mediawiki>", "<", "PK\u0003\u0004"})
  void filesOfAnotherKindAreRefused(String file) {
    assertThatThrownBy(() -> XmlDump.open(input(file)))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageStartingWith("file is no export of a wiki");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<id>7</id>|<id>x</id>|number is none",
        "<id>7</id>||page is not whole",
        "<ns>0</ns>|<ns>99999999999</ns>|number is none",
        "<id>7</id>|<id>7</ns>|tags do not match",
        "</page>|<page>|tags do not match",
        "<title>T</title>|<title><b>T</b></title>|tags do not match",
        "<ns>0</ns>|<redirect title=x />|attribute has no quotes",
        "<ns>0</ns>|<redirect title />|attribute has no quotes",
        "<ns>0</ns>|<redirect title= />|attribute has no quotes",
      })
  void pagesThatAreMalformedAreRefused(String part, String instead, String reason) {
    String page =
        "<page><title>T</title><ns>0</ns><id>7</id>"
            + revision(1, "", "<text>x</text>")
            + "</page>";
    String damaged = page.replace(part, instead == null ? "" : instead);

    assertThatThrownBy(() -> first(damaged))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageStartingWith(reason);
  }

  @Test
  void lengthsHaveLimits() {
    String tag = "<title " + "a=\"x\" ".repeat(XmlScanner.MAX_TAG_BYTES) + ">";

    assertThatThrownBy(() -> first("<page>" + tag)).hasMessageStartingWith("tag is too long");
    assertThatThrownBy(() -> first("<page>" + "<x>".repeat(100)))
        .hasMessageStartingWith("elements are too deep");
    assertThatThrownBy(() -> text("x".repeat(XmlScanner.MAX_TEXT_BYTES + (1 << 20))))
        .hasMessageStartingWith("text is too long");
  }

  private static Optional<String> redirect(String element) throws IOException {
    return only(element + revision(1, "", "<text/>")).redirect();
  }

  private static String text(String data) throws IOException {
    XmlPageCursor cursor = first(Exports.page(1, "A", data));
    return ((DumpPage.Text) cursor.page().content()).text();
  }

  private static XmlSlot main(String parts) throws IOException {
    return only(revision(1, "2023-01-02T00:00:00Z", parts)).revision().main();
  }

  private static String revision(long id, String timestamp, String parts) {
    return "<revision><id>%d</id><timestamp>%s</timestamp>%s</revision>"
        .formatted(id, timestamp, parts);
  }

  private static XmlPageCursor only(String revisions) throws IOException {
    return first("<page><title>T</title><ns>0</ns><id>7</id>" + revisions + "</page>");
  }

  /** A cursor at the only page of a dump. */
  private static XmlPageCursor first(String page) throws IOException {
    PositionedInput input = input(Exports.HEAD + page + Exports.END);
    SiteInfo site = XmlDump.open(input).site();
    XmlPageCursor cursor = XmlDump.read(input, new DumpRange(0, input.length()), site);
    assertThat(cursor.next()).isTrue();
    return cursor;
  }

  private static PositionedInput input(String file) {
    return Exports.input(file.getBytes(UTF_8));
  }
}
