package org.wikimill.connectors.zim;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownFilters;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;

/** Learns from Spark which columns and which entries a query wants. */
final class ZimScanBuilder implements SupportsPushDownRequiredColumns, SupportsPushDownFilters {
  private final List<String> archives;
  private StructType columns = ZimColumn.schema();
  private Filter[] pushed = {};

  ZimScanBuilder(List<String> archives) {
    this.archives = archives;
  }

  @Override
  public void pruneColumns(StructType required) {
    columns = required;
  }

  /** Takes over the filters that it can decide alone, and returns the others. */
  @Override
  public Filter[] pushFilters(Filter[] filters) {
    pushed = Arrays.stream(filters).filter(EntryFilter::supports).toArray(Filter[]::new);
    return Arrays.stream(filters).filter(f -> !EntryFilter.supports(f)).toArray(Filter[]::new);
  }

  @Override
  public Filter[] pushedFilters() {
    return pushed.clone();
  }

  @Override
  public Scan build() {
    return new ZimScan(archives, columns, new EntryFilter(List.of(pushed)));
  }
}
