package org.wikimill.pipeline.dedup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.tables.Table;
import org.wikimill.connectors.tables.TablePart;
import org.wikimill.pipeline.manifest.Json;

/** Where a report is kept: {@code dedup.json}, and tables of which each build has a part. */
public final class DedupFiles {
  private DedupFiles() {}

  /** Writes them to an empty folder. */
  public static void write(Store store, DedupReport report) throws IOException {
    Map<Integer, List<DedupReport.Share>> shares = new LinkedHashMap<>();
    for (DedupReport.Share share : report.shares()) {
      shares.computeIfAbsent(share.number(), number -> new ArrayList<>()).add(share);
    }
    for (DedupReport.Step step : report.series()) {
      write(store, DedupReport.Step.TABLE, step, List.of(step));
      write(store, DedupReport.Share.TABLE, step, shares.getOrDefault(step.number(), List.of()));
    }
    Json.write(store, DedupReport.NAME, report);
  }

  private static <R> void write(Store store, Table<R> table, DedupReport.Step step, List<R> rows)
      throws IOException {
    int part = step.number() - 1;
    try (TablePart<R> file =
        TablePart.create(store, table, step.snapshot(), part, Math.max(1, rows.size()))) {
      for (R row : rows) {
        file.add(row);
      }
      file.commit();
    }
  }
}
