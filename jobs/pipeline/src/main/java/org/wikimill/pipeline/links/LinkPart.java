package org.wikimill.pipeline.links;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.tables.LinkRow;
import org.wikimill.connectors.tables.TablePart;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PartSummary;
import org.wikimill.pipeline.rows.PathSample;
import scala.Tuple2;

/** One range of pages: its part of table {@code links}. */
final class LinkPart {
  static final String STAGE = "links-table";

  private LinkPart() {}

  /** Takes links in the order of {@link PageKey}, and commits. */
  static void run(Output output, LinkPlan plan, int number, Iterator<Tuple2<byte[], byte[]>> links)
      throws IOException {
    String name = Output.rowFile(STAGE, number);
    try (RowFile.Writer rows = new RowFile.Writer(output.store(), name);
        TablePart<LinkRow> table =
            TablePart.create(
                output.store(), Tables.LINKS, output.snapshot(), number, plan.expectedRows())) {
      while (links.hasNext()) {
        Tuple2<byte[], byte[]> row = links.next();
        table.add(PageKey.row(row._1, row._2));
      }
      rows.commit(
          new PartSummary(List.of(table.commit()), Counts.NONE, 0, new PathSample(), List.of())
              .encode());
    }
  }
}
