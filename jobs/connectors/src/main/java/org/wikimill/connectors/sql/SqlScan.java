package org.wikimill.connectors.sql;

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

/** One query's read of some dumps: each is a partition, for neither gzip nor SQL can be split. */
final class SqlScan implements Scan, Batch {
  private final List<String> files;
  private final StructType schema;
  private final StructType wanted;

  SqlScan(List<String> files, StructType schema, StructType wanted) {
    this.files = files;
    this.schema = schema;
    this.wanted = wanted;
  }

  /** A file, read by one task. */
  record File(String path) implements InputPartition {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public StructType readSchema() {
    return wanted;
  }

  @Override
  public String description() {
    return "wikimedia-sql " + String.join(", ", files);
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    return files.stream().map(File::new).toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(SparkSession.active().sparkContext());
    return new SqlReaderFactory(
        schema, wanted, context.broadcast(new SerializableConfiguration(configuration())));
  }

  static Configuration configuration() {
    return SparkSession.active().sessionState().newHadoopConf();
  }
}
