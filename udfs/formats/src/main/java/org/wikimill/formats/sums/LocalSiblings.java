package org.wikimill.formats.sums;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a local folder. */
record LocalSiblings(Path folder) implements SiblingFiles {

  @Override
  public String location() {
    return folder.toString();
  }

  @Override
  public List<String> names() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Override
  public Optional<InputStream> open(String name) throws IOException {
    try {
      return Optional.of(Files.newInputStream(folder.resolve(name)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
