package org.wikimill.connectors.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** The rows of some dumps of one table, as a table that can be read. */
final class SqlSource implements SupportsRead {
  private final List<String> files;
  private final StructType schema;

  SqlSource(List<String> files, StructType schema) {
    this.files = files;
    this.schema = schema;
  }

  @Override
  public String name() {
    return "wikimedia-sql " + String.join(", ", files);
  }

  @Override
  public Column[] columns() {
    return Arrays.stream(schema.fields()).map(SqlSource::column).toArray(Column[]::new);
  }

  private static Column column(StructField field) {
    String comment = field.getComment().getOrElse(() -> null);
    return Column.create(field.name(), field.dataType(), field.nullable(), comment, null);
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return new SqlScanBuilder(files, schema);
  }
}
