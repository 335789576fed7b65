package org.wikimill.formats.zim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wikimill.formats.bytes.MalformedInputException;

class DirentScannerTest {
  @Test
  void everyKindOfDirentIsRead() throws IOException {
    RawZim raw = archive();
    raw.dirent(RawZim.direntBytes(0, "A/content", "Title", 200, -1, -2));
    raw.dirent(RawZim.direntBytes(ZimFormat.REDIRECT, "A/redirect", "", 0, -3));
    raw.dirent(RawZim.direntBytes(ZimFormat.DELETED, "B/deleted", "", 0));
    raw.dirent(RawZim.direntBytes(ZimFormat.LINK_TARGET, "C/link", "Ünï", 3));

    List<Dirent> dirents = scan(ZimArchive.open(raw.build()), 0, 4);

    assertThat(dirents.get(0)).isInstanceOf(Dirent.Content.class);
    Dirent.Content content = (Dirent.Content) dirents.get(0);
    assertThat(content.cluster()).isEqualTo(-1);
    assertThat(content.blob()).isEqualTo(-2);
    assertThat(content.title()).isEqualTo("Title".getBytes(UTF_8));
    assertThat(((Dirent.Redirect) dirents.get(1)).target()).isEqualTo(-3);
    assertThat(dirents.get(1).title()).isEqualTo("redirect".getBytes(UTF_8));
    assertThat(dirents.get(2)).isInstanceOf(Dirent.Deleted.class);
    assertThat(dirents.get(3)).isInstanceOf(Dirent.LinkTarget.class);
    assertThat(dirents).extracting(Dirent::index).containsExactly(0, 1, 2, 3);
    assertThat(dirents)
        .extracting(Dirent::name)
        .containsExactly("A/content", "A/redirect", "B/deleted", "C/link");
  }

  @Test
  void rangesTogetherGiveTheWhole() throws IOException {
    ZimArchive archive = ZimArchive.open(sideBySide(1_000).build());
    List<String> whole = names(scan(archive, 0, 1_000));
    List<String> pieces = new ArrayList<>();
    for (int from = 0; from < 1_000; from += 37) {
      pieces.addAll(names(scan(archive, from, Math.min(1_000, from + 37))));
    }
    assertThat(whole).hasSize(1_000).isEqualTo(pieces);
    assertThat(scan(archive, 500, 500)).isEmpty();
    assertThatThrownBy(() -> archive.dirents(0, 1_001))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void direntsSideBySideAreReadInBulk() throws IOException {
    int count = 100_000;
    SparseInput input = sideBySide(count).build();
    ZimArchive archive = ZimArchive.open(input);
    input.reads().clear();

    assertThat(scan(archive, 0, count)).hasSize(count);

    long bytes = input.reads().stream().mapToLong(read -> read.end() - read.start()).sum();
    assertThat(input.reads()).hasSizeLessThan(60);
    assertThat(bytes).isLessThan(input.length() * 11 / 10);
  }

  @Test
  void direntsThatJumpAreReadInSmallPieces() throws IOException {
    int count = 2_000;
    RawZim raw = archive();
    List<Integer> places = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    Collections.shuffle(places, new Random(5));
    long start = raw.end();
    for (int place : places) {
      raw.direntAt(start + place * 10_000L);
    }
    List<Integer> entries = new ArrayList<>(Collections.nCopies(count, 0));
    IntStream.range(0, count).forEach(entry -> entries.set(places.get(entry), entry));
    for (int place = 0; place < count; place++) {
      byte[] dirent =
          RawZim.direntBytes(0, String.format("A/%06d", entries.get(place)), "", 0, 0, 0);
      raw.append(dirent).gap(10_000 - dirent.length);
    }
    SparseInput input = raw.build();
    ZimArchive archive = ZimArchive.open(input);
    input.reads().clear();

    assertThat(names(scan(archive, 0, count))).isSorted().hasSize(count);

    long bytes = input.reads().stream().mapToLong(read -> read.end() - read.start()).sum();
    assertThat(bytes).isLessThan(count * 1_000L);
  }

  @Test
  void aPathAsLongAsWritersMakeItIsReadAndAnEndlessOneRefused() throws IOException {
    ZimArchive archive =
        ZimArchive.open(
            archive()
                .dirent(
                    RawZim.direntBytes(0, "A/" + "x".repeat(65_000), "t".repeat(500), 255, 0, 0))
                .dirent(RawZim.direntBytes(0, "A/" + "y".repeat(140_000), "", 0, 0, 0))
                .build());

    assertThat(archive.dirent(0).path()).hasSize(65_000);
    assertRefused("dirent does not end", archive, 1);
  }

  @Test
  void aDirentAtTheEndOfTheArchiveIsNotReadBeyondIt() throws IOException {
    RawZim raw = archive().content("A/a", 0, 0, 0);
    SparseInput input = raw.build();
    RawZim pointing = archive().content("A/a", 0, 0, 0).direntAt(input.length() + 8 - 17);
    assertRefused("dirent does not end", ZimArchive.open(pointing.build()), 1);
  }

  @Test
  void unsortedDirentsAreRefusedInsideARangeAndAtItsStart() throws IOException {
    for (String[] names :
        new String[][] {{"A/b", "A/a"}, {"A/a", "A/a"}, {"B/a", "A/b"}, {"A/é", "A/z"}}) {
      RawZim raw = archive();
      for (String name : names) {
        raw.content(name, 0, 0, 0);
      }
      ZimArchive archive = ZimArchive.open(raw.build());
      assertRefused("dirents not sorted", archive, 0);
      assertRefused("dirents not sorted", archive, 1);
    }
  }

  @Test
  void aMimeTypeOutsideTheListIsRefusedNamingTheEntry() throws IOException {
    ZimArchive archive = ZimArchive.open(archive().content("A/moon", 1, 0, 0).build());

    assertRefused("MIME type outside the list", archive, 0);
    assertThatThrownBy(() -> archive.dirent(0)).hasMessageContaining("A/moon");
  }

  @Test
  void aDirentIsThereOnlyAfterNext() throws IOException {
    DirentScanner scanner = ZimArchive.open(sideBySide(2).build()).dirents(1, 2);

    assertThatThrownBy(scanner::dirent).isInstanceOf(NoSuchElementException.class);
    assertThat(scanner.next()).isTrue();
    assertThat(scanner.dirent().index()).isEqualTo(1);
    assertThat(scanner.next()).isFalse();
    assertThatThrownBy(scanner::dirent).isInstanceOf(NoSuchElementException.class);
  }

  private static void assertRefused(String reason, ZimArchive archive, int from) {
    assertThatThrownBy(() -> scan(archive, from, archive.entryCount()))
        .isInstanceOf(MalformedInputException.class)
        .extracting(e -> ((MalformedInputException) e).reason())
        .isEqualTo(reason);
  }

  private static List<Dirent> scan(ZimArchive archive, int from, int to) throws IOException {
    List<Dirent> dirents = new ArrayList<>();
    DirentScanner scanner = archive.dirents(from, to);
    while (scanner.next()) {
      dirents.add(scanner.dirent());
    }
    return dirents;
  }

  private static List<String> names(List<Dirent> dirents) {
    return dirents.stream().map(Dirent::name).toList();
  }

  private static RawZim sideBySide(int count) throws IOException {
    RawZim raw = archive();
    for (int i = 0; i < count; i++) {
      raw.content(String.format("A/Article number %08d", i), 0, 0, 0);
    }
    return raw;
  }

  private static RawZim archive() throws IOException {
    return new RawZim("text/html").cluster(0, RawCluster.of(1, new byte[1]));
  }
}
