package org.wikimill.cli;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.wikimill.pipeline.query.QueryRows;

/** Rows with their columns below each other. */
final class TextTable {
  private static final String NULL = "NULL";

  private TextTable() {}

  /** The first rows of a query, and a word on those that are left out. */
  static String of(QueryRows query, int limit) {
    List<String> names = query.names();
    List<Row> rows = query.first(limit == Integer.MAX_VALUE ? limit : limit + 1);
    boolean more = rows.size() > limit;
    List<Row> shown = more ? rows.subList(0, limit) : rows;
    int[] widths = names.stream().mapToInt(TextTable::width).toArray();
    for (Row row : shown) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(value(row, i)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      cell(names.get(i), i, widths, text);
    }
    for (int i = 0; i < widths.length; i++) {
      cell("-".repeat(widths[i]), i, widths, text);
    }
    for (Row row : shown) {
      for (int i = 0; i < widths.length; i++) {
        cell(value(row, i), i, widths, text);
      }
    }
    return more
        ? text + String.format(Locale.ROOT, "... more than %,d rows\n", limit)
        : text.toString();
  }

  private static void cell(String value, int column, int[] widths, StringBuilder text) {
    text.append(value);
    boolean last = column == widths.length - 1;
    text.append(last ? "\n" : " ".repeat(widths[column] - width(value) + 2));
  }

  /** On one line: what would break it is shown as an escape. */
  private static String value(Row row, int column) {
    String value = row.isNullAt(column) ? NULL : row.getString(column);
    return value.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
  }

  private static int width(String value) {
    return value.codePointCount(0, value.length());
  }
}
