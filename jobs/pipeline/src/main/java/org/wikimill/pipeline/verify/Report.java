package org.wikimill.pipeline.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wikimill.pipeline.manifest.Manifest;

/**
 * What came of verifying a build.
 *
 * @param root the root that the manifest names; null if it cannot be read
 * @param sink where the manifest says that blocks went; null if it cannot be read
 * @param totals what was counted
 * @param defects the number of defects
 * @param first the first defects in their order, as many as were asked for
 */
public record Report(
    String root, String sink, Map<String, Long> totals, long defects, List<Defect> first) {

  /** The report on a build whose manifest cannot be used. */
  static Report of(Findings findings) {
    return of(null, null, findings);
  }

  /** The report on the build of a manifest. */
  static Report of(Manifest manifest, Findings findings) {
    return of(manifest.root(), manifest.recipe().sink(), findings);
  }

  private static Report of(String root, String sink, Findings findings) {
    Map<String, Long> totals = new LinkedHashMap<>();
    for (Total total : Total.values()) {
      totals.put(total.text(), findings.total(total));
    }
    return new Report(root, sink, totals, findings.defects(), findings.first());
  }

  /** Whether nothing is wrong. */
  public boolean sound() {
    return defects == 0;
  }

  /** One of the totals. */
  public long total(Total total) {
    return totals.get(total.text());
  }
}
