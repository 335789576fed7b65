package org.wikimill.connectors.sql;

import java.util.List;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;

/** Learns from Spark which columns a query wants. */
final class SqlScanBuilder implements SupportsPushDownRequiredColumns {
  private final List<String> files;
  private final StructType schema;
  private StructType wanted;

  SqlScanBuilder(List<String> files, StructType schema) {
    this.files = files;
    this.schema = schema;
    this.wanted = schema;
  }

  @Override
  public void pruneColumns(StructType required) {
    wanted = required;
  }

  @Override
  public Scan build() {
    return new SqlScan(files, schema, wanted);
  }
}
