package org.wikimill.pipeline.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FilterFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.pipeline.media.Originals.Entry;

/** The folder of originals as it is listed. */
class OriginalsTest {
  private static final List<String> NAMES =
      List.of(
          "A.png",
          "a/ab/With space.png",
          "a/ab/\"quoted\" it's.png",
          "a/ab/50%25 100%.png",
          "a/ac/Юність: дві.png",
          "a/thumb.png",
          "b/thumb/Not a folder of thumbnails.png");

  @TempDir private Path folder;

  private void write(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, path);
  }

  private static List<Entry> listed(Originals originals) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (Originals.Listing listing = originals.list()) {
      for (Optional<Entry> next = listing.next(); next.isPresent(); next = listing.next()) {
        entries.add(next.get());
      }
    }
    return entries;
  }

  private Originals local() throws IOException {
    return Originals.at(folder.toString(), HadoopSettings.NONE);
  }

  /** The same folder on a file system of which nothing tells that it is local. */
  private Originals remote() throws IOException {
    Originals local = local();
    return new Originals(new FilterFileSystem(local.fileSystem()), local.folder());
  }

  @Test
  void allOriginalsAreListedAndOpenedByTheirPaths() throws IOException {
    for (String name : NAMES) {
      write(name);
    }
    write("thumb/a/ab/A.png/20px-A.png");
    write("archive/a/ab/20200101!A.png");
    write(".git/A.png");
    write("a/.hidden.png");
    Files.createDirectories(folder.resolve("empty"));
    for (Originals originals : List.of(local(), remote())) {
      List<Entry> entries = listed(originals);
      assertThat(entries).extracting(Entry::path).containsExactlyInAnyOrderElementsOf(NAMES);
      for (Entry entry : entries) {
        try (PositionedInput input = originals.open(entry.path())) {
          byte[] bytes = new byte[(int) input.length()];
          input.readFully(0, bytes, 0, bytes.length);
          assertThat(new String(bytes, UTF_8)).isEqualTo(entry.path());
          assertThat(entry.lengthBytes()).isEqualTo(bytes.length);
        }
      }
    }
  }

  @Test
  void linksAreFollowedAndThoseThatLeadInACircleAreTold() throws IOException {
    write("a/A.png");
    Files.createSymbolicLink(folder.resolve("B.png"), folder.resolve("a/A.png"));
    Files.createSymbolicLink(folder.resolve("Nowhere.png"), folder.resolve("absent.png"));
    assertThat(listed(local()))
        .extracting(Entry::path)
        .containsExactlyInAnyOrder("B.png", "a/A.png");
    Files.createSymbolicLink(folder.resolve("a/up"), folder);
    assertThatThrownBy(() -> listed(local())).isInstanceOf(FileSystemLoopException.class);
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    write("A.png");
    Originals file = Originals.at(folder.resolve("A.png").toString(), HadoopSettings.NONE);
    assertThatThrownBy(file::list)
        .isInstanceOf(NotDirectoryException.class)
        .hasMessageContaining("A.png");
  }
}
