package org.wikimill.pipeline.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;

/**
 * What was found so far: rows read, paths that differ by cause with the first of each, and distinct
 * contents by the builds that have them.
 *
 * <p>Tallies of parts add up to the tally of the whole, in whatever order they come.
 */
final class Tally {
  private final int limit;
  private final long[] rows = new long[Side.values().length];
  private final long[] contents = new long[Side.ALL + 1];
  private final long[] contentBytes = new long[Side.ALL + 1];
  private final Map<Cause, Found> found = new EnumMap<>(Cause.class);
  private long samePaths;

  /** The paths of one cause. */
  private static final class Found {
    private long paths;
    private long bytesA;
    private long bytesB;
    private final TreeSet<Sample> first = new TreeSet<>(Sample.ORDER);
  }

  /**
   * A tally of nothing.
   *
   * @param limit the most paths of a cause that are kept; all are counted
   */
  Tally(int limit) {
    this.limit = limit;
  }

  void row(Side side) {
    rows[side.ordinal()]++;
  }

  void same() {
    samePaths++;
  }

  /**
   * Takes a path that differs. Called in the order of paths.
   *
   * @param bytesA bytes of the file in the first build; 0 where there is none
   * @param bytesB bytes of the file in the second build; 0 likewise
   */
  void differs(Cause cause, long bytesA, long bytesB, Supplier<Sample> sample) {
    Found of = found.computeIfAbsent(cause, c -> new Found());
    of.paths++;
    of.bytesA += bytesA;
    of.bytesB += bytesB;
    if (of.first.size() < limit) {
      of.first.add(sample.get());
    }
  }

  /** Takes a content that the builds of a mask have. */
  void content(int sides, long bytes) {
    contents[sides]++;
    contentBytes[sides] += bytes;
  }

  void addAll(Tally other) {
    for (int i = 0; i < rows.length; i++) {
      rows[i] += other.rows[i];
    }
    for (int i = 0; i < contents.length; i++) {
      contents[i] += other.contents[i];
      contentBytes[i] += other.contentBytes[i];
    }
    samePaths += other.samePaths;
    other.found.forEach(this::add);
  }

  private void add(Cause cause, Found more) {
    Found of = found.computeIfAbsent(cause, c -> new Found());
    of.paths += more.paths;
    of.bytesA += more.bytesA;
    of.bytesB += more.bytesB;
    of.first.addAll(more.first);
    while (of.first.size() > limit) {
      of.first.pollLast();
    }
  }

  /** Rows of table {@code files} that were read. */
  long rows(Side side) {
    return rows[side.ordinal()];
  }

  /** Paths whose rows are equal. */
  long samePaths() {
    return samePaths;
  }

  /** Distinct files that just the builds of a mask have. */
  AuditReport.Contents contents(int sides) {
    return new AuditReport.Contents(contents[sides], contentBytes[sides]);
  }

  /** The causes that were met, in their order. */
  List<AuditReport.Explained> causes() {
    List<AuditReport.Explained> causes = new ArrayList<>();
    found.forEach(
        (cause, of) ->
            causes.add(
                new AuditReport.Explained(
                    cause, of.paths, of.bytesA, of.bytesB, List.copyOf(of.first))));
    return causes;
  }

  byte[] encode() {
    RowWriter out = new RowWriter().varint(limit).varint(samePaths);
    for (long[] counts : List.of(rows, contents, contentBytes)) {
      for (long count : counts) {
        out.varint(count);
      }
    }
    out.varint(found.size());
    found.forEach(
        (cause, of) -> {
          out.byteValue(cause.ordinal()).varint(of.paths).varint(of.bytesA).varint(of.bytesB);
          out.varint(of.first.size());
          of.first.forEach(sample -> sample.write(out));
        });
    return out.toBytes();
  }

  static Tally decode(byte[] bytes) {
    RowReader in = new RowReader(bytes);
    Tally tally = new Tally((int) in.varint());
    tally.samePaths = in.varint();
    for (long[] counts : List.of(tally.rows, tally.contents, tally.contentBytes)) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] = in.varint();
      }
    }
    for (long causes = in.varint(); causes > 0; causes--) {
      Found of = new Found();
      tally.found.put(Cause.values()[in.byteValue()], of);
      of.paths = in.varint();
      of.bytesA = in.varint();
      of.bytesB = in.varint();
      for (long left = in.varint(); left > 0; left--) {
        of.first.add(Sample.read(in));
      }
    }
    return tally;
  }

  /** The tally of both, encoded. */
  static byte[] sum(byte[] a, byte[] b) {
    Tally sum = decode(a);
    sum.addAll(decode(b));
    return sum.encode();
  }
}
