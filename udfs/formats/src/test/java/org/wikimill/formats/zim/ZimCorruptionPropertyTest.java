package org.wikimill.formats.zim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.testing.Shared;

/**
 * Damaged archives end in a named error or, where only content is damaged, in content; never in
 * another exception, a hang or an exhausted heap. The checksum finds every damage.
 */
class ZimCorruptionPropertyTest {
  private static final Duration AT_MOST = Duration.ofMinutes(5);
  private static final int FLIPS = 2_000;
  private static final int CUTS = 200;

  @ParameterizedTest
  @ValueSource(strings = {"testing-suite/withns/small.zim", "testing-suite/nons/small.zim"})
  void anArchiveCutShortIsRefused(String name) throws IOException {
    byte[] intact = bytes(name);
    Random random = new Random(200);
    Assertions.assertTimeoutPreemptively(
        AT_MOST,
        () -> {
          for (int i = 0; i < CUTS; i++) {
            int length = random.nextInt(intact.length);
            assertRefused(Arrays.copyOf(intact, length), "cut to " + length + " bytes");
          }
        });
  }

  /** Half of the flips lie near an end of the archive: in header, dirents and tables. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "testing-suite/withns/small.zim",
        "testing-suite/nons/small.zim",
        "java-libkiwix_small_4070.zim",
        "crafted/paths_newns.zim"
      })
  void aFlippedByteIsRefusedOrFoundByTheChecksum(String name) throws IOException {
    byte[] intact = bytes(name);
    Random random = new Random(2_000);
    Assertions.assertTimeoutPreemptively(
        AT_MOST,
        () -> {
          for (int i = 0; i < FLIPS; i++) {
            int anywhere = random.nextInt(intact.length);
            int nearAnEnd = (intact.length - 1_000 + random.nextInt(2_000)) % intact.length;
            int place = i % 2 == 0 ? anywhere : nearAnEnd;
            assertFlipIsFound(intact, place, 1 + random.nextInt(255));
          }
        });
  }

  /** Small enough to flip every byte. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "comp1_none",
        "comp2_zlib",
        "comp3_bzip2",
        "comp4_xz",
        "comp5_zstd",
        "ext_none",
        "ext_xz",
        "ext_zstd",
        "redirect_loops"
      })
  void everyByteOfEveryCompressionMayFlip(String name) throws IOException {
    byte[] intact = bytes("crafted/" + name + ".zim");
    Random random = new Random(256);
    Assertions.assertTimeoutPreemptively(
        AT_MOST,
        () -> {
          for (int place = 0; place < intact.length; place++) {
            assertFlipIsFound(intact, place, 1 << random.nextInt(8));
            assertFlipIsFound(intact, place, 1 + random.nextInt(255));
          }
        });
  }

  @Test
  void everyByteOfAHeaderMayTakeEveryValue() throws IOException {
    byte[] intact = bytes("crafted/comp1_none.zim");
    Assertions.assertTimeoutPreemptively(
        AT_MOST,
        () -> {
          for (int place = 0; place < ZimFormat.HEADER_LENGTH; place++) {
            for (int mask = 1; mask < 256; mask++) {
              assertFlipIsFound(intact, place, mask);
            }
          }
        });
  }

  /** Long enough for the decoders' inner tables, which the small archives do not reach. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void aDamagedClusterOfManyPagesIsDecodedOrRefused(int compression) throws IOException {
    Random random = new Random(compression);
    byte[][] pages = new byte[50][];
    for (int i = 0; i < pages.length; i++) {
      pages[i] =
          random.ints(300).mapToObj(n -> "<p>word" + n % 1000).toList().toString().getBytes(UTF_8);
    }
    byte[] intact = RawCluster.of(compression, pages);
    Assertions.assertTimeoutPreemptively(
        AT_MOST,
        () -> {
          for (int i = 0; i < 500; i++) {
            byte[] damaged = intact.clone();
            for (int k = 0; k <= i % 3; k++) {
              damaged[1 + random.nextInt(intact.length - 1)] ^= (byte) (1 + random.nextInt(255));
            }
            RawZim raw = new RawZim("text/html").cluster(0, damaged);
            for (int page = 0; page < pages.length; page++) {
              raw.content("A/%02d".formatted(page), 0, 0, page);
            }
            Throwable thrown = catchThrowable(() -> ZimValidation.of(ZimArchive.open(raw.build())));
            if (thrown != null) {
              assertThat(thrown).isExactlyInstanceOf(MalformedInputException.class);
            }
          }
        });
  }

  private static void assertFlipIsFound(byte[] intact, int place, int mask) {
    byte[] flipped = intact.clone();
    flipped[place] ^= (byte) mask;
    assertRefused(flipped, "byte " + place + " xor " + mask);
  }

  private static void assertRefused(byte[] bytes, String damage) {
    Throwable unchecked = catchThrowable(() -> read(bytes));
    if (unchecked != null) {
      assertThat(unchecked).as(damage).isExactlyInstanceOf(MalformedInputException.class);
    }
    Throwable checked =
        catchThrowable(() -> ZimChecksum.verify(ZimArchive.open(Inputs.of("damaged", bytes))));
    assertThat(checked).as(damage).isExactlyInstanceOf(MalformedInputException.class);
  }

  private static void read(byte[] bytes) throws IOException {
    ZimArchive archive = ZimArchive.open(Inputs.of("damaged", bytes));
    ZimValidation.of(archive);
    archive.mainEntry();
    archive.metadata("Title");
  }

  private static byte[] bytes(String name) throws IOException {
    Path archive = Shared.require().resolve("zims").resolve(name);
    return Files.readAllBytes(archive);
  }
}
