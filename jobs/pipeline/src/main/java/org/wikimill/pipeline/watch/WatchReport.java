package org.wikimill.pipeline.watch;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.wikimill.pipeline.audit.AuditReport;
import org.wikimill.pipeline.build.BuildPlan;
import org.wikimill.pipeline.manifest.Recipe;
import org.wikimill.pipeline.manifest.SourceFacts;
import org.wikimill.pipeline.rows.Counts;

/**
 * What came of an archive: {@code reports/NAME.json}. With it, the archive is done, also when its
 * build is removed later.
 *
 * @param snapshot the build's name, and that of its folder
 * @param root the root CID
 * @param recipe everything besides the source that decided it
 * @param sources the archive
 * @param counts what became of the entries
 * @param previous how it differs from the edition before; null if there was none
 * @param seconds what building, verifying and comparing took
 * @param told whether everybody who asked for it has been told
 */
public record WatchReport(
    String snapshot,
    String root,
    Recipe recipe,
    List<SourceFacts> sources,
    Counts counts,
    Previous previous,
    double seconds,
    boolean told) {

  /** Refuses what lacks a field. */
  public WatchReport {
    Stream.of(snapshot, root, recipe, recipe.profile(), recipe.policy(), sources, counts)
        .forEach(Objects::requireNonNull);
  }

  /**
   * How a build differs from the edition before.
   *
   * @param snapshot the name of that
   * @param root its root CID
   * @param equal whether nothing differs
   * @param causes the number of paths by cause
   * @param contents distinct files that both have, that only the former has, only this one
   */
  public record Previous(
      String snapshot,
      String root,
      boolean equal,
      Map<String, Long> causes,
      AuditReport.Shared contents) {}

  /** The file of a report, in the folder of all builds. */
  static String file(String snapshot) {
    return "reports/" + snapshot + ".json";
  }

  /** Whether this is what would come of a build again. */
  boolean isOf(BuildPlan plan) {
    // Which snapshot came before may have changed since, and makes no other build of this one.
    Recipe asked = plan.recipe().after(recipe.policy().previous());
    return recipe.differences(asked).isEmpty() && sources.equals(plan.facts());
  }

  /** The same, told. */
  WatchReport whenTold() {
    return new WatchReport(snapshot, root, recipe, sources, counts, previous, seconds, true);
  }
}
