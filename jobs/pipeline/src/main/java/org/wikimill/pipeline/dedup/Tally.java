package org.wikimill.pipeline.dedup;

import java.util.Arrays;
import java.util.BitSet;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;

/**
 * What was counted so far, by build, kind and reason. Tallies of parts add up to that of the whole,
 * in whatever order they come.
 */
final class Tally {
  private static final int KINDS = Kind.values().length;
  private static final int REASONS = Reason.values().length;

  /** Files, blocks, bytes. */
  private static final int AMOUNT = 3;

  /** All of a kind and reason, and those of them that the build before has. */
  private static final int CELL = 2 * AMOUNT;

  private static final int CELLS = KINDS * REASONS * CELL;

  /** Behind the cells of a build: what it alone has, and what no build after it has. */
  private static final int BUILD = CELLS + 2 * AMOUNT;

  private final int builds;
  private final long[] counts;

  Tally(int builds) {
    this(builds, new long[Math.multiplyExact(builds, BUILD)]);
  }

  private Tally(int builds, long[] counts) {
    this.builds = builds;
    this.counts = counts;
  }

  /** Takes a block of which all is known. */
  void add(Block block) {
    BitSet holders = block.holders();
    int first = holders.nextSetBit(0);
    int last = holders.length() - 1;
    int before = -1;
    for (int build = first; build >= 0; build = holders.nextSetBit(build + 1)) {
      Reason reason = build == first ? Reason.NEW : block.reason(build);
      int cell = cell(build, block.kind(), reason);
      add(cell, build, block);
      if (before >= 0 && before == build - 1) {
        add(cell + AMOUNT, build, block);
      }
      before = build;
    }
    if (first == last) {
      add(build(first) + CELLS, first, block);
    }
    add(build(last) + CELLS + AMOUNT, last, block);
  }

  private void add(int at, int build, Block block) {
    counts[at] += block.files().get(build) ? 1 : 0;
    counts[at + 1]++;
    counts[at + 2] += block.bytes();
  }

  private static int build(int build) {
    return build * BUILD;
  }

  private static int cell(int build, Kind kind, Reason reason) {
    return build(build) + (kind.ordinal() * REASONS + reason.ordinal()) * CELL;
  }

  /** What a build has of a kind, for a reason. */
  Amount of(int build, Kind kind, Reason reason) {
    return amount(cell(build, kind, reason));
  }

  /** What of that the build before has. */
  Amount inPrevious(int build, Kind kind, Reason reason) {
    return amount(cell(build, kind, reason) + AMOUNT);
  }

  /** What no other build has. */
  Amount alone(int build) {
    return amount(build(build) + CELLS);
  }

  /** What no build after it has. */
  Amount last(int build) {
    return amount(build(build) + CELLS + AMOUNT);
  }

  private Amount amount(int at) {
    return new Amount(counts[at], counts[at + 1], counts[at + 2]);
  }

  byte[] encode() {
    RowWriter out = new RowWriter().varint(builds);
    for (long count : counts) {
      out.varint(count);
    }
    return out.toBytes();
  }

  static Tally decode(byte[] row) {
    RowReader in = new RowReader(row);
    Tally tally = new Tally((int) in.varint());
    Arrays.setAll(tally.counts, i -> in.varint());
    return tally;
  }

  Tally plus(Tally other) {
    long[] sum = counts.clone();
    Arrays.setAll(sum, i -> counts[i] + other.counts[i]);
    return new Tally(builds, sum);
  }

  /** The tally of both, encoded. */
  static byte[] sum(byte[] a, byte[] b) {
    return decode(a).plus(decode(b)).encode();
  }
}
