package org.wikimill.connectors.enterprise;

import java.io.IOException;
import java.io.UncheckedIOException;
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

/** One query's read of some snapshots, planned on the driver. */
final class HtmlScan implements Scan, Batch {
  private final List<String> snapshots;
  private final StructType schema;

  HtmlScan(List<String> snapshots, StructType schema) {
    this.snapshots = snapshots;
    this.schema = schema;
  }

  /** A file. */
  private record Share(String snapshot) implements InputPartition {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public StructType readSchema() {
    return schema;
  }

  @Override
  public String description() {
    return "wikimedia-html " + String.join(", ", snapshots);
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    return snapshots.stream().map(Share::new).toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(SparkSession.active().sparkContext());
    Configuration configuration = SparkSession.active().sessionState().newHadoopConf();
    return new ReaderFactory(
        Arrays.stream(schema.fieldNames()).map(HtmlColumn::named).toList(),
        context.broadcast(new SerializableConfiguration(configuration)));
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
