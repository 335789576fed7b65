package org.wikimill.pipeline.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;

/** What was found of all nodes' copies so far; adds up. */
final class ProofTally {
  private final List<NodeTally> nodes;

  ProofTally(int nodes) {
    this(Stream.generate(NodeTally::new).limit(nodes).toList());
  }

  private ProofTally(List<NodeTally> nodes) {
    this.nodes = nodes;
  }

  NodeTally node(int number) {
    return nodes.get(number);
  }

  void addAll(ProofTally other) {
    for (int i = 0; i < nodes.size(); i++) {
      nodes.get(i).addAll(other.nodes.get(i));
    }
  }

  /** The proofs, by node. */
  List<CopyProof> proofs() {
    return nodes.stream().map(NodeTally::proof).toList();
  }

  /** Why nodes were given up, by node; null for those that were not. */
  String[] failures() {
    return nodes.stream().map(NodeTally::failure).toArray(String[]::new);
  }

  byte[] encode() {
    RowWriter out = new RowWriter().varint(nodes.size());
    nodes.forEach(node -> node.write(out));
    return out.toBytes();
  }

  static ProofTally decode(byte[] bytes) {
    RowReader in = new RowReader(bytes);
    int count = (int) in.varint();
    List<NodeTally> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      nodes.add(NodeTally.read(in));
    }
    return new ProofTally(List.copyOf(nodes));
  }

  /** The tally of both, encoded. */
  static byte[] sum(byte[] a, byte[] b) {
    ProofTally sum = decode(a);
    sum.addAll(decode(b));
    return sum.encode();
  }
}
