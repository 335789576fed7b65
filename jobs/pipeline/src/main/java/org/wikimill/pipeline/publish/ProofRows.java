package org.wikimill.pipeline.publish;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.formats.ipld.DagPb;
import org.wikimill.formats.ipld.Link;
import org.wikimill.pipeline.publish.NodeBlocks.Outcome;
import org.wikimill.pipeline.publish.NodeBlocks.Reading;

/**
 * Blocks read from the nodes, several at once: a row for each link, its key the CID; the last row,
 * of the empty key, is the tally.
 */
final class ProofRows extends RowPump {
  private static final byte[] NOTHING = {};

  private final Iterator<byte[]> cids;
  private final ReadAhead nodes;
  private final ProofTally tally;
  private final int count;
  private boolean ended;

  /**
   * @param failures by node: why it was given up before; null for those that are to be asked
   */
  ProofRows(Iterator<byte[]> cids, List<NodeAddress> nodes, String[] failures) throws IOException {
    this.cids = cids;
    this.nodes = new ReadAhead(nodes, failures);
    this.count = nodes.size();
    this.tally = new ProofTally(count);
  }

  /** Whether a row is the tally of a task. */
  static boolean isTally(byte[] key) {
    return key.length == 0;
  }

  @Override
  protected boolean step() throws IOException {
    while (cids.hasNext() && nodes.hasRoom()) {
      nodes.ask(Cid.decode(cids.next(), 0));
    }
    if (!nodes.isEmpty()) {
      take(nodes.take());
      return true;
    }
    if (!ended) {
      end();
      ended = true;
      return true;
    }
    return false;
  }

  private void take(Reading reading) throws IOException {
    String cid = reading.cid().toString();
    for (int i = 0; i < count; i++) {
      NodeTally node = tally.node(i);
      Outcome outcome = reading.outcomes().get(i);
      switch (outcome) {
        case GOOD -> node.has(reading.bytes().length);
        case MISSING -> node.misses(cid);
        case DAMAGED -> node.damages(cid);
        case SILENT -> {} // told at the end
      }
    }
    if (reading.bytes() != null) { // else none has all of it, whatever stands below
      links(reading.cid(), reading.bytes());
    }
  }

  private void links(Cid cid, byte[] block) throws IOException {
    if (cid.codec().equals(Codec.RAW)) {
      return;
    }
    if (!cid.codec().equals(Codec.DAG_PB)) {
      throw new MalformedInputException(
          "codec of a block", cid.toString(), -1, "raw or dag-pb", cid.codec().toString());
    }
    for (Link link : DagPb.decode(cid.toString(), block, 0, block.length).links()) {
      if (link.cid().hashFunction() == Cid.SHA2_256) {
        emit(link.cid().bytes(), NOTHING);
      } else if (link.cid().hashFunction() != Cid.IDENTITY) {
        throw new MalformedInputException(
            "hash function of a link", cid.toString(), -1, "SHA2-256", link.cid().toString());
      }
    }
  }

  private void end() {
    for (int i = 0; i < count; i++) {
      if (nodes.failure(i) != null) {
        tally.node(i).fails(nodes.failure(i));
      }
    }
    emit(NOTHING, tally.encode());
  }
}
