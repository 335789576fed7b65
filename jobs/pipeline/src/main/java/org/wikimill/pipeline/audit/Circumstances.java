package org.wikimill.pipeline.audit;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What manifests tell that decides what lies behind a cause.
 *
 * @param recipe which of {@link Detail#FORMAT}, {@link Detail#POLICY} and {@link Detail#PROFILE}
 *     differ
 * @param directories the directories whose sources differ; the empty one is the whole tree
 * @param site whether both builds are sites: of what such make themselves, {@code source_sha256} is
 *     that of the file
 */
record Circumstances(Set<Detail> recipe, List<String> directories, boolean site)
    implements Serializable {

  /** Whether files may be ones that the builds have made themselves. */
  boolean areMade(IndexRow a, IndexRow b) {
    return site && isMade(a) && isMade(b);
  }

  private static boolean isMade(IndexRow row) {
    return Arrays.equals(row.sha256(), row.sourceSha256());
  }

  /** Whether the source of a path differs. */
  boolean isOfAnotherSource(byte[] path) {
    String text = new String(path, StandardCharsets.UTF_8);
    return directories.stream().anyMatch(dir -> dir.isEmpty() || text.startsWith(dir + "/"));
  }

  /**
   * What lies behind a cause; null if the cause says all.
   *
   * @param a the row in the first build; null for a directory, or if it has none
   * @param b the row in the second; null likewise
   */
  Detail behind(Cause cause, byte[] path, IndexRow a, IndexRow b) {
    if (cause.details().isEmpty()) {
      return null;
    }
    for (Detail detail : cause.details()) {
      if (holds(detail, path, a, b)) {
        return detail;
      }
    }
    return Detail.UNEXPLAINED;
  }

  private boolean holds(Detail detail, byte[] path, IndexRow a, IndexRow b) {
    return switch (detail) {
      case REVISION ->
          a.revisionId() != null
              && b.revisionId() != null
              && !a.revisionId().equals(b.revisionId());
      case ENTRY -> !Arrays.equals(a.sourceEntry(), b.sourceEntry());
      case ARCHIVE -> isOfAnotherSource(path);
      case FORMAT, POLICY, PROFILE -> recipe.contains(detail);
      case UNEXPLAINED -> true;
    };
  }
}
