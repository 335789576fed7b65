package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.testing.Shared;

/** What the command makes of archives that are not as they should be. */
class BadInputTest {
  @TempDir private Path folder;
  private Path zims;

  @BeforeEach
  void findArchives() {
    zims = Shared.require().resolve("zims");
  }

  /** The table of the reader's own test, through the command. */
  @ParameterizedTest
  @CsvFileSource(resources = "/zim/archives.csv", numLinesToSkip = 1)
  void everyArchiveIsBuiltOrRefusedWithItsReason(String name, String outcome, String md5)
      throws IOException {
    // What lies embedded in another file is opened through the library, not by this command.
    if (name.contains("embedded")) {
      return;
    }
    Path archive = zims.resolve(name);
    if (!outcome.equals("extracts")) {
      assertRefused(Cli.build(archive, out("a"), "--no-verify-source"), outcome, name);
    } else if (md5.equals("differs")) {
      assertRefused(Cli.build(archive, out("b")), "checksum differs", name);
      assertBuilt(Cli.build(archive, out("c"), "--no-verify-source"));
    } else {
      assertBuilt(Cli.build(archive, out("d")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "testing-suite/nons/small.zim",
        "testing-suite/withns/small.zim",
      })
  void truncatedArchivesAreRefused(String name) throws IOException {
    byte[] whole = Files.readAllBytes(zims.resolve(name));
    Random random = new Random(20);
    for (int i = 0; i < 20; i++) {
      int length = i == 0 ? 0 : i == 1 ? whole.length - 1 : random.nextInt(whole.length);
      Path cut = Files.write(folder.resolve("cut-" + i + ".zim"), Arrays.copyOf(whole, length));
      assertRefused(Cli.build(cut, out("cut" + i)), "", cut.getFileName().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "testing-suite/nons/small.zim",
        "testing-suite/withns/small.zim",
      })
  void aFlippedByteIsFoundByTheChecksumAtTheLatest(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(zims.resolve(name));
    Random random = new Random(21);
    for (int i = 0; i < 20; i++) {
      int at = random.nextInt(bytes.length);
      int mask = 1 + random.nextInt(255);
      bytes[at] ^= (byte) mask;
      Path flipped = Files.write(folder.resolve("flip-" + i + ".zim"), bytes);
      bytes[at] ^= (byte) mask;
      Cli run = Cli.build(flipped, out("flip" + i));
      assertRefused(run, "", "flip-" + i + ".zim");
    }
  }

  @Test
  void pathsNeverLeaveTheTree() throws IOException {
    Path out = out("traversal");
    assertBuilt(Cli.build(zims.resolve("crafted/newns_traversal.zim"), out));
    try (Stream<Path> beside = Files.list(folder)) {
      assertThat(beside).containsExactly(out);
    }
  }

  private Path out(String name) {
    return folder.resolve("out-" + name);
  }

  private static void assertBuilt(Cli run) {
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).matches("baf[a-z2-7]+\n");
    assertThat(run.err()).isEmpty();
  }

  /** Refused in one line that says what, where, expected and found; nothing on stdout. */
  private static void assertRefused(Cli run, String reason, String file) {
    assertThat(run.exit()).as("%s%s", run.out(), run.err()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    String name = file.substring(file.lastIndexOf('/') + 1);
    assertThat(run.err().strip())
        .doesNotContain("\n")
        .contains(reason)
        .contains(name)
        .contains("expected ")
        .contains("found ");
  }
}
