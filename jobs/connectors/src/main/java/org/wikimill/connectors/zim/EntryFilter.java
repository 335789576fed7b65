package org.wikimill.connectors.zim;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.In;
import org.apache.spark.sql.sources.IsNotNull;

/** The conditions on namespace and MIME type that all wanted entries meet. */
final class EntryFilter implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<Filter> filters;

  /**
   * @param filters such as {@link #supports} accepts
   */
  EntryFilter(List<Filter> filters) {
    this.filters = filters;
  }

  /** Whether a filter can be decided from namespace and MIME type alone. */
  static boolean supports(Filter filter) {
    return List.of(ZimColumn.NAMESPACE.columnName(), ZimColumn.MIME.columnName())
        .contains(column(filter));
  }

  /**
   * Whether a value passes all conditions on its column.
   *
   * @param value null for entries without MIME type
   */
  boolean accepts(ZimColumn column, String value) {
    return filters.stream()
        .filter(filter -> column(filter).equals(column.columnName()))
        .allMatch(filter -> holds(filter, value));
  }

  @Override
  public String toString() {
    return filters.toString();
  }

  /** The column of a filter of a known kind; empty for others. */
  private static String column(Filter filter) {
    if (filter instanceof EqualTo equal) {
      return equal.attribute();
    } else if (filter instanceof In in) {
      return in.attribute();
    } else if (filter instanceof IsNotNull present) {
      return present.attribute();
    }
    return "";
  }

  /** SQL's rules: a comparison with null does not hold. */
  private static boolean holds(Filter filter, String value) {
    if (value == null) {
      return false;
    } else if (filter instanceof EqualTo equal) {
      return value.equals(equal.value());
    } else if (filter instanceof In in) {
      return Arrays.asList(in.values()).contains(value);
    }
    return true;
  }
}
