package org.wikimill.pipeline.nodes;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PartSummary;

/**
 * A partition whose blocks a node has confirmed.
 *
 * @param rowFile the row file that says so
 * @param node the node's identity
 * @param blocks the parts of table {@code blocks} that list them
 */
record Delivered(String rowFile, String node, List<String> blocks) implements Serializable {

  /** All of them, in the order of their row files. */
  static List<Delivered> in(Output output) throws IOException {
    String folder = Tables.BLOCKS.folder() + "/";
    List<Delivered> delivered = new ArrayList<>();
    for (String rowFile : output.rowFiles()) {
      PartSummary summary = output.summary(rowFile);
      if (!summary.node().isEmpty()) {
        List<String> blocks =
            summary.files().stream()
                .map(FileFact::name)
                .filter(name -> name.startsWith(folder))
                .toList();
        delivered.add(new Delivered(rowFile, summary.node(), blocks));
      }
    }
    return delivered;
  }
}
