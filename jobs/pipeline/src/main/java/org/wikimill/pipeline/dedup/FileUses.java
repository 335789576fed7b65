package org.wikimill.pipeline.dedup;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.connectors.tables.TableReader;
import org.wikimill.connectors.tables.Tables;

/**
 * One part of table {@code files} of a build: of each root block, what file it is at which path.
 */
final class FileUses extends RowPump implements Closeable {
  private final TableReader<FileRow> rows;
  private final int build;
  private final KindRule kinds;
  private final Keys keys = new Keys();

  /**
   * @param build the number of the build
   */
  FileUses(Store store, String part, int build, KindRule kinds) throws IOException {
    this.rows = TableReader.open(store.open(part), Tables.FILES);
    this.build = build;
    this.kinds = kinds;
  }

  @Override
  protected boolean step() throws IOException {
    Optional<FileRow> next = rows.next();
    if (next.isEmpty()) {
      return false;
    }
    FileRow row = next.get();
    byte[] block = Keys.block(row.cid());
    byte[] kind = {(byte) kinds.of(row.path(), row.mime()).ordinal()};
    emit(keys.used(block, block, Keys.path(row.path()), build), kind);
    return true;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
