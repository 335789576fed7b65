package org.wikimill.connectors.zim;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** The entries of some archives as a table that can be read. */
final class ZimTable implements SupportsRead {
  private final List<String> archives;

  ZimTable(List<String> archives) {
    this.archives = archives;
  }

  @Override
  public String name() {
    return "zim " + String.join(", ", archives);
  }

  @Override
  public Column[] columns() {
    return Arrays.stream(ZimColumn.schema().fields())
        .map(field -> Column.create(field.name(), field.dataType(), field.nullable()))
        .toArray(Column[]::new);
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return new ZimScanBuilder(archives);
  }
}
