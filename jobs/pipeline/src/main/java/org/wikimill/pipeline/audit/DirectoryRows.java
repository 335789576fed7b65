package org.wikimill.pipeline.audit;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.tables.DirRow;
import org.wikimill.connectors.tables.TableReader;

/** One part of table {@code dirs}: each directory as itself, and as a child of the one above. */
final class DirectoryRows extends RowPump implements Closeable {
  private final TableReader<DirRow> rows;
  private final Side side;
  private final Key keys = new Key();
  private final RowWriter values = new RowWriter();

  DirectoryRows(TableReader<DirRow> rows, Side side) {
    this.rows = rows;
    this.side = side;
  }

  @Override
  protected boolean step() throws IOException {
    Optional<DirRow> next = rows.next();
    if (next.isEmpty()) {
      return false;
    }
    DirRow row = next.get();
    byte[] value = new DirectoryFact(row).value(values, side);
    emit(keys.directory(row.path(), Key.Facet.SELF), value);
    if (row.path().length > 0) {
      emit(keys.child(Segments.parent(row.path()), Segments.name(row.path())), value);
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
