package org.wikimill.formats.enterprise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.dumps.DumpPage;
import org.wikimill.formats.dumps.SiteInfo.Case;
import org.wikimill.formats.enterprise.HtmlRecord.Text;

class HtmlDumpTest {
  private static final String TEA =
      """
      {"name":"Tea \\u2615","identifier":7,"date_modified":"2026-01-31T12:00:00Z",\
      "version":{"identifier":70,"tags":["a",{"b":[1]}]},"url":"https://tr.wiktionary.org/wiki/Tea",\
      "namespace":{"identifier":0},"in_language":{"name":"T","identifier":"tr"},\
      "main_entity":{"identifier":"Q6097"},"is_part_of":{"name":"Vikis\u00f6zl\u00fck",\
      "identifier":"trwiktionary"},"categories":[{"name":"Kategori:Su"},{"url":"x"}],\
      "redirects":[{"name":"\u00c7ay"}],"templates":null,"abstract":"Tea is",\
      "article_body":{"html":"<p>t\\"a<img resource=\\"./Dosya:A.jpg\\">","wikitext":"''t''"},\
      "license":[{"name":"Long","identifier":"CC-BY-SA-4.0"},{"name":"GFDL"}],\
      "image":{"content_url":"https://x.example/a.jpg","width":1},"event":{"n":[[{}]]}}
      """;
  private static final String COFFEE = "{\"name\":\"Coffee\",\"identifier\":8}\n";

  @Test
  void aRecordIsAPageAndWhatItLeavesOutIsEmpty() throws IOException {
    List<HtmlRecord> records = read(TEA + "\r\n \n" + COFFEE, EnumSet.allOf(Text.class));

    assertThat(records)
        .containsExactly(
            new HtmlRecord(
                7,
                "Tea ☕",
                0,
                "https://tr.wiktionary.org/wiki/Tea",
                "tr",
                "trwiktionary",
                "Vikisözlük",
                70,
                "2026-01-31T12:00:00Z",
                "Tea is",
                "<p>t\"a<img resource=\"./Dosya:A.jpg\">",
                "''t''",
                List.of("Kategori:Su"),
                List.of("Çay"),
                List.of(),
                List.of("CC-BY-SA-4.0", "GFDL"),
                "https://x.example/a.jpg",
                "Q6097"),
            new HtmlRecord(
                8, "Coffee", 0, "", "", "", "", 0, "", "", "", "", List.of(), List.of(), List.of(),
                List.of(), "", ""));
    DumpPage page = records.get(0).page();
    assertThat(page.revisionId()).isEqualTo(70);
    assertThat(((DumpPage.Html) page.content()).aliases()).containsExactly("Çay");
  }

  @Test
  void textsThatAreNotAskedForAreEmpty() throws IOException {
    HtmlRecord record = read(TEA, Set.of()).get(0);

    assertThat(record.html() + record.wikitext()).isEmpty();
    assertThat(record.title()).isEqualTo("Tea ☕");
  }

  @Test
  void thePackingIsToldByTheBytes() throws IOException {
    byte[] plain = (TEA + COFFEE).getBytes(UTF_8);
    byte[] tar = tar("a_0.ndjson", TEA, "README", "x", "b/a_1.ndjson", COFFEE.strip());
    byte[] members = concat(gzip(TEA.getBytes(UTF_8)), gzip(COFFEE.getBytes(UTF_8)));

    for (byte[] packed : List.of(plain, gzip(plain), tar, gzip(tar), members)) {
      assertThat(read(Inputs.of("x", packed), Set.of()))
          .extracting(HtmlRecord::id)
          .containsExactly(7L, 8L);
    }
    assertThat(read("", Set.of())).isEmpty();
    assertThat(read(Inputs.of("x", gzip(new byte[0])), Set.of())).isEmpty();
  }

  @Test
  void everyCutIsToldWithTheLastPage() throws IOException {
    byte[] tar = gzip(tar("a.ndjson", COFFEE + TEA));
    for (int length = 20; length < tar.length; length++) {
      PositionedInput cut = Inputs.of("x.tar.gz", Arrays.copyOf(tar, length));
      assertThatExceptionOfType(MalformedInputException.class)
          .as("cut to " + length)
          .isThrownBy(() -> read(cut, Set.of()))
          .satisfies(
              e -> {
                assertThat(e.reason()).isEqualTo("dump is cut");
                assertThat(e.offset()).isEqualTo(cut.length());
                assertThat(e.expected()).matches("more after (no page|page [78] '(Coffee|Tea ☕)')");
              });
    }
  }

  @Test
  void aCutOfPlainLinesIsToldUnlessItFallsBetweenThem() {
    String lines = COFFEE + TEA;
    PositionedInput cut = Inputs.of("x.ndjson", lines.substring(0, 90).getBytes(UTF_8));

    assertThatThrownBy(() -> read(cut, Set.of()))
        .hasMessage(
            "dump is cut: x.ndjson at byte 90, expected more after page 8 'Coffee', found the end"
                + " of the file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"name\":\"x\"}",
        "{\"identifier\":1}",
        "{\"identifier\":0,\"name\":\"x\"}",
        "{\"identifier\":\"1\",\"name\":\"x\"}",
        "{\"identifier\":1,\"name\":{}}",
        "{\"identifier\":1,\"name\":\"x\",\"version\":7}",
        "{\"identifier\":1,\"name\":\"x\",\"categories\":{}}",
        "{\"identifier\":1,\"name\":\"x\"} {}",
        "{\"identifier\":99999999999999999999,\"name\":\"x\"}",
        "{\"identifier\":1,\"name\":\"x\"",
        "not json"
      })
  void aBadRecordIsNamedByLineAndByte(String bad) {
    String lines = COFFEE + "\n" + bad + "\n" + COFFEE;

    assertThatExceptionOfType(MalformedInputException.class)
        .isThrownBy(() -> read(lines, Set.of()))
        .satisfies(
            e -> {
              assertThat(e.reason()).isEqualTo("record is malformed");
              assertThat(e.offset()).isEqualTo(COFFEE.length() + 1);
              assertThat(e.expected()).endsWith(" in line 3");
            });
  }

  @Test
  void damagedPackingIsNoCut() throws IOException {
    byte[] damaged = gzip(tar("a.ndjson", COFFEE + TEA));
    damaged[damaged.length - 6] ^= 1;

    assertThatThrownBy(() -> read(Inputs.of("x", damaged), Set.of()))
        .hasMessageStartingWith("dump is damaged: x");
    assertThatThrownBy(() -> read(Inputs.of("x", tar("README", "x")), Set.of()))
        .hasMessageStartingWith("dump holds no records: x");
  }

  @Test
  void failuresOfTheMediumAreNotTakenForDamage() throws IOException {
    byte[] tar = gzip(tar("a.ndjson", TEA));
    PositionedInput failing =
        new PositionedInput() {
          @Override
          public String name() {
            return "x";
          }

          @Override
          public long length() {
            return tar.length;
          }

          @Override
          public void readFully(long position, byte[] target, int offset, int length)
              throws IOException {
            throw new IOException("Truncated by the disk");
          }
        };

    assertThatThrownBy(() -> read(failing, Set.of())).hasMessage("Truncated by the disk");
  }

  @Test
  void theWikiIsToldByItsFirstRecords() throws IOException {
    PositionedInput input = Inputs.of("x", (TEA + COFFEE).getBytes(UTF_8));
    var site = HtmlDump.site(input);

    assertThat(site.siteName()).isEqualTo("Vikisözlük");
    assertThat(site.dbName()).isEqualTo("trwiktionary");
    assertThat(site.base()).isEqualTo("https://tr.wiktionary.org/");
    assertThat(site.language()).isEqualTo("tr");
    assertThat(site.namespaces().values())
        .extracting(ns -> ns.number() + ns.name())
        .containsExactly("0", "6Dosya", "14Kategori");
    assertThat(site.namespaces().get(0).firstLetter()).isEqualTo(Case.CASE_SENSITIVE);
    assertThat(HtmlDump.site(Inputs.of("x", new byte[0])).namespaces()).isEmpty();
  }

  @Test
  void theNewestRevisionIsTheLastByAge() throws IOException {
    String format =
        "{\"name\":\"x\",\"identifier\":1,\"version\":{\"identifier\":%d},\"date_modified\":\"%s\"}\n";
    String lines =
        String.format(format, 5, "2026-01-01T00:00:00.5Z")
            + String.format(format, 9, "2025-01-01T00:00:00Z")
            + String.format(format, 5, "2026-01-01T00:00:00Z");

    assertThat(read(lines, Set.of()).stream().map(HtmlRecord::page).sorted(HtmlRecord.BY_AGE))
        .extracting(page -> page.revisionId() + " " + page.timestamp())
        .containsExactly(
            "5 2026-01-01T00:00:00Z", "5 2026-01-01T00:00:00.5Z", "9 2025-01-01T00:00:00Z");
  }

  private static List<HtmlRecord> read(String lines, Set<Text> texts) throws IOException {
    return read(Inputs.of("x", lines.getBytes(UTF_8)), texts);
  }

  private static List<HtmlRecord> read(PositionedInput input, Set<Text> texts) throws IOException {
    List<HtmlRecord> records = new ArrayList<>();
    try (HtmlPageCursor cursor = HtmlDump.read(input, texts)) {
      while (cursor.next()) {
        records.add(cursor.record());
      }
    }
    return records;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] tar(String... namesAndTexts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        byte[] bytes = namesAndTexts[i + 1].getBytes(UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(namesAndTexts[i]);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
