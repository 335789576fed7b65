package org.wikimill.pipeline.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does something with all nodes, each in a thread of its own: mostly they wait. */
final class AllAtOnce {
  private AllAtOnce() {}

  interface Task {
    void with(NodeCopy node) throws IOException;
  }

  /** Returns when all are done; throws what the first that failed threw. */
  static void run(List<NodeCopy> nodes, Task task) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, nodes.size()));
    try {
      List<Future<?>> running = new ArrayList<>();
      for (NodeCopy node : nodes) {
        running.add(
            threads.submit(
                () -> {
                  task.with(node);
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("interrupted");
    } finally {
      threads.shutdownNow();
    }
  }
}
