package org.wikimill.pipeline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.formats.bytes.MalformedInputException;

class CatalogFileTest {
  private static final String TWO =
      """
      # Snapshots of the mirrors.

      tr:
        name: Türkçe Vikipedi
        dnslink: tr.example.org # not ours
        snapshots:
        # the first one
        - date: 2026-01
          root: bafybeieuutdavvf55sh3jktq2dpi2hkle6dtmebe7uklod3ramihyf3xa4
          sources:
          - file: wikipedia_tr_all_maxi_2026-01.zim
            sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
            url: https://example.org/a?b=c&d#e
          size:
            bytes: 333000000000
            blocks: 20
          profile: unixfs-v1-2025
          format: 2
          policy: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
          published: 2026-01-31T12:00:00Z
          note: {by: "somebody", 1: [2, ~]}
      """;

  @Test
  void aNewListIsReadAsItWasWritten() throws Exception {
    CatalogFile list =
        Drafts.parse("")
            .with("tr", "Türkçe Vikipedi", Drafts.snapshot("2026-01", Drafts.A, null))
            .with("be-tarask", "yes: no #1", Drafts.snapshot("2026-01-15", Drafts.B, null))
            .with("tr", "ignored", Drafts.snapshot("2026-02-01", Drafts.B, Drafts.A));
    CatalogFile read = Drafts.parse(Drafts.text(list));
    assertThat(read.catalog()).isEqualTo(list.catalog());
    assertThat(read.catalog().languages())
        .extracting(Language::code, Language::name)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("be-tarask", "yes: no #1"),
            org.assertj.core.groups.Tuple.tuple("tr", "Türkçe Vikipedi"));
    assertThat(read.catalog().language("tr").orElseThrow().snapshots())
        .containsExactly(
            Drafts.snapshot("2026-01", Drafts.A, null),
            Drafts.snapshot("2026-02-01", Drafts.B, Drafts.A));
    assertThat(Drafts.text(read)).isEqualTo(Drafts.text(list));
  }

  @Test
  void whatOthersWroteIntoTheListStays() throws Exception {
    CatalogFile list = Drafts.parse(TWO);
    assertThat(list.catalog().language("tr").flatMap(Language::newest))
        .contains(Drafts.snapshot("2026-01", Drafts.A, null));
    String text =
        Drafts.text(
            list.with("tr", "x", Drafts.snapshot("2026-02", Drafts.B, Drafts.A))
                .with("ar", "y", Drafts.snapshot("2026-02", Drafts.B, null)));
    assertThat(text)
        .startsWith("# Snapshots of the mirrors.\n\nar:\n  name: y\n")
        .contains("  dnslink: tr.example.org # not ours\n")
        .contains("  - # the first one\n    date: 2026-01\n")
        .contains(
            "    note: {by: \"somebody\", 1: [2, ~]}\n  - date: 2026-02\n    root: bafybeiays");
    String moved = TWO.replace("  # the first one\n  - date", "  - # the first one\n    date");
    assertThat(Drafts.text(Drafts.parse(TWO))).isEqualTo(moved);
    assertThat(Drafts.text(Drafts.parse(moved))).isEqualTo(moved);
  }

  @Test
  void aListOfTheMirrorsIsGoneOnWith() throws Exception {
    CatalogFile list =
        Drafts.parse(
            """
            %YAML 1.2
            ---
            # A stopgap.

            en:
              name: English
              original: en.wikipedia.org
              date: 2017-05-11
              ipns:
              ipfs: https://ipfs.io/ipfs/QmXoypizjW3WknFiJnKLwHCnL72vedxjQkDDP1mXWo6uco
            """);
    String text =
        Drafts.text(
            list.with("en", "x", Drafts.snapshot("2026-02", Drafts.B, null))
                .with("no", "Norsk", Drafts.snapshot("2026-02", Drafts.B, null)));
    assertThat(text)
        .startsWith(
            "# A stopgap.\n\nen:\n  name: English\n  original: en.wikipedia.org\n"
                + "  date: 2017-05-11\n  ipns:\n  ipfs: https://ipfs.io/ipfs/QmXo")
        .contains("\n'no':\n  name: Norsk\n  snapshots:\n  - date: 2026-02\n");
    assertThat(Drafts.parse(text).catalog().languages())
        .extracting(Language::code)
        .containsExactly("en", "no");
  }

  @Test
  void aSnapshotThatIsNotTheNewestIsRefused() throws Exception {
    CatalogFile list = Drafts.parse(TWO);
    for (String date : new String[] {"2026-01", "2025-12-31"}) {
      assertThatThrownBy(() -> list.with("tr", "x", Drafts.snapshot(date, Drafts.B, null)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the newest snapshot of tr in snapshots.yml is of 2026-01");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2026-01 | 2026-13 | line 8, expected field 'date', YYYY-MM or YYYY-MM-DD, found '2026-13'",
        "bafybeieuutdavvf55sh3jktq2dpi2hkle6dtmebe7uklod3ramihyf3xa4 | bafy | line 9, expected field 'root', a CID",
        "333000000000 | -1 | line 15, expected field 'bytes', a number, found '-1'",
        "333000000000 | 99999999999999999999 | line 15, expected field 'bytes', a number",
        "format: 2 | format: [2] | line 18, expected field 'format', a number, found a sequence",
        "format: 2 | formats: 2 | line 8, expected field 'format', a number, found none",
        "dnslink: | name: | line 5, expected a key once, found 'name' again",
        "12:00:00Z | 25:00:00Z | line 20, expected field 'published'",
        "tr:` ` | Tr_:` ` | line 3, expected the code of a language",
        "https: | file: | line 13, expected field 'url', a URL",
        "wikipedia_tr | ../wikipedia_tr | line 11, expected field 'file', the name of a file",
        "tr.example.org | &a tr.example.org | line 5, expected no anchors, found &a",
        "tr.example.org | {a: [[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]} | expected YAML",
        "dnslink: | dnslink | expected YAML",
      })
  void whatIsNoListIsToldWithItsLine(String text, String instead, String message) {
    String from = text.replace("` `", " ").strip();
    assertThat(TWO).contains(from);
    assertThatThrownBy(() -> Drafts.parse(TWO.replace(from, instead.replace("` `", " ").strip())))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContaining("not a list of snapshots: snapshots.yml")
        .hasMessageContaining(message);
  }

  @Test
  void otherBytesAndOtherShapesAreRefused() {
    byte[] latin1 = {'t', 'r', ':', ' ', (byte) 0xfc};
    assertThatThrownBy(() -> CatalogFile.parse(latin1, "x.yml"))
        .hasMessageContaining("x.yml, expected UTF-8");
    assertThatThrownBy(() -> Drafts.parse("- tr\n")).hasMessageContaining("a mapping by language");
    assertThatThrownBy(() -> Drafts.parse("tr: !!java.net.URL [x]\n"))
        .hasMessageContaining("line 1, expected YAML, found Global tag is not allowed");
    assertThatThrownBy(() -> Drafts.parse("tr: {}\n---\nar: {}\n"))
        .isInstanceOf(MalformedInputException.class);
  }

  @Test
  void theFileIsReplacedWhole(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("snapshots.yml");
    CatalogFile.open(file).with("tr", "x", Drafts.snapshot("2026-01", Drafts.A, null)).write(file);
    assertThat(CatalogFile.open(file).catalog().language("tr").flatMap(Language::newest))
        .map(PublishedSnapshot::root)
        .isEqualTo(Optional.of(Drafts.A));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
