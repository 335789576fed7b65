package org.wikimill.get;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.wikimill.formats.sums.SmallFile;

/**
 * What is kept beside a part of a file, so that another run can go on with it: four lines.
 *
 * @param identity which bytes these are a part of, as in {@link RemoteFile#identity}
 * @param url where the last of them came from
 * @param validator what told that server's version of the file from others; empty if nothing did
 */
record PartState(String identity, String url, String validator) {
  private static final String HEAD = "wikimill get 1";

  /** Reads a state; empty if there is none, or one of another version. */
  static Optional<PartState> read(Path path) throws IOException {
    if (!Files.exists(path) || Files.size(path) > SmallFile.MAX_BYTES) {
      return Optional.empty();
    }
    try {
      List<String> lines = new String(Files.readAllBytes(path), UTF_8).lines().toList();
      return lines.size() == 4 && lines.get(0).equals(HEAD)
          ? Optional.of(new PartState(lines.get(1), lines.get(2), lines.get(3)))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Writes the state, in place of the one that is there. */
  void write(Path path) throws IOException {
    Path next = path.resolveSibling(path.getFileName() + ".new");
    Files.writeString(next, String.join("\n", HEAD, identity, url, validator) + "\n");
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
