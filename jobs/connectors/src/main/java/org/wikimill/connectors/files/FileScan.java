package org.wikimill.connectors.files;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * One query's read of some files, planned on the driver: each is a partition, unless a scan knows
 * how to cut them.
 */
public abstract class FileScan implements Scan, Batch {
  private final String description;
  private final List<String> files;
  private final StructType columns;

  /**
   * @param columns what the query wants
   */
  protected FileScan(String format, List<String> files, StructType columns) {
    this.description = format + " " + String.join(", ", files);
    this.files = files;
    this.columns = columns;
  }

  /** A file, read by one task. */
  public record WholeFile(String path) implements InputPartition {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    return files.stream().map(WholeFile::new).toArray(InputPartition[]::new);
  }

  @Override
  public StructType readSchema() {
    return columns;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  /** How the driver reaches file systems. */
  public static Configuration configuration() {
    return SparkSession.active().sessionState().newHadoopConf();
  }

  /** The same for tasks. */
  protected static Broadcast<SerializableConfiguration> sharedConfiguration() {
    return JavaSparkContext.fromSparkContext(SparkSession.active().sparkContext())
        .broadcast(new SerializableConfiguration(configuration()));
  }
}
