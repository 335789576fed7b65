package org.wikimill.connectors.dumps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.wikimill.connectors.io.ArchiveInputs;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.dumps.DumpRange;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.XmlDump;

/** One query's read of some dumps, planned on the driver. */
final class XmlScan implements Scan, Batch {
  private final List<String> dumps;
  private final long rangeBytes;
  private final StructType schema;

  XmlScan(List<String> dumps, long rangeBytes, StructType schema) {
    this.dumps = dumps;
    this.rangeBytes = rangeBytes;
    this.schema = schema;
  }

  /** A range of a dump. */
  private record Share(String dump, DumpRange range, SiteInfo site) implements InputPartition {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public StructType readSchema() {
    return schema;
  }

  @Override
  public String description() {
    return "wikimedia-xml " + String.join(", ", dumps);
  }

  @Override
  public Batch toBatch() {
    return this;
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
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(SparkSession.active().sparkContext());
    return new ReaderFactory(
        Arrays.stream(schema.fieldNames()).map(XmlColumn::named).toList(),
        context.broadcast(new SerializableConfiguration(configuration())));
  }

  private static Configuration configuration() {
    return SparkSession.active().sessionState().newHadoopConf();
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
