package org.wikimill.pipeline.rows;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.util.CollectionAccumulator;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.node.NodeException;
import org.wikimill.connectors.sink.NodeFeed;

/**
 * The nodes that the blocks of a build go to, and how tasks tell that one failed; travels to every
 * task.
 *
 * <p>A task whose node fails does not fail itself, for no repetition would find another node: it
 * tells, and leaves its partition undone. The driver decides what becomes of the node, and runs the
 * partitions that are missing.
 *
 * @param nodes those that are believed, in their order; empty if blocks go to none
 * @param failures what tasks tell; null if blocks go to no node
 */
public record Delivery(List<Node> nodes, CollectionAccumulator<Failure> failures)
    implements Serializable {
  /** To no node. */
  public static final Delivery NONE = new Delivery(List.of(), null);

  /**
   * A node.
   *
   * @param peerId its identity, which row files remember
   */
  public record Node(String peerId, NodeAddress address) implements Serializable {}

  /** What becomes of what a node confirmed. */
  public enum Severity {
    /** It may do better another time. */
    PASSING,
    /** It lost what it had confirmed: nothing that it says counts. */
    LASTING
  }

  /**
   * A failure of a node.
   *
   * @param node its name
   * @param message in one line
   */
  public record Failure(String node, String message, Severity severity) implements Serializable {}

  /** The work of a partition. */
  @FunctionalInterface
  public interface Work {
    void run() throws IOException;
  }

  /** Begins to feed a CAR to the node of a partition. */
  NodeFeed feed(int partition) throws IOException {
    Node node = nodes.get(partition % nodes.size());
    return NodeFeed.open(node.peerId(), node.address());
  }

  /** The node of that identity. */
  public Node node(String peerId) {
    return nodes.stream().filter(node -> node.peerId().equals(peerId)).findFirst().orElseThrow();
  }

  /** Tells the driver of a failure. */
  public void tell(Failure failure) {
    failures.add(failure);
  }

  /** Does the work of a partition; a failure of its node is told, not thrown. */
  public void attempt(Work work) throws IOException {
    try {
      work.run();
    } catch (IOException | RuntimeException e) {
      NodeException failure = ofNode(e);
      if (failure == null || failures == null) {
        throw e;
      }
      tell(new Failure(failure.node(), failure.getMessage(), Severity.PASSING));
    }
  }

  private static NodeException ofNode(Throwable e) {
    Throwable cause = e;
    while (cause != null && !(cause instanceof NodeException)) {
      cause = cause.getCause();
    }
    return (NodeException) cause;
  }

  /**
   * Looks, on the driver and after a job, whether tasks told of failures.
   *
   * @throws DeliveryException if they did: then partitions are missing
   */
  public void check() throws DeliveryException {
    if (failures != null && !failures.isZero()) {
      throw new DeliveryException(List.copyOf(failures.value()));
    }
  }
}
