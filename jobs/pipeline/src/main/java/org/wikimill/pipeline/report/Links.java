package org.wikimill.pipeline.report;

import java.util.Optional;

/**
 * Where the paths of a build lead.
 *
 * @param preview where the build can be seen; empty if paths lead nowhere
 */
record Links(Optional<Preview> preview, String root) {
  /** The URL of a path; null if it leads nowhere. */
  String url(String path) {
    return preview.map(at -> at.url(root, path)).orElse(null);
  }

  /** A path with its link. */
  Cell cell(String path) {
    return Cell.name(path.isEmpty() ? "/ (the root)" : path, url(path));
  }
}
