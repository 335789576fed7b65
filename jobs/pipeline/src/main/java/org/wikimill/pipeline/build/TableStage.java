package org.wikimill.pipeline.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.pipeline.joined.JoinedLimits;
import org.wikimill.pipeline.joined.JoinedTables;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.SourceSums;
import org.wikimill.pipeline.manifest.TableFacts;
import org.wikimill.pipeline.rows.Output;

/**
 * Stage {@code tables}: the joined tables of a wiki beside the index, if dumps of them are given.
 */
final class TableStage {
  private TableStage() {}

  /** Makes what is not committed. */
  static JoinedTables.Made run(JavaSparkContext spark, Output output, BuildPlan plan)
      throws IOException {
    return plan.tables().hasTables()
        ? JoinedTables.write(
            spark, plan.tables(), plan.pagesOfTables(), output, JoinedLimits.STANDARD)
        : new JoinedTables.Made(new TreeMap<>(), List.of());
  }

  /**
   * What a manifest says of it: null if there is nothing to say.
   *
   * @param sums those of the files, in their order
   */
  static Manifest.Tables recorded(BuildPlan plan, JoinedTables.Made made, List<SourceSums> sums) {
    List<TableFacts> facts = plan.tableFacts();
    if (facts.isEmpty()) {
      return null;
    }
    List<Manifest.TableSource> sources = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      sources.add(new Manifest.TableSource(facts.get(i), sums.get(i)));
    }
    return new Manifest.Tables(List.copyOf(sources), made.rows());
  }
}
