package org.wikimill.connectors.zim;

import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.wikimill.formats.zim.DirentScanner;
import org.wikimill.formats.zim.ZimArchive;

/** Reads the entries of a range, in path order. */
final class EntryRangeReader implements PartitionReader<InternalRow> {
  private final ZimArchive archive;
  private final WantedEntries wanted;
  private final EntryRows rows;
  private final DirentScanner scanner;
  private InternalRow row;

  EntryRangeReader(ZimArchive archive, ZimPartition share, WantedEntries wanted, EntryRows rows)
      throws IOException {
    this.archive = archive;
    this.wanted = wanted;
    this.rows = rows;
    this.scanner = archive.dirents(share.entryFrom(), share.entryTo());
  }

  @Override
  public boolean next() throws IOException {
    while (scanner.next()) {
      if (wanted.contains(scanner.dirent())) {
        row = rows.row(scanner.dirent());
        return true;
      }
    }
    return false;
  }

  @Override
  public InternalRow get() {
    return row;
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }
}
