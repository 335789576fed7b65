package org.wikimill.formats.zim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

class ZimPartsTest {
  @TempDir Path folder;

  @Test
  void aWholeFileIsItsOnlyPart() throws IOException {
    Set<String> files = Set.of("x.zim", "x.zimaa", "y.zim");

    assertThat(ZimParts.partNames("x.zim", files::contains)).containsExactly("x.zim");
  }

  @Test
  void partsAreNamedByTheFirstOneOrByTheirCommonName() throws IOException {
    Set<String> files = Set.of("x.zimaa", "x.zimab", "x.zimac", "x.zim.idx");
    List<String> parts = List.of("x.zimaa", "x.zimab", "x.zimac");

    assertThat(ZimParts.partNames("x.zim", files::contains)).isEqualTo(parts);
    assertThat(ZimParts.partNames("x.zimaa", files::contains)).isEqualTo(parts);
  }

  @Test
  void moreThan26PartsGoOnWithTheNextLetter() throws IOException {
    assertThat(
            ZimParts.partNames(
                "x.zim", name -> name.compareTo("x.zimbc") < 0 && !name.equals("x.zim")))
        .hasSize(28)
        .endsWith("x.zimaz", "x.zimba", "x.zimbb");
  }

  @Test
  void aGapIsNamed() {
    Set<String> files = Set.of("x.zimaa", "x.zimac");

    for (String name : List.of("x.zim", "x.zimaa")) {
      assertThatThrownBy(() -> ZimParts.partNames(name, files::contains))
          .isInstanceOf(MalformedInputException.class)
          .hasMessage(
              "part missing from a split archive: x.zim, expected x.zimab,"
                  + " found only later parts: x.zimac");
    }
  }

  @Test
  void nothingThereIsNoSuchFile() {
    assertThatThrownBy(() -> ZimParts.partNames("x.zim", Set.of("y.zim")::contains))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage("x.zim");
  }

  @Test
  void anArchiveCutAnywhereReadsLikeTheWhole() throws IOException {
    Path whole = folder.resolve("whole.zim");
    try (OutputStream output = Files.newOutputStream(whole)) {
      TestArchives.smallWiki().writeTo(output);
    }
    byte[] bytes = Files.readAllBytes(whole);
    int part = bytes.length / 30 + 1;
    for (int i = 0; i * part < bytes.length; i++) {
      String letters = "" + (char) ('a' + i / 26) + (char) ('a' + i % 26);
      int to = Math.min(bytes.length, (i + 1) * part);
      Files.write(folder.resolve("cut.zim" + letters), Arrays.copyOfRange(bytes, i * part, to));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSizeGreaterThan(27);
    }
    try (PositionedInput one = ZimParts.open(whole);
        PositionedInput other = ZimParts.open(folder.resolve("cut.zim"))) {
      assertThat(ContentDigest.of(ZimArchive.open(other)))
          .isEqualTo(ContentDigest.of(ZimArchive.open(one)));
      assertThat(ZimChecksum.verify(ZimArchive.open(other))).isPresent();
    }
  }
}
