package org.wikimill.pipeline.audit;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;

import java.util.List;
import java.util.Locale;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.wikimill.connectors.tables.Table;

/**
 * A path that differs between two builds: a row of table {@code differences}.
 *
 * @param path the path, UTF-8; that of a directory if the cause is one of directories
 * @param cause why
 * @param detail what lies behind that; null if the cause says all
 * @param cidA its CID in the first build; null where that has no such path
 * @param cidB its CID in the second build; null likewise
 */
public record Difference(byte[] path, Cause cause, Detail detail, String cidA, String cidB) {

  /** The columns of the table, whatever is held against each other. */
  public static final MessageType COLUMNS =
      Types.buildMessage()
          .required(BINARY)
          .as(stringType())
          .named("path")
          .required(BINARY)
          .as(stringType())
          .named("cause")
          .optional(BINARY)
          .as(stringType())
          .named("detail")
          .optional(BINARY)
          .as(stringType())
          .named("cid_a")
          .optional(BINARY)
          .as(stringType())
          .named("cid_b")
          .named("differences");

  /** The table. */
  public static final Table<Difference> TABLE =
      new Table<>(
          COLUMNS.getName(),
          COLUMNS,
          List.of(),
          (row, out) ->
              out.text(row.path())
                  .text(row.cause().text())
                  .text(row.detail() == null ? null : row.detail().text())
                  .text(row.cidA())
                  .text(row.cidB()),
          in ->
              new Difference(
                  in.utf8(),
                  cause(in.text()),
                  detail(in.optionalText()),
                  in.optionalText(),
                  in.optionalText()));

  private static Cause cause(String text) {
    return Cause.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static Detail detail(String text) {
    return text == null ? null : Detail.valueOf(text.toUpperCase(Locale.ROOT));
  }
}
