package org.wikimill.testing;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * The folder of real archives and vectors, which is not part of the repository: {@code
 * $WIKIMILL_SHARED}, else {@code ../shared} beside the repository.
 */
public final class Shared {
  private Shared() {}

  /**
   * The folder. Where it is absent the calling test is skipped with one line on stderr, or fails
   * where {@code CI=true} forbids skipping.
   */
  public static Path require() {
    String configured = System.getenv("WIKIMILL_SHARED");
    Path folder =
        configured == null || configured.isEmpty()
            ? repository().resolveSibling("shared")
            : Path.of(configured);
    if (Files.isDirectory(folder.resolve("zims"))) {
      return folder;
    }
    String caller =
        StackWalker.getInstance().walk(f -> f.skip(1).findFirst()).orElseThrow().getClassName();
    String message = "SKIPPED: " + caller + ": no real archives (WIKIMILL_SHARED)";
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    }
    System.err.println(message);
    Assumptions.abort(message);
    throw new AssertionError("unreachable");
  }

  /** The root of the multi-module build: the nearest folder above with a Maven wrapper. */
  private static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    return folder == null ? Path.of("").toAbsolutePath() : folder;
  }
}
