package org.wikimill.connectors.files;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** Some files as a table that can be read. */
public final class FileTable implements SupportsRead {
  private final String name;
  private final StructType schema;
  private final Supplier<ScanBuilder> scans;

  private FileTable(String name, StructType schema, Supplier<ScanBuilder> scans) {
    this.name = name;
    this.schema = schema;
    this.scans = scans;
  }

  /** A table of which queries read any columns. */
  public static FileTable of(
      String format, List<String> files, StructType schema, Function<StructType, Scan> scans) {
    return with(format, files, schema, () -> new PrunedScan(schema, scans));
  }

  /** A table whose queries are planned by builders of its own. */
  public static FileTable with(
      String format, List<String> files, StructType schema, Supplier<ScanBuilder> builders) {
    return new FileTable(format + " " + String.join(", ", files), schema, builders);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Column[] columns() {
    return Arrays.stream(schema.fields()).map(FileTable::column).toArray(Column[]::new);
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
    return scans.get();
  }

  /** Learns from Spark which columns a query wants. */
  private static final class PrunedScan implements SupportsPushDownRequiredColumns {
    private final Function<StructType, Scan> scans;
    private StructType columns;

    PrunedScan(StructType schema, Function<StructType, Scan> scans) {
      this.columns = schema;
      this.scans = scans;
    }

    @Override
    public void pruneColumns(StructType required) {
      columns = required;
    }

    @Override
    public Scan build() {
      return scans.apply(columns);
    }
  }
}
