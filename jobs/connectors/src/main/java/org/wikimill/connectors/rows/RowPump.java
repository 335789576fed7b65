package org.wikimill.connectors.rows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.BiConsumer;
import scala.Tuple2;

/** Rows made on demand: each step may make none, one or a few. */
public abstract class RowPump implements Iterator<Tuple2<byte[], byte[]>> {
  private final Queue<Tuple2<byte[], byte[]>> ready = new ArrayDeque<>();
  private boolean ended;

  /** What becomes of a row: none, one or a few rows. May keep state from row to row. */
  public interface Step {
    void row(byte[] key, byte[] value, BiConsumer<byte[], byte[]> out) throws IOException;
  }

  /** The rows that {@code step} makes of {@code rows}. */
  public static RowPump of(Iterator<Tuple2<byte[], byte[]>> rows, Step step) {
    return new RowPump() {
      @Override
      protected boolean step() throws IOException {
        if (!rows.hasNext()) {
          return false;
        }
        Tuple2<byte[], byte[]> row = rows.next();
        step.row(row._1, row._2, this::emit);
        return true;
      }
    };
  }

  /** Takes one step, calling {@link #emit} for each row. Returns false when there are no more. */
  protected abstract boolean step() throws IOException;

  protected final void emit(byte[] key, byte[] value) {
    ready.add(SortedShuffle.row(key, value));
  }

  @Override
  public final boolean hasNext() {
    try {
      while (ready.isEmpty() && !ended) {
        ended = !step();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return !ready.isEmpty();
  }

  @Override
  public final Tuple2<byte[], byte[]> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }
}
