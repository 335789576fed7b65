package org.wikimill.pipeline.nodeaudit;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.publish.NodeBlocks;
import org.wikimill.pipeline.publish.NodeBlocks.Reading;

/**
 * Blocks read from a node, several at once: a row for each that is missing or tampered, its key the
 * multihash; the last row, of the empty key, is the tally.
 */
final class CheckRows extends RowPump {
  /** Requests under way for a task. */
  private static final int THREADS = 8;

  private static final int AHEAD = 4 * THREADS;
  private static final byte[] NOTHING = {};

  private final Iterator<Wanted> blocks;
  private final NodeBlocks node;
  private final CheckTally tally = new CheckTally();
  private final RowWriter values = new RowWriter();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Queue<Future<Reading>> ahead = new ArrayDeque<>();
  private boolean ended;

  /**
   * A block to be looked at.
   *
   * @param listed whether the node says that it has it: else it is not asked
   */
  record Wanted(Cid cid, boolean listed) {}

  CheckRows(Iterator<Wanted> blocks, NodeAddress node) throws IOException {
    this.blocks = blocks;
    this.node = new NodeBlocks(List.of(node), new String[1]);
    TaskContext.get()
        .addTaskCompletionListener(
            (TaskCompletionListener)
                context -> {
                  threads.shutdownNow();
                  this.node.close();
                });
  }

  /** Whether a row is the tally of a task. */
  static boolean isTally(byte[] key) {
    return key.length == 0;
  }

  @Override
  protected boolean step() throws IOException {
    while (blocks.hasNext() && ahead.size() < AHEAD) {
      Wanted block = blocks.next();
      if (block.listed()) {
        ahead.add(threads.submit(() -> node.read(block.cid())));
      } else {
        harmed(block.cid(), Harm.MISSING);
      }
    }
    if (!ahead.isEmpty()) {
      take(result(ahead.remove()));
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

  private static Reading result(Future<Reading> reading) throws IOException {
    try {
      return reading.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause()); // the task is being ended
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("interrupted");
    }
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
