package org.wikimill.connectors.tables;

import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.parquet.schema.MessageType;

/**
 * A table of the index: its name, its schema, and how a row fills its columns and comes back.
 *
 * @param name as in {@code index/NAME/}
 * @param schema the columns, in order
 * @param lookups columns that get a bloom filter
 * @param columns writes the columns of a row, in the order of the schema
 * @param row makes a row of its columns, in the same order; throws IllegalArgumentException or
 *     ArithmeticException on values that no row has
 */
public record Table<R>(
    String name,
    MessageType schema,
    List<String> lookups,
    BiConsumer<R, ColumnWriter> columns,
    Function<ColumnReader, R> row) {

  /** The folder of all its parts, relative to the build's folder. */
  public String folder() {
    return "index/" + name;
  }

  /** The file of one part of the table, relative to the build's folder. */
  public String part(String snapshot, int number) {
    return String.format(
        Locale.ROOT, "%s/snapshot=%s/part-%05d.parquet", folder(), snapshot, number);
  }
}
