package org.wikimill.connectors.enterprise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.wikimill.connectors.files.FileScan;
import org.wikimill.connectors.io.ArchiveInputs;
import org.wikimill.formats.bytes.PositionedInput;

/** One query's read of some snapshots, planned on the driver. */
final class HtmlScan extends FileScan {
  private final List<String> snapshots;

  HtmlScan(List<String> snapshots, StructType schema) {
    super(HtmlDataSource.NAME, snapshots, schema);
    this.snapshots = snapshots;
  }

  /** A file. */
  private record Share(String snapshot) implements InputPartition {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    return snapshots.stream().map(Share::new).toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new ReaderFactory(
        Arrays.stream(readSchema().fieldNames()).map(HtmlColumn::named).toList(),
        sharedConfiguration());
  }

  /** Opens snapshots in the executors. */
  private static final class ReaderFactory implements PartitionReaderFactory {
    private static final long serialVersionUID = 1L;

    private final List<HtmlColumn> columns;
    private final Broadcast<SerializableConfiguration> configuration;

    ReaderFactory(List<HtmlColumn> columns, Broadcast<SerializableConfiguration> configuration) {
      this.columns = columns;
      this.configuration = configuration;
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      String name = ((Share) partition).snapshot();
      try {
        PositionedInput input = ArchiveInputs.open(name, configuration.value().value());
        return new HtmlRecordReader(input, columns);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
