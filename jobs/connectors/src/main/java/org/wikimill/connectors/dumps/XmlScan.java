package org.wikimill.connectors.dumps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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
import org.wikimill.formats.dumps.DumpRange;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.XmlDump;

/** One query's read of some dumps, planned on the driver. */
final class XmlScan extends FileScan {
  private final List<String> dumps;
  private final long rangeBytes;

  XmlScan(List<String> dumps, long rangeBytes, StructType schema) {
    super(XmlDataSource.NAME, dumps, schema);
    this.dumps = dumps;
    this.rangeBytes = rangeBytes;
  }

  /** A range of a dump. */
  private record Share(String dump, DumpRange range, SiteInfo site) implements InputPartition {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    List<InputPartition> partitions = new ArrayList<>();
    for (String name : dumps) {
      try (PositionedInput input = ArchiveInputs.open(name, configuration())) {
        XmlDump dump = XmlDump.open(input);
        dump.ranges(rangeBytes).forEach(r -> partitions.add(new Share(name, r, dump.site())));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return partitions.toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new ReaderFactory(
        Arrays.stream(readSchema().fieldNames()).map(XmlColumn::named).toList(),
        sharedConfiguration());
  }

  /** Opens ranges in the executors. */
  private static final class ReaderFactory implements PartitionReaderFactory {
    private static final long serialVersionUID = 1L;

    private final List<XmlColumn> columns;
    private final Broadcast<SerializableConfiguration> configuration;

    ReaderFactory(List<XmlColumn> columns, Broadcast<SerializableConfiguration> configuration) {
      this.columns = columns;
      this.configuration = configuration;
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      Share share = (Share) partition;
      try {
        PositionedInput input = ArchiveInputs.open(share.dump(), configuration.value().value());
        try {
          return new XmlPageReader(input, share.range(), share.site(), columns);
        } catch (IOException | RuntimeException e) {
          input.close();
          throw e;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
