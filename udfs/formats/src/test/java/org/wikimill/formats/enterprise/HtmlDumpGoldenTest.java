package org.wikimill.formats.enterprise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.enterprise.HtmlRecord.Text;
import org.wikimill.testing.Shared;

/** The records of a real snapshot are what Python reads. */
class HtmlDumpGoldenTest {
  private static final int DIGEST_BYTES = 8;

  @Test
  void everyValueIsThatOfPythonsJson() throws Exception {
    Path snapshot =
        Shared.require().resolve("dumps/enterprise/mixed-NS0-sample-ENTERPRISE-HTML.json.tar.gz");
    List<String> lines = new ArrayList<>();
    try (HtmlPageCursor cursor = HtmlDump.read(Inputs.file(snapshot), EnumSet.allOf(Text.class))) {
      while (cursor.next()) {
        lines.add(line(cursor.record()));
      }
    }

    assertThat(lines).hasSize(18).isEqualTo(expected());
    assertThat(lines.stream().distinct()).hasSize(15);
  }

  private static List<String> expected() throws IOException {
    try (InputStream in = HtmlDumpGoldenTest.class.getResourceAsStream("/enterprise/records.csv")) {
      return new String(in.readAllBytes(), UTF_8).lines().skip(1).toList();
    }
  }

  private static String line(HtmlRecord record) throws GeneralSecurityException {
    return String.join(
        ",",
        Long.toString(record.id()),
        Long.toString(record.revisionId()),
        Integer.toString(record.namespace()),
        record.title(),
        record.url(),
        record.language(),
        record.project(),
        record.modified(),
        digest(record.summary()),
        digest(record.html()),
        digest(record.wikitext()),
        digest(String.join("\n", record.categories())),
        digest(String.join("\n", record.redirects())),
        digest(String.join("\n", record.templates())),
        String.join(" ", record.licences()),
        record.image(),
        record.mainEntity());
  }

  private static String digest(String text) throws GeneralSecurityException {
    if (text.isEmpty()) {
      return "";
    }
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    return HexFormat.of().formatHex(sum, 0, DIGEST_BYTES);
  }
}
