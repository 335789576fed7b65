package org.wikimill.connectors.tables;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/** The schema of a table, put together column by column. */
public final class Columns {
  private final String name;
  private final Types.MessageTypeBuilder builder = Types.buildMessage();

  /** A table of that name, without columns yet. */
  public Columns(String name) {
    this.name = name;
  }

  public Columns text(String column) {
    builder.required(BINARY).as(stringType()).named(column);
    return this;
  }

  public Columns optionalText(String column) {
    builder.optional(BINARY).as(stringType()).named(column);
    return this;
  }

  public Columns number(String column) {
    builder.required(INT64).named(column);
    return this;
  }

  public Columns optionalNumber(String column) {
    builder.optional(INT64).named(column);
    return this;
  }

  public Columns flag(String column) {
    builder.required(BOOLEAN).named(column);
    return this;
  }

  /** The schema. */
  public MessageType build() {
    return builder.named(name);
  }
}
