package org.wikimill.pipeline.joined;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.source.DumpPlan;
import org.wikimill.pipeline.source.DumpPolicy;
import org.wikimill.pipeline.source.DumpPolicy.Truncated;
import org.wikimill.pipeline.source.SourcePlan;
import org.wikimill.pipeline.testing.ParquetRows;

/**
 * Joined tables that a test has had written into a folder.
 *
 * @param rows how many rows each has, by its name
 */
record Written(Path folder, Map<String, Long> rows) {

  static Written of(
      JavaSparkContext spark,
      TableInputs inputs,
      Optional<DumpPlan> pages,
      Path folder,
      JoinedLimits limits)
      throws IOException {
    LocalStore store = new LocalStore(folder, Durability.CACHED);
    Output output = new Output(store, "snap", CidProfile.named("unixfs-v1-2025"), Output.Sink.NONE);
    JoinedTables.Made made = JoinedTables.write(spark, inputs, pages, output, limits);
    store.delete(Output.WORK);
    return new Written(folder, made.rows());
  }

  /** A dump of pages, of which the end may be missing. */
  static DumpPlan dump(Path xml, long shardBytes) throws IOException {
    DumpPolicy policy = new DumpPolicy(List.of(0), Truncated.ALLOWED);
    return (DumpPlan)
        SourcePlan.of(List.of(xml.toString()), shardBytes, policy, HadoopSettings.NONE);
  }

  /** The rows of a table, columns with bars between them, a dash for null. */
  List<String> texts(String table) throws IOException {
    return ParquetRows.of(folder, table).stream().map(Written::text).toList();
  }

  private static String text(Group row) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < row.getType().getFieldCount(); i++) {
      values.add(row.getFieldRepetitionCount(i) == 0 ? "-" : row.getValueToString(i, 0));
    }
    return String.join("|", values);
  }
}
