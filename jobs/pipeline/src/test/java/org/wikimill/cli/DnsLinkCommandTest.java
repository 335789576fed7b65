package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code wikimill dnslink} prints, and how it ends. */
class DnsLinkCommandTest {
  private static final String ROOT = "bafybeieuutdavvf55sh3jktq2dpi2hkle6dtmebe7uklod3ramihyf3xa4";
  private static final String RECORD =
      "_dnslink.tr.example.org. 300 IN TXT \"dnslink=/ipfs/" + ROOT + "\"\n";

  @TempDir private Path folder;

  @Test
  void theRecordIsPrintedAndKeptWhereItIsAskedFor() {
    Path zone = folder.resolve("links.zone");
    assertThat(Cli.run("dnslink", "tr.example.org", ROOT).out()).isEqualTo(RECORD);
    Cli dry = Cli.run("dnslink", "tr.example.org", ROOT, "--zone-file", zone, "--dry-run");
    assertThat(dry.out()).isEqualTo(RECORD);
    assertThat(dry.err()).isEqualTo("would keep it in " + zone + "\n");
    assertThat(zone).doesNotExist();
    Cli.run("dnslink", "tr.example.org", ROOT, "--zone-file", zone);
    assertThat(zone).hasContent(RECORD);
    assertThat(Cli.run("dnslink", "tr.example.org", ROOT, "--zone-file", zone).err())
        .isEqualTo(zone + ": set already\n");
  }

  @Test
  void wrongOptionsAreToldTogether() {
    Cli run =
        Cli.run(
            "dnslink",
            "tr.example.org",
            ROOT,
            "--dns-server",
            "a b",
            "--dns-ttl",
            0,
            "--dns-resolver",
            "::1");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains("--dns-server: only with --tsig-key")
        .contains("--dns-ttl 0: 1 to 604800")
        .contains("'a b' is no server")
        .contains("'::1' is no server");
    assertThat(Cli.run("dnslink", "nodots", ROOT).err()).contains("'nodots' is no domain");
    assertThat(Cli.run("dnslink", "a.example", "x").exit()).isEqualTo(2);
  }

  @Test
  void aServerThatIsDownAndAKeyThatIsNoneHaveCodesOfTheirOwn() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), "hmac-sha256:a:c2VjcmV0");
    Object[] line = {
      "dnslink", "tr.example.org", ROOT, "--dns-server", "127.0.0.1:1", "--tsig-key", key
    };
    Cli down = Cli.run(line);
    assertThat(down.exit()).isEqualTo(4);
    assertThat(down.err()).contains("no answer from 127.0.0.1:1").doesNotContain("c2VjcmV0");
    Files.writeString(key, "c2VjcmV0");
    Cli bad = Cli.run(line);
    assertThat(bad.exit()).isEqualTo(3);
    assertThat(bad.err()).contains("not a TSIG key").doesNotContain("c2VjcmV0");
  }
}
