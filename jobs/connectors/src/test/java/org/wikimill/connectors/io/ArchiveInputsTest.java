package org.wikimill.connectors.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

class ArchiveInputsTest {
  @TempDir Path folder;

  /** A file system that is not the local one to Hadoop, so that nothing takes the short way. */
  public static final class RemoteFileSystem extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("remote:///");
    }

    @Override
    public String getScheme() {
      return "remote";
    }
  }

  @Test
  void readsAWholeFileOfTheLocalAndOfAnyOtherFileSystem() throws IOException {
    Path file = Files.write(folder.resolve("a file.zim"), new byte[] {1, 2, 3, 4});

    for (String uri : new String[] {file.toString(), remote(file)}) {
      try (PositionedInput input = open(uri)) {
        assertThat(input.length()).isEqualTo(4);
        assertThat(read(input, 1, 3)).containsExactly(2, 3, 4);
        assertThatThrownBy(() -> read(input, 2, 3)).isInstanceOf(EOFException.class);
      }
    }
  }

  @Test
  void joinsThePartsGivenByFirstPartOrBaseName() throws IOException {
    part("zimaa", 1, 2);
    part("zimab", 3);
    part("zimac", 4, 5);

    for (String name : new String[] {"x.zim", "x.zimaa"}) {
      for (String uri :
          new String[] {folder.resolve(name).toString(), remote(folder.resolve(name))}) {
        try (PositionedInput input = open(uri)) {
          assertThat(read(input, 0, 5)).containsExactly(1, 2, 3, 4, 5);
        }
      }
    }
  }

  @Test
  void namesTheMissingPart() throws IOException {
    part("zimaa", 1);
    part("zimac", 3);

    assertThatThrownBy(() -> open(remote(folder.resolve("x.zim"))))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContaining("part missing")
        .hasMessageContaining("x.zimab");
  }

  @Test
  void saysWhichArchiveDoesNotExist() {
    for (String name : new String[] {"none.zim", "none.zimaa", "no/folder.zim"}) {
      assertThatThrownBy(() -> open(remote(folder.resolve(name))))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessageContaining(name);
    }
  }

  private void part(String extension, int... bytes) throws IOException {
    byte[] content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    Files.write(folder.resolve("x." + extension), content);
  }

  private static String remote(Path path) {
    return "remote://" + path;
  }

  private static PositionedInput open(String uri) throws IOException {
    Configuration configuration = new Configuration();
    configuration.setClass(
        "fs.remote.impl", RemoteFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
    return ArchiveInputs.open(uri, configuration);
  }

  private static byte[] read(PositionedInput input, long position, int count) throws IOException {
    byte[] bytes = new byte[count];
    input.readFully(position, bytes, 0, count);
    return bytes;
  }
}
