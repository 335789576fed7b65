package org.wikimill.formats.zim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.testing.Shared;

/** Real archives of every kind, whole and damaged, read as {@code archives.csv} demands. */
class ZimArchivesGoldenTest {
  private static final String TABLE = "/zim/archives.csv";

  @ParameterizedTest(name = "{0}: {1}")
  @CsvFileSource(resources = TABLE, numLinesToSkip = 1)
  void everyArchiveIsReadOrRefusedAsTheTableSays(
      String name, String outcome, String md5, Integer entries, String sha256) throws IOException {
    try (PositionedInput input = ZimParts.open(zims().resolve(name))) {
      if (!outcome.equals("extracts")) {
        assertRefused(input, outcome);
        return;
      }
      ZimArchive archive = ZimArchive.open(input);
      ZimValidation validation = ZimValidation.of(archive);
      assertThat(validation.contents() + validation.redirects()).isEqualTo(entries);
      assertThat(ContentDigest.of(archive)).isEqualTo(sha256);
      if (md5.equals("holds")) {
        assertThat(ZimChecksum.verify(archive)).isPresent();
      } else {
        assertThatThrownBy(() -> ZimChecksum.verify(archive))
            .hasMessageContaining("checksum differs");
      }
    }
  }

  @Test
  void noArchiveIsMissingInTheTable() throws IOException {
    String table;
    try (InputStream resource = getClass().getResourceAsStream(TABLE)) {
      table = new String(Objects.requireNonNull(resource).readAllBytes(), UTF_8);
    }
    List<String> listed = table.lines().skip(1).map(line -> line.split(",", 2)[0]).toList();
    Path zims = zims();
    try (Stream<Path> files = Files.walk(zims)) {
      assertThat(files.map(zims::relativize).map(Path::toString))
          .filteredOn(name -> name.matches(".*\\.zim(aa)?"))
          .containsExactlyInAnyOrderElementsOf(listed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nons", "withns"})
  void anArchiveInsideAnotherFileIsReadInItsPlace(String scheme) throws IOException {
    Path folder = zims().resolve("testing-suite").resolve(scheme);
    long length = Files.size(folder.resolve("small.zim"));
    try (PositionedInput host = Inputs.file(folder.resolve("small.zim.embedded"))) {
      ZimArchive archive = ZimArchive.open(Inputs.part(host, 8, length));
      assertThat(ZimChecksum.verify(archive)).isPresent();
      assertThat(ContentDigest.of(archive)).isEqualTo(digest(folder.resolve("small.zim")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nons", "withns"})
  void anArchiveScatteredOverAnotherFileIsReadInItsPlaces(String scheme) throws IOException {
    Path folder = zims().resolve("testing-suite").resolve(scheme);
    long length = Files.size(folder.resolve("small.zim"));
    try (PositionedInput host = Inputs.file(folder.resolve("small.zim.embedded.multi"))) {
      List<PositionedInput> pieces = new ArrayList<>();
      for (long done = 0; done < length; done += 2048) {
        long start = 17 + done / 2048 * (2048 + 18);
        pieces.add(Inputs.part(host, start, Math.min(2048, length - done)));
      }
      ZimArchive archive = ZimArchive.open(Inputs.concat("scattered", pieces));
      assertThat(ZimChecksum.verify(archive)).isPresent();
      assertThat(ContentDigest.of(archive)).isEqualTo(digest(folder.resolve("small.zim")));
    }
  }

  private static Path zims() {
    return Shared.require().resolve("zims");
  }

  private static String digest(Path archive) throws IOException {
    try (ZimArchive opened = ZimArchive.open(Inputs.file(archive))) {
      return ContentDigest.of(opened);
    }
  }

  private static void assertRefused(PositionedInput input, String reason) {
    MalformedInputException refusal =
        catchThrowableOfType(
            MalformedInputException.class, () -> ZimValidation.of(ZimArchive.open(input)));
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.file()).isEqualTo(input.name());
    assertThat(refusal.offset()).isBetween(0L, input.length());
    assertThat(refusal)
        .message()
        .contains(input.name(), "at byte " + refusal.offset(), ", expected ", ", found ")
        .doesNotContain("\n");
  }
}
