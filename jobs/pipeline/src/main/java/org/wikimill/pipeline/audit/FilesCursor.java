package org.wikimill.pipeline.audit;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import org.wikimill.connectors.tables.TableReader;

/** The rows of a build's table {@code files} in one range of paths, in their order. */
public final class FilesCursor implements Closeable {
  private final SortedFiles files;
  private final PathRange range;
  private final Iterator<SortedFiles.Run> runs;
  private SortedFiles.Run run;
  private TableReader<IndexRow> reader;
  private IndexRow row;

  /** A cursor before the first row of a range. */
  public FilesCursor(SortedFiles files, PathRange range) {
    this.files = files;
    this.range = range;
    this.runs = files.in(range).iterator();
  }

  /** The row that the cursor stands at; null before the first and after the last. */
  public IndexRow row() {
    return row;
  }

  /** Goes to the next row. Called until there is none, and not after. */
  public void advance() throws IOException {
    IndexRow next = read();
    while (next != null && range.startsAfter(next.path())) {
      next = read();
    }
    row = next == null || range.endsBefore(next.path()) ? null : next;
  }

  private IndexRow read() throws IOException {
    while (true) {
      if (reader == null) {
        if (!runs.hasNext()) {
          return null;
        }
        run = runs.next();
        reader = TableReader.open(files.store().open(run.part()), IndexRow.TABLE);
        reader.select(run.from(), run.end());
      }
      Optional<IndexRow> next = reader.next();
      if (next.isPresent()) {
        return inOrder(next.get());
      }
      close();
    }
  }

  private IndexRow inOrder(IndexRow next) throws IOException {
    if (row != null && Arrays.compareUnsigned(row.path(), next.path()) >= 0) {
      throw SortedFiles.outOfOrder(files.store().location() + "/" + run.part());
    }
    return next;
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
