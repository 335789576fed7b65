package org.wikimill.formats.article;

import java.io.IOException;
import java.util.Optional;

/** The pictures and recordings of a wiki that stand in a build: asked while pages are made. */
@FunctionalInterface
public interface MediaFiles {
  /** Those of a build that has none. */
  MediaFiles NONE = name -> Optional.empty();

  /**
   * A file of a build.
   *
   * @param place where it stands, from the root of its site
   * @param width in pixels; 0 if unknown
   * @param height in pixels; 0 if unknown
   * @param licence the short name of its licence; empty if unknown
   * @param author without markup; empty if unknown
   */
  record Media(String place, int width, int height, String licence, String author) {}

  /**
   * The file of a name.
   *
   * @param fileName without namespace, with spaces: {@code Einstein 1921.jpg}
   */
  Optional<Media> find(String fileName) throws IOException;
}
