package org.wikimill.pipeline.verify;

import java.io.IOException;
import java.util.Optional;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.HashedInput;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.tables.BlockRow;
import org.wikimill.connectors.tables.DirRow;
import org.wikimill.connectors.tables.Table;
import org.wikimill.connectors.tables.TableReader;
import org.wikimill.connectors.tables.Tables;

/**
 * One part of a table, row by row.
 *
 * <p>Its sum is compared first: bytes that are damaged for certain are not given to a reader that
 * believes the lengths it meets.
 */
abstract class TableRows<R> extends FileRows {
  private final FileFact part;
  private final Table<R> table;
  private HashedInput input;
  private TableReader<R> reader;

  TableRows(Store store, FileFact part, Table<R> table, int limit) {
    super(store, part, limit);
    this.part = part;
    this.table = table;
  }

  /** Takes the next row. */
  abstract void row(R row) throws IOException;

  @Override
  boolean open() throws IOException {
    input = input(part);
    if (!sumAgrees(part, input)) {
      return false;
    }
    reader = TableReader.open(input, table);
    return true;
  }

  @Override
  boolean read() throws IOException {
    Optional<R> row = reader.next();
    if (row.isPresent()) {
      row(row.get());
    }
    return row.isPresent();
  }

  @Override
  void end(boolean whole) throws IOException {
    if (!whole) {
      findings().add(Total.UNREAD_PARTS, 1);
    }
  }

  @Override
  void close() throws IOException {
    if (reader != null) {
      reader.close();
    } else if (input != null) {
      input.close();
    }
  }

  /** Table {@code dirs}: each directory must be stored. */
  static FileRows dirs(Inspection inspection, FileFact part) {
    return new TableRows<>(inspection.build(), part, Tables.DIRS, inspection.limit()) {
      @Override
      void row(DirRow row) {
        findings().add(Total.DIR_ROWS, 1);
        if (inspection.hasBlocks()) {
          entries().wanted(row.cid(), name(), -1, row.path());
        }
      }
    };
  }

  /** Table {@code blocks}: each row must have a copy of its block, if blocks are here. */
  static FileRows blocks(Inspection inspection, FileFact part) {
    return new TableRows<>(inspection.build(), part, Tables.BLOCKS, inspection.limit()) {
      @Override
      void row(BlockRow row) {
        findings().add(Total.BLOCK_ROWS, 1);
        findings().add(Total.BLOCK_ROW_BYTES, row.lengthBytes());
        if (inspection.hasBlocks()) {
          entries().listed(row, name());
        }
      }
    };
  }

  /** A table whose rows are counted alone. */
  static <R> FileRows counted(Inspection inspection, FileFact part, Table<R> table, Total total) {
    return new TableRows<>(inspection.build(), part, table, inspection.limit()) {
      @Override
      void row(R row) {
        findings().add(total, 1);
      }
    };
  }
}
