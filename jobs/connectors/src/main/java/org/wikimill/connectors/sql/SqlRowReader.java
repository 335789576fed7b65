package org.wikimill.connectors.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StructType;
import org.wikimill.connectors.rows.EscapedText;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.sql.SqlDump;
import org.wikimill.formats.sql.SqlRow;
import org.wikimill.formats.sql.SqlTable;

/** Makes Spark's rows of those of a dump. */
final class SqlRowReader implements PartitionReader<InternalRow> {
  private final SqlDump dump;
  private final DataType[] types;
  private final int[] places;

  SqlRowReader(SqlDump dump, StructType wanted) {
    this.dump = dump;
    SqlTable table = dump.table();
    this.types = new DataType[wanted.length()];
    this.places = new int[types.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = wanted.fields()[i].dataType();
      places[i] = table.index(wanted.fields()[i].name());
    }
  }

  @Override
  public boolean next() throws IOException {
    return dump.next();
  }

  @Override
  public InternalRow get() {
    Object[] values = new Object[types.length];
    SqlRow row = dump.row();
    try {
      for (int i = 0; i < values.length; i++) {
        values[i] = row.isNull(places[i]) ? null : value(row, places[i], types[i]);
      }
    } catch (MalformedInputException e) {
      throw new UncheckedIOException(e);
    }
    return new GenericInternalRow(values);
  }

  private static Object value(SqlRow row, int column, DataType type)
      throws MalformedInputException {
    if (type instanceof LongType) {
      return row.integer(column);
    } else if (type instanceof DoubleType) {
      return row.real(column);
    } else if (type instanceof DecimalType decimal) {
      return decimal(row, column, decimal);
    } else if (type instanceof BinaryType) {
      return row.bytes(column);
    }
    return EscapedText.of(row.bytes(column));
  }

  private static Decimal decimal(SqlRow row, int column, DecimalType type)
      throws MalformedInputException {
    try {
      BigDecimal value = new BigDecimal(row.digits(column)).setScale(type.scale());
      if (value.precision() <= type.precision()) {
        return Decimal.apply(value, type.precision(), type.scale());
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // told below
    }
    throw row.malformed(column, "a number of type " + type.sql());
  }

  @Override
  public void close() throws IOException {
    dump.close();
  }
}
