package org.wikimill.connectors.zim;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.zim.ClusterReader;
import org.wikimill.formats.zim.Dirent;
import org.wikimill.formats.zim.DirentScanner;
import org.wikimill.formats.zim.ZimArchive;

/**
 * Reads the contents of a range of clusters, in the order of cluster and blob, after the entries
 * without content of a range of entries.
 *
 * <p>Each cluster with a wanted entry is opened once, and decoded no further than to the last one.
 * Memory holds the directory entries of the partition's contents.
 */
final class ClusterRangeReader implements PartitionReader<InternalRow> {
  /** What a row can carry; Spark's own bound for a row lies below 2 GiB. */
  private static final int MAX_CONTENT_BYTES = 1 << 30;

  private static final Comparator<Dirent.Content> BY_PLACE =
      Comparator.comparingInt(Dirent.Content::cluster)
          .thenComparing(Dirent.Content::blob, Integer::compareUnsigned)
          .thenComparingInt(Dirent.Content::index);

  private final ZimArchive archive;
  private final ZimPartition share;
  private final WantedEntries wanted;
  private final EntryRows rows;
  private final boolean readContent;
  private final DirentScanner scanner;
  private final List<Dirent.Content> contents = new ArrayList<>();
  private int nextContent = -1;
  private int openCluster = -1;
  private ClusterReader reader;
  private byte[] content;
  private InternalRow row;

  ClusterRangeReader(ZimArchive archive, ZimPartition share, WantedEntries wanted, EntryRows rows)
      throws IOException {
    this.archive = archive;
    this.share = share;
    this.wanted = wanted;
    this.rows = rows;
    this.readContent = rows.have(ZimColumn.CONTENT);
    this.scanner = archive.dirents(0, archive.entryCount());
  }

  @Override
  public boolean next() throws IOException {
    if (nextContent < 0 && nextWithoutContent()) {
      return true;
    }
    if (nextContent < 0) {
      contents.sort(BY_PLACE);
      nextContent = 0;
    }
    if (nextContent == contents.size()) {
      return false;
    }
    Dirent.Content entry = contents.get(nextContent++);
    moveTo(entry);
    row = rows.row(entry, reader.size(), content);
    return true;
  }

  @Override
  public InternalRow get() {
    return row;
  }

  @Override
  public void close() throws IOException {
    try {
      if (reader != null) {
        reader.close();
      }
    } finally {
      archive.close();
    }
  }

  /** Scans on to the next row without content, gathering the contents on the way. */
  private boolean nextWithoutContent() throws IOException {
    while (scanner.next()) {
      Dirent dirent = scanner.dirent();
      boolean inRange = dirent.index() >= share.entryFrom() && dirent.index() < share.entryTo();
      if (!wanted.contains(dirent)) {
        continue;
      }
      if (!(dirent instanceof Dirent.Content entry)) {
        if (inRange) {
          row = rows.row(dirent);
          return true;
        }
      } else if (entry.cluster() >= share.clusterFrom() && entry.cluster() < share.clusterTo()) {
        contents.add(entry);
      } else if (inRange && Integer.compareUnsigned(entry.cluster(), archive.clusterCount()) >= 0) {
        archive.open(entry).close(); // Says what is wrong, in one partition.
      }
    }
    return false;
  }

  /** Entries may share a blob: then its bytes are read for the first and kept for the others. */
  private void moveTo(Dirent.Content entry) throws IOException {
    boolean sameCluster = entry.cluster() == openCluster;
    if (sameCluster && entry.blob() == reader.blob()) {
      return;
    }
    if (sameCluster) {
      skipTo(entry);
    } else {
      if (reader != null) {
        reader.close();
      }
      reader = archive.open(entry);
      openCluster = entry.cluster();
    }
    content = readContent ? content(entry) : null;
  }

  private void skipTo(Dirent.Content entry) throws IOException {
    try {
      reader.skipTo(entry.blob());
    } catch (MalformedInputException e) {
      throw e.inEntry(entry.name());
    }
  }

  private byte[] content(Dirent.Content entry) throws IOException {
    if (reader.size() > MAX_CONTENT_BYTES) {
      throw new IOException(
          "content too large for a row: "
              + entry.name()
              + " of "
              + archive.input().name()
              + ", expected at most "
              + MAX_CONTENT_BYTES
              + " bytes, found "
              + reader.size()
              + "; exclude it by namespace or mime");
    }
    byte[] bytes = new byte[(int) reader.size()];
    reader.content().readNBytes(bytes, 0, bytes.length);
    return bytes;
  }
}
