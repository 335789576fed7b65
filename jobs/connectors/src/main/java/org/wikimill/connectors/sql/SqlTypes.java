package org.wikimill.connectors.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.wikimill.formats.sql.SqlColumn;
import org.wikimill.formats.sql.SqlTable;

/** Spark's types for the columns of a dump. */
final class SqlTypes {
  private static final Pattern DIGITS = Pattern.compile("\\((\\d+)(?:,(\\d+))?\\)");
  private static final String ALL = "*";

  private SqlTypes() {}

  /**
   * The schema of a table.
   *
   * @param binary the columns that are wanted as bytes, with commas between them; {@code *} for all
   *     but numbers
   */
  static StructType of(SqlTable table, String binary) {
    Set<String> names =
        Arrays.stream(binary.split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
    boolean all = names.remove(ALL);
    names.forEach(table::index); // says which is missing
    List<StructField> fields =
        table.columns().stream()
            .map(column -> field(column, all || names.contains(column.name())))
            .toList();
    return DataTypes.createStructType(fields);
  }

  private static StructField field(SqlColumn column, boolean asBytes) {
    return new StructField(
            column.name(), type(column, asBytes), column.nullable(), Metadata.empty())
        .withComment(column.declaration());
  }

  private static DataType type(SqlColumn column, boolean asBytes) {
    return switch (column.kind()) {
      case INTEGER -> DataTypes.LongType;
      case REAL -> DataTypes.DoubleType;
      case DECIMAL -> decimal(column.type());
      case TEXT, BINARY -> asBytes ? DataTypes.BinaryType : DataTypes.StringType;
    };
  }

  /** Ten digits and no fraction where the type does not say, as the server has it. */
  private static DataType decimal(String type) {
    Matcher digits = DIGITS.matcher(type);
    int precision = 10;
    int scale = 0;
    if (digits.find()) {
      precision = Integer.parseInt(digits.group(1));
      scale = digits.group(2) == null ? 0 : Integer.parseInt(digits.group(2));
    }
    boolean fits = precision <= DecimalType.MAX_PRECISION();
    return fits ? DataTypes.createDecimalType(precision, scale) : DataTypes.StringType;
  }
}
