package org.wikimill.connectors.tables;

import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Writes the columns of one row, one call a column in the order of the schema. */
public final class ColumnWriter {
  private final MessageType schema;
  private final RecordConsumer out;
  private int column;

  ColumnWriter(MessageType schema, RecordConsumer out) {
    this.schema = schema;
    this.out = out;
  }

  void start() {
    column = 0;
    out.startMessage();
  }

  void end() {
    if (column != schema.getFieldCount()) {
      throw new IllegalStateException(
          schema.getName() + " has " + schema.getFieldCount() + " columns, " + column + " written");
    }
    out.endMessage();
  }

  /** A text; null leaves the column empty. */
  public ColumnWriter text(String value) {
    return utf8(value == null ? null : Binary.fromString(value));
  }

  /** A text that is UTF-8 already. */
  public ColumnWriter text(byte[] value) {
    return utf8(Binary.fromConstantByteArray(value));
  }

  /** A text that is UTF-8 already; null leaves the column empty. */
  public ColumnWriter optionalText(byte[] value) {
    return utf8(value == null ? null : Binary.fromConstantByteArray(value));
  }

  private ColumnWriter utf8(Binary value) {
    if (value == null) {
      column++;
      return this;
    }
    startColumn();
    out.addBinary(value);
    return endColumn();
  }

  /** A number; null leaves the column empty. */
  public ColumnWriter number(Long value) {
    if (value == null) {
      column++;
      return this;
    }
    startColumn();
    out.addLong(value);
    return endColumn();
  }

  public ColumnWriter flag(boolean value) {
    startColumn();
    out.addBoolean(value);
    return endColumn();
  }

  private void startColumn() {
    out.startField(schema.getFieldName(column), column);
  }

  private ColumnWriter endColumn() {
    out.endField(schema.getFieldName(column), column);
    column++;
    return this;
  }
}
