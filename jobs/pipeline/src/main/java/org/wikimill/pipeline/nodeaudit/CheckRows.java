package org.wikimill.pipeline.nodeaudit;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.publish.NodeBlocks.Reading;
import org.wikimill.pipeline.publish.ReadAhead;

/**
 * Blocks read from a node, several at once: a row for each that is missing or tampered, its key the
 * multihash; the last row, of the empty key, is the tally.
 */
final class CheckRows extends RowPump {
  private static final byte[] NOTHING = {};

  private final Iterator<Wanted> blocks;
  private final ReadAhead node;
  private final CheckTally tally = new CheckTally();
  private final RowWriter values = new RowWriter();
  private boolean ended;

  /**
   * A block to be looked at.
   *
   * @param listed whether the node says that it has it: else it is not asked
   */
  record Wanted(Cid cid, boolean listed) {}

  CheckRows(Iterator<Wanted> blocks, NodeAddress node) throws IOException {
    this.blocks = blocks;
    this.node = new ReadAhead(List.of(node), new String[1]);
  }

  /** Whether a row is the tally of a task. */
  static boolean isTally(byte[] key) {
    return key.length == 0;
  }

  @Override
  protected boolean step() throws IOException {
    while (blocks.hasNext() && node.hasRoom()) {
      Wanted block = blocks.next();
      if (block.listed()) {
        node.ask(block.cid());
      } else {
        harmed(block.cid(), Harm.MISSING);
      }
    }
    if (!node.isEmpty()) {
      take(node.take());
      return true;
    }
    if (!ended) {
      ended = true;
      if (node.failure(0) != null) {
        tally.fails(node.failure(0));
      }
      emit(NOTHING, tally.encode());
      return true;
    }
    return false;
  }

  private void take(Reading reading) {
    switch (reading.outcomes().get(0)) {
      case GOOD -> tally.good(reading.bytes().length);
      case MISSING -> harmed(reading.cid(), Harm.MISSING);
      case DAMAGED -> harmed(reading.cid(), Harm.TAMPERED);
      case SILENT -> {} // told at the end
    }
  }

  private void harmed(Cid cid, Harm harm) {
    tally.harmed(harm);
    emit(cid.multihash(), new Origin(cid, harm).encode(values));
  }
}
