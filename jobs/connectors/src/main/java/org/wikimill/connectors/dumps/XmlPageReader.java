package org.wikimill.connectors.dumps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.unsafe.types.UTF8String;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.dumps.DumpRange;
import org.wikimill.formats.dumps.RevisionCheck;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.XmlDump;
import org.wikimill.formats.dumps.XmlPageCursor;
import org.wikimill.formats.dumps.XmlRevision;
import org.wikimill.formats.dumps.XmlSlot;

/** Makes a row of each page of a range. */
final class XmlPageReader implements PartitionReader<InternalRow> {
  private final PositionedInput input;
  private final XmlColumn[] columns;
  private final XmlPageCursor cursor;

  /** Reads a range; owns the input from then on. */
  XmlPageReader(PositionedInput input, DumpRange range, SiteInfo site, List<XmlColumn> columns)
      throws IOException {
    this.input = input;
    this.columns = columns.toArray(XmlColumn[]::new);
    this.cursor =
        columns.stream().anyMatch(XmlColumn::needsTexts)
            ? XmlDump.read(input, range, site)
            : XmlDump.readWithoutTexts(input, range, site);
  }

  @Override
  public boolean next() throws IOException {
    return cursor.next();
  }

  @Override
  public InternalRow get() {
    Object[] values = new Object[columns.length];
    try {
      for (int i = 0; i < values.length; i++) {
        values[i] = value(columns[i]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new GenericInternalRow(values);
  }

  @Override
  public void close() throws IOException {
    try {
      cursor.close();
    } finally {
      input.close();
    }
  }

  private Object value(XmlColumn column) throws IOException {
    XmlRevision revision = cursor.revision();
    XmlSlot main = revision.main();
    return switch (column) {
      case PAGE_ID -> cursor.id();
      case NAMESPACE -> cursor.namespace();
      case TITLE -> UTF8String.fromString(cursor.title());
      case REDIRECT -> string(cursor.redirect());
      case REVISIONS -> cursor.revisionCount();
      case REVISION_ID -> revision.id();
      case PARENT_ID -> number(revision.parentId());
      case TIMESTAMP -> microseconds(revision.timestamp());
      case CONTRIBUTOR -> string(revision.contributor());
      case CONTRIBUTOR_ID -> number(revision.contributorId());
      case COMMENT -> string(revision.comment());
      case MODEL -> UTF8String.fromString(main.model());
      case FORMAT -> UTF8String.fromString(main.format());
      case BYTES -> number(main.statedBytes());
      case SHA1 -> string(main.statedSha1());
      case SHA1_MATCHES -> matches(main.checkSha1());
      case TEXT -> text(main);
      case SLOTS -> slots(revision.slots().subList(1, revision.slots().size()));
    };
  }

  private static ArrayData slots(List<XmlSlot> slots) throws IOException {
    Object[] rows = new Object[slots.size()];
    for (int i = 0; i < rows.length; i++) {
      XmlSlot slot = slots.get(i);
      rows[i] =
          new GenericInternalRow(
              new Object[] {
                UTF8String.fromString(slot.role()),
                UTF8String.fromString(slot.model()),
                UTF8String.fromString(slot.format()),
                number(slot.statedBytes()),
                string(slot.statedSha1()),
                text(slot)
              });
    }
    return new GenericArrayData(rows);
  }

  private static UTF8String text(XmlSlot slot) throws IOException {
    if (slot.missing().isPresent()) {
      return null;
    }
    UTF8String text = UTF8String.fromBytes(slot.utf8());
    return text.isValid() ? text : UTF8String.fromString(slot.text()); // Says what is wrong.
  }

  private Long microseconds(String timestamp) throws IOException {
    if (timestamp.isEmpty()) {
      return null;
    }
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(timestamp));
    } catch (DateTimeException | ArithmeticException e) {
      throw new MalformedInputException(
          "timestamp is none", input.name(), cursor.place(), "as 2001-01-15T13:15:00Z", timestamp);
    }
  }

  private static Boolean matches(RevisionCheck check) {
    return check == RevisionCheck.ABSENT ? null : check == RevisionCheck.MATCHES;
  }

  private static UTF8String string(Optional<String> value) {
    return value.map(UTF8String::fromString).orElse(null);
  }

  private static Long number(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
