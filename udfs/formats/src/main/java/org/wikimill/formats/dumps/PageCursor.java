package org.wikimill.formats.dumps;

import java.io.Closeable;
import java.io.IOException;

/** Reads the pages of a range of a dump, in their order there. Serves one thread. */
public interface PageCursor extends Closeable {

  /**
   * Goes to the next page.
   *
   * @return false where the range ends
   * @throws org.wikimill.formats.bytes.MalformedInputException if the dump is damaged here; the
   *     cursor cannot go on after it
   */
  boolean next() throws IOException;

  /** The page that {@link #next} went to. */
  DumpPage page() throws IOException;
}
