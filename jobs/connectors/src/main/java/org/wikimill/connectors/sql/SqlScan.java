package org.wikimill.connectors.sql;

import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.wikimill.connectors.files.FileScan;

/** One query's read of some dumps: each is a partition, for neither gzip nor SQL can be split. */
final class SqlScan extends FileScan {
  private final List<String> files;
  private final StructType schema;

  SqlScan(List<String> files, StructType schema, StructType wanted) {
    super(SqlDataSource.NAME, files, wanted);
    this.files = files;
    this.schema = schema;
  }

  /** A file, read by one task. */
  record File(String path) implements InputPartition {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    return files.stream().map(File::new).toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new SqlReaderFactory(schema, readSchema(), sharedConfiguration());
  }
}
