package org.wikimill.formats.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LocalTreeTest {
  private static final CidProfile PROFILE = CidProfile.named("kubo-0.40");
  private static final long MAX_FILE_BYTES = 8 << 20;

  @TempDir Path temp;

  @ParameterizedTest
  @MethodSource("treesAndFiles")
  void treesOnDiskHaveTheRootsOfRealNodes(Vectors.Vector vector) throws IOException {
    Path root = temp.resolve("root");
    write(root, vector.input());
    assertThat(LocalTree.hash(root, vector.profile()))
        .isEqualTo(new UnixFsNode(vector.cid(), vector.cumulativeSize()));
  }

  static List<Vectors.Vector> treesAndFiles() {
    List<Vectors.Vector> vectors =
        Vectors.unixfs().stream()
            .filter(v -> v.input().has("entries") || v.input().has("gen") || v.input().has("utf8"))
            .filter(v -> v.generatedBytes() <= MAX_FILE_BYTES)
            .filter(v -> !v.name().equals("dir_hidden_excluded"))
            .toList();
    assertThat(vectors).extracting(Vectors.Vector::name).contains("dir_nested", "dir_unicode");
    return vectors;
  }

  @Test
  void aDirectoryOfManyFilesIsHashedInSeveralBatches() throws IOException {
    for (int i = 0; i < 1000; i++) {
      Files.writeString(temp.resolve(String.format("f%06d.txt", i)), i + "\n");
    }
    Vectors.Vector vector =
        Vectors.unixfs().stream()
            .filter(v -> v.name().equals("hamt_forced_1000"))
            .findFirst()
            .orElseThrow();
    assertThat(LocalTree.hash(temp, vector.profile()).cid()).isEqualTo(vector.cid());
  }

  @Test
  void dotNamesCountAndEmptyDirectoriesToo() throws IOException {
    Files.createDirectories(temp.resolve(".d/.e"));
    Files.writeString(temp.resolve(".b"), "2");
    UnixFsNode empty = directory();
    UnixFsNode d = directory(new Named(".e", empty));
    assertThat(LocalTree.hash(temp, PROFILE))
        .isEqualTo(directory(new Named(".b", file("2")), new Named(".d", d)));
  }

  @Test
  void namesAndTargetsAreRawBytes() throws IOException {
    byte[] latin1 = "caf\u00e9 100%".getBytes(StandardCharsets.ISO_8859_1);
    Path file = child(temp, latin1);
    Files.writeString(file, "x");
    Path directory = child(temp, "\u00fc".getBytes(StandardCharsets.ISO_8859_1));
    Files.createDirectory(directory);
    Files.createSymbolicLink(child(directory, new byte[] {'l'}), temp.relativize(file));
    UnixFsNode link = Symlinks.of(PROFILE, BlockSink.NONE, latin1);
    UnixFsNode inner = directory(new Named("l", link));
    DirectoryBuilder expected = new DirectoryBuilder(PROFILE, BlockSink.NONE);
    expected.add(latin1, file("x").cid(), 1);
    expected.add(new byte[] {(byte) 0xfc}, inner.cid(), inner.tsize());
    assertThat(LocalTree.hash(temp, PROFILE).cid()).isEqualTo(expected.finish().cid());
  }

  @ParameterizedTest
  @MethodSource("targets")
  void targetsOfSymlinksAreKeptToTheByte(String target) throws Exception {
    Path link = temp.resolve("link");
    // Not through Path, which would tidy it up, nor as an argument in the locale's charset.
    StringBuilder octal = new StringBuilder();
    for (byte octet : VectorInputs.utf8(target)) {
      octal.append(String.format("\\%03o", octet));
    }
    String command = "ln -s \"$(printf '" + octal + "')\" '" + link + "'";
    assertThat(new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor()).isZero();
    assertThat(LocalTree.hash(link, PROFILE))
        .isEqualTo(Symlinks.of(PROFILE, BlockSink.NONE, VectorInputs.utf8(target)));
    Files.delete(link);
  }

  static List<String> targets() {
    return List.of(
        "a",
        "/",
        "/tmp",
        "tmp",
        ".",
        "..",
        "a/",
        "a//b/./c/../",
        "//a",
        "/\u00fc//",
        "\u00fc/",
        "tmp/\u00fc");
  }

  @Test
  void specialFilesAreRefusedByName() throws IOException {
    Path socket = Files.createDirectory(temp.resolve("sub")).resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      assertThatThrownBy(() -> LocalTree.hash(temp, PROFILE))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("sub/socket")
          .hasMessageContaining("neither a regular file");
    }
  }

  @Test
  void nothingThereIsAnErrorOfThatName() {
    assertThatThrownBy(() -> LocalTree.hash(temp.resolve("absent"), PROFILE))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("absent");
  }

  private record Named(String name, UnixFsNode node) {}

  private static UnixFsNode directory(Named... entries) throws IOException {
    DirectoryBuilder builder = new DirectoryBuilder(PROFILE, BlockSink.NONE);
    for (Named entry : entries) {
      builder.add(VectorInputs.utf8(entry.name()), entry.node().cid(), entry.node().tsize());
    }
    DirectoryNode node = builder.finish();
    return new UnixFsNode(node.cid(), node.tsize());
  }

  private static UnixFsNode file(String text) throws IOException {
    byte[] bytes = VectorInputs.utf8(text);
    UnixFsFile file = new FileBuilder(PROFILE, BlockSink.NONE).build(bytes, 0, bytes.length);
    return new UnixFsNode(file.cid(), file.tsize());
  }

  private static void write(Path path, JsonNode node) throws IOException {
    JsonNode entries = node.has("dir") ? node.get("dir") : node.get("entries");
    if (entries != null) {
      Files.createDirectory(path);
      for (JsonNode entry : entries) {
        write(child(path, VectorInputs.utf8(entry.get(0).textValue())), entry.get(1));
      }
    } else if (node.has("symlink")) {
      byte[] target = VectorInputs.utf8(node.get("symlink").textValue());
      Files.createSymbolicLink(path, Path.of("/").relativize(child(Path.of("/"), target)));
    } else {
      JsonNode content = node.has("file") ? node.get("file") : node;
      try (InputStream in = VectorInputs.content(content)) {
        Files.copy(in, path);
      }
    }
  }

  /** A path of any bytes, whatever the locale: only URIs can express it. */
  private static Path child(Path directory, byte[] name) {
    StringBuilder uri = new StringBuilder(directory.toUri().toString());
    if (uri.charAt(uri.length() - 1) != '/') {
      uri.append('/');
    }
    for (byte octet : name) {
      uri.append(octet == '/' ? "/" : String.format("%%%02X", octet));
    }
    return Path.of(URI.create(uri.toString()));
  }
}
