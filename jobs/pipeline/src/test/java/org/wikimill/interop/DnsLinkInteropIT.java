package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.names.Knot;
import org.wikimill.testing.Command;

/**
 * {@code wikimill dnslink} at a real name server: what it prints, how it ends, what it keeps quiet.
 */
class DnsLinkInteropIT {
  private static final String A = "bafybeieuutdavvf55sh3jktq2dpi2hkle6dtmebe7uklod3ramihyf3xa4";
  private static final String B = "bafybeiaysi4s6lnjev27ln5icwm6tueaw2vdykrtjkwiphwekaywqhcjze";

  @TempDir static Path folder;
  private static Knot knot;
  private static Path key;

  @BeforeAll
  static void start() throws IOException {
    knot = new Knot(folder);
    key = folder.resolve("publisher.key");
    Files.writeString(
        key, "key \"publisher\" { algorithm hmac-sha256; secret \"" + Knot.SECRET + "\"; };\n");
  }

  @AfterAll
  static void stop() {
    if (knot != null) {
      knot.close();
    }
  }

  private static Command dnslink(String domain, String root, Object... more) {
    Object[] line = new Object[more.length + 7];
    Object[] first = {"dnslink", domain, root, "--dns-server", knot.place(), "--tsig-key", key};
    System.arraycopy(first, 0, line, 0, first.length);
    System.arraycopy(more, 0, line, first.length, more.length);
    return Wikimill.command(line);
  }

  @Test
  void aLinkIsSetOnceAndSeenByAResolver() {
    Object[] seen = {"--expect", "nothing", "--dns-resolver", knot.place(), "--dns-wait", 5};
    Command.Result dry = dnslink("tr.example.org", A, "--dry-run").succeed();
    assertThat(dry.errors()).isEqualTo(knot.place() + ": would set it; it leads to nothing now\n");
    Command.Result first = dnslink("tr.example.org", A, seen).succeed();
    assertThat(first.text())
        .isEqualTo("_dnslink.tr.example.org. 300 IN TXT \"dnslink=/ipfs/" + A + "\"\n");
    assertThat(first.errors()).isEqualTo(knot.place() + ": set\n" + knot.place() + ": tells it\n");
    assertThat(dnslink("tr.example.org", A, seen).succeed().errors())
        .startsWith(knot.place() + ": set already\n");
  }

  @Test
  void whatIsThereInsteadIsToldAndKept() {
    Command.Result other = dnslink("taken.example.org", B, "--expect", A).exitWith(1);
    assertThat(other.errors())
        .isEqualTo(
            "wikimill: _dnslink.taken.example.org. leads to /ipfs/bafkqaaa at "
                + knot.place()
                + ", expected /ipfs/"
                + A
                + "; nothing was changed\n");
  }

  @Test
  void whoeverRefusesIsToldAndTheSecretIsNot() {
    Command.Result frozen = dnslink("frozen.example", A).exitWith(4);
    assertThat(frozen.errors())
        .startsWith("wikimill: " + knot.place() + " answers ")
        .contains("key publisher (hmac-sha256)")
        .doesNotContain(Knot.SECRET);
    assertThat(dnslink("other.test", A).exitWith(2).errors()).contains("is in no zone");
  }
}
