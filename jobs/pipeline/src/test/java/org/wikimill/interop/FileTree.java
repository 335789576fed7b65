package org.wikimill.interop;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.wikimill.testing.Command;
import org.wikimill.testing.Shared;
import org.wikimill.testing.Tools;

/**
 * The files of a tree, to compare two readings of it: path to {@code "SIZE SHA256"}, or to {@code
 * "-> TARGET"} for a symlink. Directories count by what is in them.
 */
final class FileTree {
  private FileTree() {}

  /** As the file system has it. */
  static SortedMap<String, String> onDisk(Path root) {
    try (Stream<Path> paths = Files.walk(root)) {
      SortedMap<String, String> tree = new TreeMap<>();
      for (Path path : (Iterable<Path>) paths.filter(p -> !Files.isDirectory(p))::iterator) {
        tree.put(root.relativize(path).toString(), leaf(path));
      }
      return tree;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the JavaScript implementation of UnixFS reads it from CAR shards, checking each hash. */
  static SortedMap<String, String> inShards(String root, List<Path> shards) {
    return parse(readShards(root, shards).succeed());
  }

  /** The command that reads shards, for those that must be refused. */
  static Command readShards(String root, List<Path> shards) {
    Object[] arguments =
        Stream.concat(
                Stream.of(Tools.node().resolve("read-cars.mjs").toString(), root),
                shards.stream().map(Path::toString))
            .toArray();
    return Command.of("node", arguments);
  }

  /**
   * As layout {@code zim} defines it for an archive, by the reference program, which reads with
   * libzim.
   *
   * @param redirects {@code link} or {@code none}
   */
  static SortedMap<String, String> ofArchive(Path archive, String redirects) {
    Path reference = Shared.require().resolve("tools/zim_tree.py");
    return parse(
        Command.of(Tools.python(), reference, archive, "--list", "--redirects", redirects)
            .with("PYTHONIOENCODING", "utf-8")
            .succeed());
  }

  private static SortedMap<String, String> parse(Command.Result listing) {
    SortedMap<String, String> tree = new TreeMap<>();
    for (JsonNode file : JsonLines.of(listing)) {
      String leaf =
          file.has("symlink")
              ? "-> " + file.path("symlink").textValue()
              : file.path("size").longValue() + " " + file.path("sha256").textValue();
      tree.put(file.path("path").textValue(), leaf);
    }
    return tree;
  }

  private static String leaf(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      return "-> " + Files.readSymbolicLink(path);
    }
    return Files.size(path) + " " + sha256(path);
  }

  private static String sha256(Path path) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
