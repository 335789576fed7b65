package org.wikimill.pipeline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks at the folders of builds. */
public final class Folders {
  private Folders() {}

  /** All files are there, none beside them, and each has the same bytes; run.json may differ. */
  public static void assertSameBuild(Path actual, Path expected) {
    List<Path> files = files(expected);
    assertThat(files).contains(Path.of("manifest.json"), Path.of("car/root.car"));
    List<Path> made = files(actual);
    assertThat(made).as("stray files").allMatch(files::contains);
    assertThat(files).as("missing files").allMatch(made::contains);
    for (Path file : files) {
      if (!file.equals(Path.of("run.json"))) {
        assertThat(actual.resolve(file)).hasSameBinaryContentAs(expected.resolve(file));
      }
    }
  }

  /** All files below a folder, relative and sorted; none if there is no folder. */
  public static List<Path> files(Path folder) {
    while (true) {
      try (Stream<Path> below = Files.walk(folder)) {
        return below.filter(Files::isRegularFile).map(folder::relativize).sorted().toList();
      } catch (NoSuchFileException e) {
        return List.of();
      } catch (IOException | UncheckedIOException e) {
        // A file vanished while they were listed: looked at again.
      }
    }
  }
}
