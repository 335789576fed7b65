package org.wikimill.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.SinkException;
import org.xbill.DNS.Master;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;

class ZoneSnippetTest {
  private static final Duration TTL = Duration.ofMinutes(5);
  private static final DnsLink TR =
      DnsLink.of("tr.example.org", "bafybeieuutdavvf55sh3jktq2dpi2hkle6dtmebe7uklod3ramihyf3xa4");
  private static final DnsLink EN =
      DnsLink.of("en.example.org", "bafybeiaysi4s6lnjev27ln5icwm6tueaw2vdykrtjkwiphwekaywqhcjze");

  @TempDir private Path folder;
  private Path file;
  private ZoneSnippet snippet;

  @BeforeEach
  void name() {
    file = folder.resolve("links.zone");
    snippet = new ZoneSnippet(file);
  }

  @Test
  void aNewSnippetHoldsTheRecordAsReadersOfZoneFilesUnderstandIt() throws IOException {
    assertThat(snippet.set(TR, TTL)).isEqualTo(Outcome.SET);
    assertThat(file).hasContent("_dnslink.tr.example.org. 300 IN TXT \"" + TR.value() + "\"\n");
    try (Master master = new Master(file.toString())) {
      Record record = master.nextRecord();
      assertThat(record.getName()).hasToString("_dnslink.tr.example.org.");
      assertThat(record.getTTL()).isEqualTo(300);
      assertThat(((TXTRecord) record).getStrings()).isEqualTo(List.of(TR.value()));
      assertThat(master.nextRecord()).isNull();
    }
  }

  @Test
  void whatIsRightAlreadyIsNotWrittenAgain() throws IOException {
    snippet.set(TR, TTL);
    Object before = Files.readAttributes(file, "unix:ino").get("ino");
    assertThat(snippet.set(TR, TTL)).isEqualTo(Outcome.ALREADY);
    assertThat(Files.readAttributes(file, "unix:ino")).containsEntry("ino", before);
    assertThat(snippet.set(TR, TTL.plusSeconds(1))).isEqualTo(Outcome.SET);
  }

  @Test
  void otherOwnersAndCommentsStayWhereTheyAre() throws IOException {
    Files.writeString(
        file,
        "; mirrors\n_dnslink.EN.example.org.\t60 IN TXT \"dnslink=/ipfs/old\"\n"
            + "_dnslink.en.example.org. 60 IN TXT \"twice\"\nxen.example.org. 60 IN TXT \"\u00e9\"");
    snippet.set(TR, TTL);
    snippet.set(EN, TTL);
    assertThat(Files.readString(file))
        .isEqualTo(
            "; mirrors\n"
                + ZoneSnippet.line(EN, TTL)
                + "\nxen.example.org. 60 IN TXT \"\u00e9\"\n"
                + ZoneSnippet.line(TR, TTL)
                + "\n");
  }

  @Test
  void aFolderThatCannotBeWrittenIsAFailureOfTheSink() throws IOException {
    Path notAFolder = Files.createFile(folder.resolve("file"));
    ZoneSnippet below = new ZoneSnippet(notAFolder.resolve("links.zone"));
    assertThatThrownBy(() -> below.set(TR, TTL)).isInstanceOf(SinkException.class);
  }
}
