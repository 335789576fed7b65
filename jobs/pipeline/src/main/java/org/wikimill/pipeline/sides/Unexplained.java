package org.wikimill.pipeline.sides;

import java.util.Arrays;
import java.util.Iterator;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.bytes.MalformedInputException;
import scala.Tuple2;

/**
 * Directories that were compared, less those in which something was found to differ: their rules
 * do. What comes is sorted by path; a row without a value says that something in it differs.
 */
final class Unexplained extends RowPump {
  private final Iterator<Tuple2<byte[], byte[]>> rows;
  private final RowWriter values = new RowWriter();
  private Tuple2<byte[], byte[]> row;
  private boolean begun;

  Unexplained(Iterator<Tuple2<byte[], byte[]>> rows) {
    this.rows = rows;
  }

  @Override
  protected boolean step() throws MalformedInputException {
    if (!begun) {
      begun = true;
      advance();
    }
    if (row == null) {
      return false;
    }
    byte[] path = row._1;
    boolean changed = false;
    LevelRow.Pair pair = null;
    while (row != null && Arrays.equals(row._1, path)) {
      if (row._2.length == 0) {
        changed = true;
      } else {
        pair = LevelRow.Pair.decode(row._2);
      }
      advance();
    }
    if (!changed && pair != null && pair.tree() != null && pair.index() != null) {
      TreeDifference difference =
          new TreeDifference(
              path, TreeCause.DIRECTORY, pair.index().toString(), pair.tree().toString(), 0, 0);
      emit(LevelRow.key(LevelRow.Kind.DIFFERENT, path), difference.value(values));
    }
    return true;
  }

  private void advance() {
    row = rows.hasNext() ? rows.next() : null;
  }
}
