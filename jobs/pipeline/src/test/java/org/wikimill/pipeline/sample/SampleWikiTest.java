package org.wikimill.pipeline.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleWikiTest {
  /** Differs when the sample wiki, the archive writer or the pinned zstd was changed. */
  private static final String SHA256 =
      "56e51b9341005219981cb5252aa4bc7a046989387a6be082fb67343ee68349cd";

  @TempDir Path folder;

  @Test
  void theArchiveIsTheSameToTheByte() throws Exception {
    assertThat(sha256()).isEqualTo(SHA256);
  }

  @Test
  void localeAndTimeZoneDoNotReachTheArchive() throws Exception {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      assertThat(sha256()).isEqualTo(SHA256);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void theLedgerIsLongerThanAChunkOfAnyProfile() throws IOException {
    assertThat(Ledger.page().getBytes(UTF_8)).hasSizeBetween(1 << 20, 2 << 20);
  }

  private String sha256() throws Exception {
    Path archive = folder.resolve("sample.zim");
    SampleWiki.write(archive);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(archive)));
  }
}
