package org.wikimill.pipeline.query;

import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_csv;
import static org.apache.spark.sql.functions.to_json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * The rows of a query as lines of text, partition by partition: of many, they are never held all at
 * once.
 *
 * <p>Bytes are lower-case hexadecimal; in CSV, arrays, maps and structures are JSON. Columns of one
 * name get different ones.
 */
public final class QueryRows {
  private static final Map<String, String> DOUBLED_QUOTES = Map.of("escape", "\"");

  /** So many are collected at once: with a LIMIT, from as few partitions as have them. */
  private static final long FEW_ROWS = 1000;

  private final Dataset<Row> rows;

  public QueryRows(Dataset<Row> rows) {
    Dataset<Row> named = rows.toDF(distinct(rows.columns()));
    this.rows = named.select(columns(named, QueryRows::withoutBytes));
  }

  /** The names of the columns. */
  public List<String> names() {
    return List.of(rows.columns());
  }

  /** What a column is told as. */
  private interface Telling {
    Column of(Column column, DataType type);
  }

  private static Column[] columns(Dataset<Row> rows, Telling telling) {
    List<Column> columns = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      Column column = rows.col("`" + field.name().replace("`", "``") + "`");
      columns.add(telling.of(column, field.dataType()).as(field.name()));
    }
    return columns.toArray(Column[]::new);
  }

  private static Column withoutBytes(Column column, DataType type) {
    return type instanceof BinaryType ? lower(hex(column)) : column;
  }

  private static Column flat(Column column, DataType type) {
    boolean nested =
        type instanceof ArrayType || type instanceof MapType || type instanceof StructType;
    return nested ? to_json(column) : column;
  }

  /** The line above those of {@link #csv}. */
  public String csvHeader() {
    return names().stream().map(QueryRows::quoted).collect(Collectors.joining(","));
  }

  /** A line for each row, as RFC 4180 has it. */
  public Iterator<String> csv() {
    Dataset<Row> flat = rows.select(columns(rows, QueryRows::flat));
    return lines(
        flat.select(to_csv(struct(columns(flat, (column, type) -> column)), DOUBLED_QUOTES))
            .as(Encoders.STRING()));
  }

  /** An object of JSON for each row; nulls are left out. */
  public Iterator<String> json() {
    return lines(rows.toJSON());
  }

  /** Where few rows can come, they are looked for no further than they must be. */
  private static Iterator<String> lines(Dataset<String> lines) {
    Option<Object> most = lines.queryExecution().optimizedPlan().maxRows();
    boolean few = most.isDefined() && (long) most.get() <= FEW_ROWS;
    return few ? lines.collectAsList().iterator() : lines.toLocalIterator();
  }

  /** The first rows, their values as text; null where a value is. */
  public List<Row> first(int count) {
    return rows.limit(count)
        .select(columns(rows, (column, type) -> flat(column, type).cast("string")))
        .collectAsList();
  }

  private static String quoted(String name) {
    boolean plain = name.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String[] distinct(String[] columns) {
    Set<String> given = new HashSet<>();
    String[] names = columns.clone();
    for (int i = 0; i < names.length; i++) {
      for (int n = 2; !given.add(names[i]); n++) {
        names[i] = columns[i] + "_" + n;
      }
    }
    return names;
  }
}
