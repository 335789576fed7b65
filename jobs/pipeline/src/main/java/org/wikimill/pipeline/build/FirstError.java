package org.wikimill.pipeline.build;

import static org.wikimill.pipeline.build.BuildException.Reason.BAD_INPUT;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.tables.ErrorRow;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.IndexKey;
import org.wikimill.pipeline.rows.Output;
import scala.Tuple2;

/** The first entry that failed, for the message that ends a build. */
final class FirstError {
  private FirstError() {}

  /** What ends a build of which more entries failed than its settings allow. */
  static BuildException refusal(
      Counts counts, Settings settings, Output output, List<String> rowFiles) throws IOException {
    return new BuildException(
        BAD_INPUT,
        counts.errors()
            + " entries failed, "
            + settings.allowErrors()
            + " allowed (--allow-errors): see "
            + output.store().location()
            + "/index/errors; the first, in "
            + String.join(", ", settings.sources())
            + ": "
            + of(output, rowFiles));
  }

  private static String of(Output output, List<String> rowFiles) throws IOException {
    for (String name : rowFiles) {
      if (output.summary(name).counts().errors() > 0) {
        try (RowFile.Reader rows = new RowFile.Reader(output.store(), name)) {
          while (rows.hasNext()) {
            Tuple2<byte[], byte[]> row = rows.next();
            if (IndexKey.table(row._1) == IndexKey.Sorted.ERRORS) {
              String entry = new String(IndexKey.path(row._1), StandardCharsets.UTF_8);
              ErrorRow error = ErrorRow.of(entry, row._2);
              if (!error.stage().equals(ErrorRow.RENDERING)) {
                return entry + ": " + error.reason();
              }
            }
          }
        }
      }
    }
    throw new IllegalStateException("errors were counted, but none was recorded");
  }
}
