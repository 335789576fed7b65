package org.wikimill.pipeline.nodeaudit;

import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.pipeline.delta.Amount;

/** What was found of a node's blocks so far; adds up. */
final class CheckTally {
  private Amount good = Amount.NONE;
  private final long[] harmed = new long[Harm.values().length];
  private String failure;

  void good(int lengthBytes) {
    good = good.plus(1, lengthBytes);
  }

  void harmed(Harm harm) {
    harmed[harm.ordinal()]++;
  }

  /** The node does not answer; of several reasons one is kept, always the same. */
  void fails(String why) {
    failure = failure == null || why.compareTo(failure) < 0 ? why : failure;
  }

  Amount good() {
    return good;
  }

  long harmedBlocks(Harm harm) {
    return harmed[harm.ordinal()];
  }

  /** Why the node was given up; null if it was not. */
  String failure() {
    return failure;
  }

  byte[] encode() {
    RowWriter out = new RowWriter().varint(good.blocks()).varint(good.bytes());
    for (long count : harmed) {
      out.varint(count);
    }
    return out.optionalText(failure).toBytes();
  }

  static CheckTally decode(byte[] row) {
    RowReader in = new RowReader(row);
    CheckTally tally = new CheckTally();
    tally.good = new Amount(in.varint(), in.varint());
    for (int i = 0; i < tally.harmed.length; i++) {
      tally.harmed[i] = in.varint();
    }
    tally.failure = in.optionalText();
    return tally;
  }

  /** The tally of both, encoded. */
  static byte[] sum(byte[] a, byte[] b) {
    CheckTally sum = decode(a);
    CheckTally more = decode(b);
    sum.good = sum.good.plus(more.good);
    for (int i = 0; i < sum.harmed.length; i++) {
      sum.harmed[i] += more.harmed[i];
    }
    if (more.failure != null) {
      sum.fails(more.failure);
    }
    return sum.encode();
  }
}
