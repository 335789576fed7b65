package org.wikimill.connectors.zim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.wikimill.connectors.io.ArchiveInputs;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.zim.ZimArchive;

/** One query's read of some archives, planned on the driver. */
final class ZimScan implements Scan, Batch {
  private final List<String> archives;
  private final StructType schema;
  private final EntryFilter filter;

  ZimScan(List<String> archives, StructType schema, EntryFilter filter) {
    this.archives = archives;
    this.schema = schema;
    this.filter = filter;
  }

  @Override
  public StructType readSchema() {
    return schema;
  }

  @Override
  public String description() {
    return "zim " + String.join(", ", archives) + " PushedFilters: " + filter;
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    boolean clusters = columns().stream().anyMatch(ZimColumn::needsClusters);
    Configuration configuration = configuration();
    List<InputPartition> partitions = new ArrayList<>();
    for (String name : archives) {
      try (PositionedInput input = ArchiveInputs.open(name, configuration)) {
        ZimArchive archive = ZimArchive.open(input);
        partitions.addAll(
            clusters
                ? ZimPartition.byClusters(name, archive)
                : ZimPartition.byEntries(name, archive));
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
    return new ZimReaderFactory(
        columns(), filter, context.broadcast(new SerializableConfiguration(configuration())));
  }

  private List<ZimColumn> columns() {
    return Arrays.stream(schema.fieldNames()).map(ZimColumn::named).toList();
  }

  private static Configuration configuration() {
    return SparkSession.active().sessionState().newHadoopConf();
  }
}
