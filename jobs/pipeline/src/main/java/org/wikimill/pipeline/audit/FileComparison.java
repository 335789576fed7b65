package org.wikimill.pipeline.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;

/**
 * The files of both builds in one range of paths, path by path: what differs, and why.
 *
 * <p>The rows that it makes tell of each content who has it, of each directory whether something in
 * it differs, and at last the tally of the range.
 */
final class FileComparison extends RowPump implements Closeable {
  private static final byte[] NONE = {};

  private final FilesCursor a;
  private final FilesCursor b;
  private final DifferenceParts.Part differences;
  private final Circumstances circumstances;
  private final Harm harm;
  private final Tally tally;
  private final Key keys = new Key();
  private final RowWriter values = new RowWriter();
  private byte[] changed;
  private State state = State.NEW;

  private enum State {
    NEW,
    READING,
    ENDED
  }

  /**
   * A comparison that has not begun.
   *
   * @param tally takes what is found
   */
  FileComparison(
      FilesCursor a,
      FilesCursor b,
      DifferenceParts.Part differences,
      Circumstances circumstances,
      Harm harm,
      Tally tally) {
    this.a = a;
    this.b = b;
    this.differences = differences;
    this.circumstances = circumstances;
    this.harm = harm;
    this.tally = tally;
  }

  @Override
  protected boolean step() throws IOException {
    if (state == State.NEW) {
      advance(a, Side.A);
      advance(b, Side.B);
      state = State.READING;
    }
    if (a.row() != null || b.row() != null) {
      compareNext();
      return true;
    }
    if (state == State.READING) {
      state = State.ENDED;
      differences.commit();
      emit(keys.tally(), tally.encode());
      return true;
    }
    return false;
  }

  private void compareNext() throws IOException {
    int order = order(a.row(), b.row());
    IndexRow rowA = order <= 0 ? a.row() : null;
    IndexRow rowB = order >= 0 ? b.row() : null;
    contents(rowA, rowB);
    Cause cause = Cause.of(rowA, rowB, circumstances, harm);
    if (cause == null) {
      tally.same();
    } else {
      differs(cause, rowA, rowB);
    }
    if (rowA != null) {
      advance(a, Side.A);
    }
    if (rowB != null) {
      advance(b, Side.B);
    }
  }

  private static int order(IndexRow a, IndexRow b) {
    if (a == null || b == null) {
      return a == null ? 1 : -1;
    }
    return Arrays.compareUnsigned(a.path(), b.path());
  }

  private void advance(FilesCursor cursor, Side side) throws IOException {
    cursor.advance();
    if (cursor.row() != null) {
      tally.row(side);
    }
  }

  private void contents(IndexRow rowA, IndexRow rowB) {
    if (rowA != null && rowB != null && Arrays.equals(rowA.cid(), rowB.cid())) {
      content(rowA, Side.ALL);
      return;
    }
    if (rowA != null) {
      content(rowA, Side.A.bit());
    }
    if (rowB != null) {
      content(rowB, Side.B.bit());
    }
  }

  private void content(IndexRow row, int sides) {
    byte[] value = values.clear().byteValue(sides).varint(row.sizeBytes()).toBytes();
    emit(keys.content(row.cid()), value);
  }

  private void differs(Cause cause, IndexRow rowA, IndexRow rowB) throws IOException {
    byte[] path = rowA == null ? rowB.path() : rowA.path();
    String cidA = rowA == null ? null : new String(rowA.cid(), UTF_8);
    String cidB = rowB == null ? null : new String(rowB.cid(), UTF_8);
    boolean both = rowA != null && rowB != null;
    Detail detail = circumstances.behind(cause, path, rowA, rowB);
    Supplier<Sample> sample =
        () -> {
          List<String> columns = both ? rowA.differences(rowB) : List.of();
          String mime = both && Arrays.equals(rowA.mime(), rowB.mime()) ? rowA.mimeText() : null;
          return new Sample(new String(path, UTF_8), cidA, cidB, mime, columns);
        };
    tally.differs(
        cause,
        detail,
        rowA == null ? 0 : rowA.sizeBytes(),
        rowB == null ? 0 : rowB.sizeBytes(),
        sample);
    if (both && cause.isOfContent() && rowA.isPage() && rowB.isPage()) {
      tally.page(cause, path, sample);
    }
    differences.add(new Difference(path, cause, detail, cidA, cidB));
    if (!both || !rowA.isLinkedAs(rowB)) {
      changed(Segments.parent(path));
    }
  }

  /** Tells a directory once for each run of paths in it. */
  private void changed(byte[] directory) throws IOException {
    if (!Arrays.equals(directory, changed)) {
      changed = directory;
      emit(keys.directory(directory, Key.Facet.CHANGED), NONE);
    }
  }

  @Override
  public void close() throws IOException {
    try (a;
        b;
        differences) {
      state = State.ENDED;
    }
  }
}
