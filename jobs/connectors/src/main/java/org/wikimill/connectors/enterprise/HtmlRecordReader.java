package org.wikimill.connectors.enterprise;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.unsafe.types.UTF8String;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.enterprise.HtmlDump;
import org.wikimill.formats.enterprise.HtmlPageCursor;
import org.wikimill.formats.enterprise.HtmlRecord;
import org.wikimill.formats.enterprise.HtmlRecord.Text;

/** Makes a row of each record of a snapshot. */
final class HtmlRecordReader implements PartitionReader<InternalRow> {
  private final PositionedInput input;
  private final HtmlColumn[] columns;
  private final HtmlPageCursor cursor;
  private InternalRow row;

  /** Reads a snapshot; owns the input from then on. */
  HtmlRecordReader(PositionedInput input, List<HtmlColumn> columns) throws IOException {
    this.input = input;
    this.columns = columns.toArray(HtmlColumn[]::new);
    this.cursor = HtmlDump.read(input, texts(columns));
  }

  private static Set<Text> texts(List<HtmlColumn> columns) {
    Set<Text> texts = EnumSet.noneOf(Text.class);
    if (columns.contains(HtmlColumn.HTML)) {
      texts.add(Text.HTML);
    }
    if (columns.contains(HtmlColumn.WIKITEXT)) {
      texts.add(Text.WIKITEXT);
    }
    return texts;
  }

  @Override
  public boolean next() throws IOException {
    if (!cursor.next()) {
      return false;
    }
    Object[] values = new Object[columns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(columns[i], cursor.record());
    }
    row = new GenericInternalRow(values);
    return true;
  }

  @Override
  public InternalRow get() {
    return row;
  }

  @Override
  public void close() throws IOException {
    cursor.close();
  }

  private Object value(HtmlColumn column, HtmlRecord record) throws IOException {
    return switch (column) {
      case PAGE_ID -> record.id();
      case REVISION_ID -> record.revisionId() == 0 ? null : record.revisionId();
      case NAMESPACE -> record.namespace();
      case TITLE -> text(record.title());
      case URL -> text(record.url());
      case LANGUAGE -> text(record.language());
      case PROJECT -> text(record.project());
      case DATE_MODIFIED -> microseconds(record);
      case ABSTRACT -> text(record.summary());
      case HTML -> text(record.html());
      case WIKITEXT -> text(record.wikitext());
      case CATEGORIES -> list(record.categories());
      case REDIRECTS -> list(record.redirects());
      case TEMPLATES -> list(record.templates());
      case LICENCES -> list(record.licences());
      case IMAGE -> text(record.image());
      case MAIN_ENTITY -> text(record.mainEntity());
    };
  }

  private Long microseconds(HtmlRecord record) throws IOException {
    if (record.modified().isEmpty()) {
      return null;
    }
    try {
      return DateTimeUtils.instantToMicros(Instant.parse(record.modified()));
    } catch (DateTimeException e) {
      throw new MalformedInputException(
          "date_modified is none",
          input.name(),
          -1,
          "as 2001-01-15T13:15:00Z in page " + record.id(),
          record.modified());
    }
  }

  private static UTF8String text(String value) {
    return value.isEmpty() ? null : UTF8String.fromString(value);
  }

  private static ArrayData list(List<String> values) {
    return new GenericArrayData(values.stream().map(UTF8String::fromString).toArray());
  }
}
