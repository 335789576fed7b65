package org.wikimill.formats.zim;

import java.io.IOException;
import java.util.NoSuchElementException;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * A scan of a range of dirents in path order, by bulk reads and in bounded memory.
 *
 * <p>Refuses dirents that do not strictly ascend, the one before the range included: the order is
 * what makes paths unique. Not thread-safe; an archive serves many scans at once.
 */
public final class DirentScanner {
  private static final int POINTERS_AT_ONCE = 1 << 13;

  private final DirentTable table;
  private final DirentWindow window;
  private final int to;
  private int next;
  private long[] pointers = new long[0];
  private int nextPointer;
  private Dirent last;
  private Dirent current;

  DirentScanner(DirentTable table, int from, int to) throws IOException {
    this.table = table;
    this.window = table.windowForScan(to - from);
    this.next = from;
    this.to = to;
    if (from > 0 && from < to) {
      last = table.read(from - 1);
    }
  }

  /**
   * Moves to the next dirent.
   *
   * @return false at the end of the range
   * @throws MalformedInputException if the dirent is malformed or does not ascend
   */
  public boolean next() throws IOException {
    current = null;
    if (next == to) {
      return false;
    }
    if (nextPointer == pointers.length) {
      pointers = table.pointers(next, Math.min(POINTERS_AT_ONCE, to - next));
      nextPointer = 0;
    }
    long position = pointers[nextPointer++];
    Dirent dirent = window.read(next, position);
    checkOrder(dirent, position);
    next++;
    last = dirent;
    current = dirent;
    return true;
  }

  /** The dirent that {@link #next()} moved to. */
  public Dirent dirent() {
    if (current == null) {
      throw new NoSuchElementException("no dirent before next() nor after the last one");
    }
    return current;
  }

  private void checkOrder(Dirent dirent, long position) throws MalformedInputException {
    if (last != null
        && DirentTable.compare(last.namespace(), last.path(), dirent.namespace(), dirent.path())
            >= 0) {
      throw new MalformedInputException(
          "dirents not sorted",
          table.input().name(),
          position,
          "a path after " + last.name() + " for entry " + dirent.index(),
          dirent.name());
    }
  }
}
