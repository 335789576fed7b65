package org.wikimill.connectors.enterprise;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** The pages of some snapshots as a table that can be read. */
final class HtmlTable implements SupportsRead {
  private final List<String> snapshots;

  HtmlTable(List<String> snapshots) {
    this.snapshots = snapshots;
  }

  @Override
  public String name() {
    return "wikimedia-html " + String.join(", ", snapshots);
  }

  @Override
  public Column[] columns() {
    return Arrays.stream(HtmlColumn.schema().fields())
        .map(
            field ->
                Column.create(
                    field.name(),
                    field.dataType(),
                    field.nullable(),
                    field.getComment().get(),
                    null))
        .toArray(Column[]::new);
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return new PrunedScan();
  }

  /** Learns from Spark which columns a query wants. */
  private final class PrunedScan implements SupportsPushDownRequiredColumns {
    private StructType columns = HtmlColumn.schema();

    @Override
    public void pruneColumns(StructType required) {
      columns = required;
    }

    @Override
    public Scan build() {
      return new HtmlScan(snapshots, columns);
    }
  }
}
