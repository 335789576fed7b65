package org.wikimill.connectors.zim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.util.SerializableConfiguration;
import org.wikimill.connectors.io.ArchiveInputs;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.zim.ZimArchive;

/** Opens partitions in the executors. */
final class ZimReaderFactory implements PartitionReaderFactory {
  private static final long serialVersionUID = 1L;

  private final List<ZimColumn> columns;
  private final EntryFilter filter;
  private final Broadcast<SerializableConfiguration> configuration;

  ZimReaderFactory(
      List<ZimColumn> columns,
      EntryFilter filter,
      Broadcast<SerializableConfiguration> configuration) {
    this.columns = columns;
    this.filter = filter;
    this.configuration = configuration;
  }

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    ZimPartition share = (ZimPartition) partition;
    try {
      PositionedInput input = ArchiveInputs.open(share.archive(), configuration.value().value());
      try {
        ZimArchive archive = ZimArchive.open(input);
        EntryRows rows = new EntryRows(archive, columns);
        WantedEntries wanted = new WantedEntries(archive, filter);
        return share.clusterFrom() == share.clusterTo()
            ? new EntryRangeReader(archive, share, wanted, rows)
            : new ClusterRangeReader(archive, share, wanted, rows);
      } catch (IOException | RuntimeException e) {
        input.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
