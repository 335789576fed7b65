package org.wikimill.pipeline.audit;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.tables.TablePart;

/**
 * Where the rows of table {@code differences} go; travels to every task.
 *
 * @param store the audit's folder; null if the table is not wanted
 * @param snapshot what the second build is called
 */
record DifferenceParts(Store store, String snapshot) implements Serializable {
  /** Decides nothing but the size of filters, of which the table has none. */
  private static final long EXPECTED_ROWS = 1;

  static DifferenceParts in(Optional<Store> store, String snapshot) {
    return new DifferenceParts(store.orElse(null), snapshot);
  }

  /** The part of one task; a file only if there are rows for it. */
  Part part(int number) {
    return new Part(number);
  }

  /** One part. */
  final class Part implements Closeable {
    private final int number;
    private TablePart<Difference> table;

    private Part(int number) {
      this.number = number;
    }

    void add(Difference row) throws IOException {
      if (store == null) {
        return;
      }
      if (table == null) {
        table = TablePart.create(store, Difference.TABLE, snapshot, number, EXPECTED_ROWS);
      }
      table.add(row);
    }

    void commit() throws IOException {
      if (table != null) {
        table.commit();
      }
    }

    @Override
    public void close() throws IOException {
      if (table != null) {
        table.close();
      }
    }
  }
}
