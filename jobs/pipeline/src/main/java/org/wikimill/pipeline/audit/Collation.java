package org.wikimill.pipeline.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.wikimill.connectors.rows.RowReader;
import scala.Tuple2;

/**
 * What the rows of an audit add up to, where all that is known of a content or a directory meets.
 *
 * <p>A directory is told only if nothing in it explains that it differs: neither a file nor a
 * directory there.
 */
final class Collation implements Closeable {
  private final Circumstances circumstances;
  private final Harm harm;
  private final Tally tally;
  private final DifferenceParts.Part differences;
  private byte[] content;
  private int sides;
  private long bytes;
  private byte[] path;
  private boolean changed;
  private final DirectoryFact[] self = new DirectoryFact[Side.values().length];
  private byte[] childKey;
  private final DirectoryFact[] child = new DirectoryFact[Side.values().length];

  /**
   * An empty collation.
   *
   * @param tally takes what is found
   */
  Collation(DifferenceParts.Part differences, Circumstances circumstances, Harm harm, Tally tally) {
    this.differences = differences;
    this.circumstances = circumstances;
    this.harm = harm;
    this.tally = tally;
  }

  /** Takes the rows of a partition, sorted; returns their tally. */
  Tally of(Iterator<Tuple2<byte[], byte[]>> rows) throws IOException {
    while (rows.hasNext()) {
      Tuple2<byte[], byte[]> row = rows.next();
      switch (Key.kind(row._1)) {
        case TALLY -> tally.addAll(Tally.decode(row._2));
        case CONTENT -> content(row._1, new RowReader(row._2));
        case DIRECTORY -> directory(row._1, row._2);
      }
    }
    endContent();
    endDirectory();
    differences.commit();
    return tally;
  }

  private void content(byte[] key, RowReader value) {
    if (!Arrays.equals(key, content)) {
      endContent();
      content = key;
    }
    sides |= value.byteValue();
    bytes = Math.max(bytes, value.varint());
  }

  private void endContent() {
    if (content != null) {
      tally.content(sides, bytes);
    }
    content = null;
    sides = 0;
    bytes = 0;
  }

  private void directory(byte[] key, byte[] value) throws IOException {
    byte[] next = Key.path(key);
    if (!Arrays.equals(next, path)) {
      endDirectory();
      path = next;
    }
    switch (Key.facet(key)) {
      case SELF -> put(self, value);
      case CHANGED -> changed = true;
      case CHILD -> {
        if (!Arrays.equals(key, childKey)) {
          endChild();
          childKey = key;
        }
        put(child, value);
      }
    }
  }

  private static void put(DirectoryFact[] facts, byte[] value) throws IOException {
    facts[DirectoryFact.side(value).ordinal()] = DirectoryFact.of(value);
  }

  private void endChild() {
    if (childKey != null) {
      boolean both = child[0] != null && child[1] != null;
      changed |= !both || !child[0].isLinkedAs(child[1]);
    }
    childKey = null;
    Arrays.fill(child, null);
  }

  private void endDirectory() throws IOException {
    endChild();
    if (harm.has(self[0], self[1])) {
      differs(Cause.TAMPERED, self[0], self[1]);
    } else if (self[0] != null && self[1] != null) {
      compare(self[0], self[1]);
    }
    path = null;
    changed = false;
    Arrays.fill(self, null);
  }

  private void compare(DirectoryFact a, DirectoryFact b) throws IOException {
    boolean sameCid = a.cid().equals(b.cid());
    if (sameCid ? a.equals(b) : changed) {
      return;
    }
    differs(sameCid ? Cause.CONTRADICTION : Cause.DIRECTORY, a, b);
  }

  /** Takes a directory that differs, which one of the builds may not have. */
  private void differs(Cause cause, DirectoryFact a, DirectoryFact b) throws IOException {
    String cidA = a == null ? null : a.cid().toString();
    String cidB = b == null ? null : b.cid().toString();
    byte[] of = path;
    Detail detail = circumstances.behind(cause, of, null, null);
    List<String> columns = a == null || b == null ? List.of() : differences(a, b);
    tally.differs(
        cause,
        detail,
        0,
        0,
        () -> new Sample(new String(of, StandardCharsets.UTF_8), cidA, cidB, null, columns));
    differences.add(new Difference(of, cause, detail, cidA, cidB));
  }

  /** The columns that differ, in the order of table {@code dirs}. */
  private static List<String> differences(DirectoryFact a, DirectoryFact b) {
    List<String> columns = new ArrayList<>();
    note(columns, "cid", a.cid(), b.cid());
    note(columns, "tsize", a.tsize(), b.tsize());
    note(columns, "entries", a.entries(), b.entries());
    note(columns, "sharded", a.sharded(), b.sharded());
    return columns;
  }

  private static void note(List<String> columns, String column, Object a, Object b) {
    if (!Objects.equals(a, b)) {
      columns.add(column);
    }
  }

  @Override
  public void close() throws IOException {
    differences.close();
  }
}
