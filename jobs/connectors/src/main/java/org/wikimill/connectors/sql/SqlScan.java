package org.wikimill.connectors.sql;

import java.util.List;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.wikimill.connectors.files.FileScan;

/** One query's read of some dumps: each is a partition, for neither gzip nor SQL can be split. */
final class SqlScan extends FileScan {
  private final StructType schema;

  SqlScan(List<String> files, StructType schema, StructType wanted) {
    super(SqlDataSource.NAME, files, wanted);
    this.schema = schema;
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new SqlReaderFactory(schema, readSchema(), sharedConfiguration());
  }
}
