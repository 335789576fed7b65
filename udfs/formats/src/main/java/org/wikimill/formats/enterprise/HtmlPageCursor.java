package org.wikimill.formats.enterprise;

import java.io.IOException;
import java.util.Set;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.dumps.DumpPage;
import org.wikimill.formats.dumps.PageCursor;
import org.wikimill.formats.enterprise.HtmlRecord.Text;

/**
 * Reads the records of a snapshot, in their order.
 *
 * <p>Where the snapshot ends early, in a record or in what it is packed in, {@link #next} throws a
 * {@link MalformedInputException} of the reason {@value RecordLines#CUT} that names the last page;
 * a record that is no JSON, or no page, is named by its line and byte.
 */
public final class HtmlPageCursor implements PageCursor {
  private final PositionedInput input;
  private final RecordLines lines;
  private final RecordParser parser;
  private HtmlRecord record;

  HtmlPageCursor(PositionedInput input, Set<Text> texts) throws IOException {
    this.input = input;
    this.lines = new RecordLines(input);
    this.parser = new RecordParser(texts);
  }

  @Override
  public boolean next() throws IOException {
    if (!lines.next(last())) {
      record = null;
      return false;
    }
    try {
      record = parser.parse(lines.bytes(), lines.length());
    } catch (RecordParser.BadRecordException e) {
      throw lines.isCut() ? lines.cut(last()) : lines.bad(e.expected(), e.found());
    }
    return true;
  }

  /** The record that {@link #next} went to. */
  public HtmlRecord record() {
    if (record == null) {
      throw new IllegalStateException("no record: next() was not called, or was false");
    }
    return record;
  }

  @Override
  public DumpPage page() {
    return record().page();
  }

  private String last() {
    return record == null ? "no page" : "page " + record.id() + " '" + record.title() + "'";
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
