package org.wikimill.pipeline.verify;

import java.util.List;
import java.util.TreeSet;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;

/**
 * What was found so far: totals, the number of defects, and the first of them in their order.
 *
 * <p>Findings of parts add up to the findings of the whole, in whatever order they come.
 */
final class Findings {
  private final int limit;
  private final long[] totals = new long[Total.values().length];
  private final TreeSet<Defect> first = new TreeSet<>();
  private long defects;

  /**
   * @param limit the most defects that are kept; all are counted
   */
  Findings(int limit) {
    this.limit = limit;
  }

  void add(Defect defect) {
    defects++;
    keep(defect);
  }

  void add(Total total, long amount) {
    totals[total.ordinal()] += amount;
  }

  void addAll(Findings other) {
    for (int i = 0; i < totals.length; i++) {
      totals[i] += other.totals[i];
    }
    defects += other.defects;
    other.first.forEach(this::keep);
  }

  private void keep(Defect defect) {
    first.add(defect);
    if (first.size() > limit) {
      first.pollLast();
    }
  }

  long total(Total total) {
    return totals[total.ordinal()];
  }

  /** All defects, those too that were not kept. */
  long defects() {
    return defects;
  }

  /** The first defects in their order. */
  List<Defect> first() {
    return List.copyOf(first);
  }

  byte[] encode() {
    RowWriter out = new RowWriter().varint(limit);
    for (long total : totals) {
      out.varint(total);
    }
    out.varint(defects).varint(first.size());
    first.forEach(defect -> defect.write(out));
    return out.toBytes();
  }

  static Findings decode(byte[] bytes) {
    RowReader in = new RowReader(bytes);
    Findings findings = new Findings((int) in.varint());
    for (int i = 0; i < findings.totals.length; i++) {
      findings.totals[i] = in.varint();
    }
    findings.defects = in.varint();
    for (long left = in.varint(); left > 0; left--) {
      findings.first.add(Defect.read(in));
    }
    return findings;
  }

  /** The findings of both, encoded. */
  static byte[] sum(byte[] a, byte[] b) {
    Findings sum = decode(a);
    sum.addAll(decode(b));
    return sum.encode();
  }
}
