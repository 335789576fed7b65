package org.wikimill.pipeline.publish;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.publish.NodeBlocks.Reading;

/**
 * Blocks read from nodes by a task of Spark, several at once; they come in the order in which they
 * were asked for. Ends with its task.
 */
public final class ReadAhead {
  /** Requests under way for a task. */
  private static final int THREADS = 8;

  private static final int AHEAD = 4 * THREADS;

  private final NodeBlocks nodes;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Queue<Future<Reading>> ahead = new ArrayDeque<>();

  /**
   * Nodes that are not asked anything yet; closed when the task ends.
   *
   * @param failures by node: why it was given up before; null for those that are to be asked
   */
  public ReadAhead(List<NodeAddress> addresses, String[] failures) throws IOException {
    this.nodes = new NodeBlocks(addresses, failures);
    TaskContext.get()
        .addTaskCompletionListener(
            (TaskCompletionListener)
                context -> {
                  threads.shutdownNow();
                  nodes.close();
                });
  }

  /** Whether one more block may be asked for before one is taken. */
  public boolean hasRoom() {
    return ahead.size() < AHEAD;
  }

  /** Asks all nodes for a block. */
  public void ask(Cid cid) {
    ahead.add(threads.submit(() -> nodes.read(cid)));
  }

  /** Whether every block that was asked for has been taken. */
  public boolean isEmpty() {
    return ahead.isEmpty();
  }

  /** Waits for the next block that was asked for. */
  public Reading take() throws IOException {
    try {
      return ahead.remove().get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause()); // the task is being ended
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** Why a node was given up; null if it was not. */
  public String failure(int node) {
    return nodes.failure(node);
  }
}
