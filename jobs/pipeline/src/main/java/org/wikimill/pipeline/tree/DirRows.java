package org.wikimill.pipeline.tree;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.tables.DirRow;
import org.wikimill.connectors.tables.TablePart;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.ipld.DirectoryNode;
import org.wikimill.pipeline.rows.Output;

/** The directories that one task finished, as its part of table {@code dirs}. */
final class DirRows {
  private DirRows() {}

  static DirRow of(byte[] path, DirectoryNode node) {
    return new DirRow(path, node.cid(), node.tsize(), node.entries(), node.sharded());
  }

  /** Writes the rows sorted by path; they were finished children first. */
  static FileFact write(Output output, int number, List<DirRow> dirs) throws IOException {
    dirs.sort(Comparator.comparing(DirRow::path, Arrays::compareUnsigned));
    try (TablePart<DirRow> part =
        TablePart.create(output.store(), Tables.DIRS, output.snapshot(), number, dirs.size())) {
      for (DirRow dir : dirs) {
        part.add(dir);
      }
      return part.commit();
    }
  }
}
