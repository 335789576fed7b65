package org.wikimill.formats.dumps;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.bzip2.BlockWriter;

class XmlRangesPropertyTest {

  @Test
  void aPlainFileGivesTheSamePagesHoweverItIsCut() throws IOException {
    byte[] file = export(12, 40);
    List<String> whole = Exports.pages(Exports.input(file), file.length);

    assertThat(whole).hasSize(12);
    for (int length = 1; length <= 1200; length += 1 + length / 20) {
      assertThat(Exports.pages(Exports.input(file), length)).as("%s", length).isEqualTo(whole);
    }
  }

  @Test
  void aFileOfOneStreamGivesTheSamePagesHoweverItIsCut() throws IOException {
    byte[] content = export(400, 4_000);
    List<String> whole = Exports.pages(Exports.input(content), content.length);
    byte[] file = Exports.bzip2(content, 1);

    assertThat(whole).hasSize(400);
    for (int count = 1; count <= 64; count += 3) {
      assertThat(Exports.pages(Exports.input(file), file.length / count + 1))
          .as("%s ranges", count)
          .isEqualTo(whole);
    }
  }

  @Test
  void blocksMayEndAnywhereInATag() throws IOException {
    byte[] content = export(3, 40);
    List<String> whole = Exports.pages(Exports.input(content), content.length);
    byte[] empty = Exports.bzip2(new byte[0], 9);
    int page = new String(content, UTF_8).indexOf("<page>", Exports.HEAD.length() + 50);
    int border = new String(content, UTF_8).substring(0, page).getBytes(UTF_8).length;

    for (int first = border - 3; first < border + 10; first++) {
      for (int second : new int[] {first + 1, first + 2, first + 300, content.length - 5}) {
        byte[] file =
            concat(
                Exports.bzip2(Arrays.copyOfRange(content, 0, first), 9),
                empty,
                Exports.bzip2(Arrays.copyOfRange(content, first, second), 9),
                Exports.bzip2(Arrays.copyOfRange(content, second, content.length), 9),
                empty,
                empty);
        for (int length : new int[] {1 << 20, 200, 50, 14, 3}) {
          assertThat(Exports.pages(Exports.input(file), length))
              .as("borders %s and %s, ranges of %s", first, second, length)
              .isEqualTo(whole);
        }
      }
    }
  }

  @Test
  void aPageOverManyBlocksBelongsToTheFirst() throws IOException {
    Random random = new Random(1);
    String pages =
        Exports.page(1, "Small", "a")
            + Exports.page(2, "Large", noise(random, 1_000_000))
            + Exports.page(3, "Last", "b");
    byte[] content = (Exports.HEAD + pages + Exports.END).getBytes(UTF_8);
    List<String> whole = Exports.pages(Exports.input(content), content.length);
    byte[] file = Exports.bzip2(content, 1);

    for (int length : new int[] {20_000, 90_000, 333_333}) {
      assertThat(Exports.pages(Exports.input(file), length)).isEqualTo(whole);
      assertThat(Exports.pages(Exports.input(content), length)).isEqualTo(whole);
    }
  }

  @Test
  void aMarkThatStandsInABlockByChanceMovesNoPage() throws IOException {
    String runless = new String(export(20, 200), UTF_8).replaceAll(" {2,}", " ");
    byte[] content = runless.getBytes(UTF_8);
    List<String> whole = Exports.pages(Exports.input(content), content.length);
    int third = content.length / 3;
    byte[] file =
        concat(
            BlockWriter.stream(Arrays.copyOf(content, third), BlockWriter.spellingTheMark()),
            BlockWriter.stream(
                Arrays.copyOfRange(content, third, 2 * third), BlockWriter.spellingTheMark()),
            BlockWriter.stream(
                Arrays.copyOfRange(content, 2 * third, content.length), List.of(5, 4, 3)));

    for (int length = 1; length <= 200; length += 7) {
      assertThat(Exports.pages(Exports.input(file), length)).as("%s", length).isEqualTo(whole);
    }
  }

  @Test
  void otherCompressionsAreReadAsAWhole() throws IOException {
    byte[] content = export(50, 1000);
    List<String> whole = Exports.pages(Exports.input(content), content.length);

    for (byte[] file : List.of(gzip(content), xz(content), sevenZip(content))) {
      PositionedInput input = Exports.input(file);
      assertThat(XmlDump.open(input).ranges(100)).hasSize(1);
      assertThat(Exports.pages(input, 100)).isEqualTo(whole);
    }
  }

  @Test
  void aCutFileGivesItsWholePagesAndSaysWhichWasTheLast() throws IOException {
    byte[] content = export(5, 60_000);
    List<byte[]> files = List.of(content, gzip(content), xz(content), Exports.bzip2(content, 1));

    for (byte[] file : files) {
      byte[] cut = Arrays.copyOf(file, file.length * 7 / 10);
      PositionedInput input = Exports.input(cut);
      SiteInfo site = XmlDump.open(input).site();
      XmlPageCursor cursor = XmlDump.read(input, new DumpRange(0, cut.length), site);
      for (int page = 1; page <= 3; page++) {
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.id()).isEqualTo(page);
      }
      assertThatThrownBy(cursor::next)
          .isInstanceOf(MalformedInputException.class)
          .hasMessageStartingWith("dump is cut: test.xml")
          .hasMessageContaining("after page Page 3 (3) at byte " + cursor.place());
      assertThat(cursor.next()).isFalse();
      assertThatThrownBy(() -> Exports.pages(input, 1000)).hasMessageStartingWith("dump is cut");
    }
  }

  @Test
  void aDumpThatLacksNoMoreThanItsEndIsCut() throws IOException {
    byte[] content = export(5, 100);

    for (int missing = 2; missing < 20; missing++) {
      byte[] cut = Arrays.copyOf(content, content.length - missing);
      for (int length : new int[] {1, 7, 100, 1 << 20}) {
        assertThatThrownBy(() -> Exports.pages(Exports.input(cut), length))
            .as("%s bytes missing, ranges of %s", missing, length)
            .hasMessageStartingWith("dump is cut");
      }
    }
    assertThat(Exports.pages(Exports.input(Arrays.copyOf(content, content.length - 1)), 1))
        .as("without the last line end")
        .hasSize(5);
  }

  @Test
  void damagedCompressionIsNoShortDump() throws IOException {
    byte[] content = export(50, 1000);

    for (byte[] file : List.of(gzip(content), xz(content), Exports.bzip2(content, 9))) {
      file[file.length / 2] ^= 1;
      assertThatThrownBy(() -> Exports.pages(Exports.input(file), 1 << 20))
          .isInstanceOf(MalformedInputException.class)
          .hasMessageContaining("damaged");
    }
  }

  @Test
  void anIndexOfAnotherDumpIsRefused() throws IOException {
    byte[] head = Exports.bzip2(Exports.HEAD.getBytes(UTF_8), 9);
    byte[] pages = Exports.bzip2((Exports.page(1, "A:B", "") + Exports.END).getBytes(UTF_8), 9);
    PositionedInput dump = Exports.input(concat(head, pages));
    String line = head.length + ":1:A:B\n";

    assertThat(XmlDump.open(dump, index(line + line)).site().dbName()).isEqualTo("ukwiki");
    for (String other :
        List.of("", "1" + line, "0x:1:A\n", line + "0" + (head.length + 1) + ":2:C\n")) {
      assertThatThrownBy(() -> XmlDump.open(dump, index(other)))
          .as(other)
          .hasMessageStartingWith("index is not of this dump: index");
    }
  }

  private static Optional<PositionedInput> index(String lines) throws IOException {
    return Optional.of(Inputs.of("index", Exports.bzip2(lines.getBytes(US_ASCII), 9)));
  }

  private static byte[] export(int pages, int textLength) {
    Random random = new Random(pages);
    StringBuilder xml = new StringBuilder(Exports.HEAD);
    IntStream.rangeClosed(1, pages)
        .forEach(
            id -> xml.append(Exports.page(id, "Page " + id, noise(random, textLength) + "Ї&lt;")));
    return xml.append(Exports.END).toString().getBytes(UTF_8);
  }

  /** Letters that no compression makes much smaller, no four alike in a row. */
  private static String noise(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ((i % 2 == 0 ? 'a' : 'A') + random.nextInt(26)));
    }
    return text.toString();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (GzipCompressorOutputStream encoder = new GzipCompressorOutputStream(file)) {
      encoder.write(content);
    }
    return file.toByteArray();
  }

  private static byte[] xz(byte[] content) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (XZOutputStream encoder = new XZOutputStream(file, new LZMA2Options(1))) {
      encoder.write(content);
    }
    return file.toByteArray();
  }

  private static byte[] sevenZip(byte[] content) throws IOException {
    SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
    try (SevenZOutputFile archive = new SevenZOutputFile(channel)) {
      SevenZArchiveEntry entry = new SevenZArchiveEntry();
      entry.setName("dump.xml");
      archive.putArchiveEntry(entry);
      archive.write(content);
      archive.closeArchiveEntry();
      archive.finish();
      return Arrays.copyOf(channel.array(), (int) channel.size());
    }
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
