package org.wikimill.pipeline.testing;

import java.nio.file.Path;
import org.wikimill.testing.Command;
import org.wikimill.testing.Shared;
import org.wikimill.testing.Tools;

/**
 * Editions of one wiki, grown from real archives by the program of the shared data: they differ in
 * a share of their articles alone.
 */
public record Editions(int articles, int images, int redirects) {
  /**
   * Writes one.
   *
   * @param change the share of articles that differ from the edition of {@code "0"}
   */
  public void grow(Path archive, String change) {
    Path shared = Shared.require();
    Object[] line = {
      shared.resolve("tools/make_zim.py"),
      archive,
      "--from",
      shared.resolve("zims/wikipedia_fr_test_2018-10.zim"),
      shared.resolve("zims/wikipedia_en_100_mini_2022-10.zim"),
      "--articles=" + articles,
      "--images=" + images,
      "--redirects=" + redirects,
      "--change=" + change
    };
    Command.of(Tools.python(), line).succeed();
  }
}
