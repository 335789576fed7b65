package org.wikimill.pipeline.source;

import java.io.IOException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.dumps.DumpPage;
import org.wikimill.formats.dumps.PageCursor;

/** A cursor that closes its input with itself. */
record ClosingCursor(PageCursor pages, PositionedInput input) implements PageCursor {
  @Override
  public boolean next() throws IOException {
    return pages.next();
  }

  @Override
  public DumpPage page() throws IOException {
    return pages.page();
  }

  @Override
  public void close() throws IOException {
    try (input;
        pages) {
      // The cursor first.
    }
  }
}
