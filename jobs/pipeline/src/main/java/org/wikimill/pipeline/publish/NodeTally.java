package org.wikimill.pipeline.publish;

import java.util.List;
import java.util.TreeSet;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.pipeline.delta.Amount;

/** What was found of one node's copy so far. Tallies of parts add up, in whatever order. */
final class NodeTally {
  /** So many CIDs of lacking blocks are kept; all are counted. */
  static final int KEPT = 10;

  private long blocks;
  private long bytes;
  private long missing;
  private long damaged;
  private final TreeSet<String> first = new TreeSet<>();
  private String failure;

  void has(int lengthBytes) {
    blocks++;
    bytes += lengthBytes;
  }

  void misses(String cid) {
    missing++;
    keep(cid);
  }

  /** Gives other bytes under the CID. */
  void damages(String cid) {
    damaged++;
    keep(cid);
  }

  /** Does not answer; of several reasons one is kept, always the same. */
  void fails(String why) {
    failure = failure == null || why.compareTo(failure) < 0 ? why : failure;
  }

  /** Why it was given up; null if it was not. */
  String failure() {
    return failure;
  }

  private void keep(String cid) {
    first.add(cid);
    if (first.size() > KEPT) {
      first.pollLast();
    }
  }

  void addAll(NodeTally other) {
    blocks += other.blocks;
    bytes += other.bytes;
    missing += other.missing;
    damaged += other.damaged;
    other.first.forEach(this::keep);
    if (other.failure != null) {
      fails(other.failure);
    }
  }

  CopyProof proof() {
    return new CopyProof(new Amount(blocks, bytes), missing, damaged, List.copyOf(first), failure);
  }

  void write(RowWriter out) {
    out.varint(blocks).varint(bytes).varint(missing).varint(damaged).varint(first.size());
    first.forEach(out::text);
    out.optionalText(failure);
  }

  static NodeTally read(RowReader in) {
    NodeTally tally = new NodeTally();
    tally.blocks = in.varint();
    tally.bytes = in.varint();
    tally.missing = in.varint();
    tally.damaged = in.varint();
    for (long left = in.varint(); left > 0; left--) {
      tally.first.add(in.text());
    }
    tally.failure = in.optionalText();
    return tally;
  }
}
