package org.wikimill.pipeline.source;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.wikimill.formats.bytes.Inputs;

/** What a source is follows from its bytes, whatever its name. */
class SourceFormatTest {
  private static SourceFormat of(byte[] bytes) throws IOException {
    return SourceFormat.of(Inputs.of("any.name", bytes));
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] tar() {
    byte[] header = new byte[512];
    header[0] = 'a';
    System.arraycopy("ustar".getBytes(UTF_8), 0, header, 257, 5);
    return header;
  }

  @Test
  void exportsAreToldPlainAndCompressed() throws IOException {
    byte[] xml = "\n<mediawiki xmlns=\"x\">".getBytes(UTF_8);
    assertThat(of(xml)).isEqualTo(SourceFormat.XML);
    assertThat(of(zipped(xml))).isEqualTo(SourceFormat.XML);
    assertThat(of(("\ufeff" + "<?xml version=\"1.0\"?>").getBytes(UTF_16LE)))
        .isEqualTo(SourceFormat.XML);
    assertThat(of("BZh91AY&SY".getBytes(UTF_8))).isEqualTo(SourceFormat.XML);
    assertThat(of(HexFormat.of().parseHex("fd377a585a000004"))).isEqualTo(SourceFormat.XML);
    assertThat(of(HexFormat.of().parseHex("377abcaf271c0004"))).isEqualTo(SourceFormat.XML);
  }

  @Test
  void snapshotsAreToldPackedAndPlain() throws IOException {
    byte[] record = "{\"name\":\"A\"}\n".getBytes(UTF_8);
    assertThat(of(record)).isEqualTo(SourceFormat.HTML);
    assertThat(of(zipped(record))).isEqualTo(SourceFormat.HTML);
    assertThat(of(tar())).isEqualTo(SourceFormat.HTML);
    assertThat(of(zipped(tar()))).isEqualTo(SourceFormat.HTML);
  }

  @Test
  void whatIsNoDumpIsLeftToTheReaderOfArchives() throws IOException {
    assertThat(of(new byte[] {'Z', 'I', 'M', 4})).isEqualTo(SourceFormat.ZIM);
    assertThat(of(new byte[0])).isEqualTo(SourceFormat.ZIM);
    assertThat(of("some text".getBytes(UTF_8))).isEqualTo(SourceFormat.ZIM);
    assertThat(of(HexFormat.of().parseHex("1f8b"))).isEqualTo(SourceFormat.ZIM);
  }
}
