package org.wikimill.pipeline.publish;

import java.io.Closeable;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wikimill.connectors.io.Digests;
import org.wikimill.connectors.node.KuboClient;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.node.NodeException;
import org.wikimill.connectors.node.NodeException.Kind;
import org.wikimill.formats.ipld.Cid;

/**
 * Reads a block from each of several nodes, from what the node itself has, and hashes it. Serves
 * many threads.
 *
 * <p>A node that cannot be reached is asked again after a while, and given up after a few times;
 * one that keeps silence for as long as it may, at once. From then on it is not asked any more.
 */
public final class NodeBlocks implements Closeable {
  private static final List<Long> PAUSES_MILLIS = List.of(500L, 2_000L);

  private final List<KuboClient> clients = new ArrayList<>();
  private final String[] failures;

  /**
   * Nodes that are not asked anything yet.
   *
   * @param failures by node: why it was given up before; null for those that are to be asked
   */
  public NodeBlocks(List<NodeAddress> nodes, String[] failures) throws IOException {
    this.failures = failures.clone();
    try {
      for (NodeAddress node : nodes) {
        clients.add(new KuboClient(node));
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** What a node gave for a CID. */
  public enum Outcome {
    GOOD,
    MISSING,
    /** Other bytes, or the word that it cannot read its own. */
    DAMAGED,
    /** Nothing: the node has been given up. */
    SILENT
  }

  /**
   * A block as the nodes have it.
   *
   * @param outcomes by node
   * @param bytes of a node that gave the block; null if none did
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by no one
  public record Reading(Cid cid, List<Outcome> outcomes, byte[] bytes) {}

  /** Asks all nodes. */
  public Reading read(Cid cid) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    byte[] good = null;
    for (int node = 0; node < clients.size(); node++) {
      Optional<byte[]> bytes = Optional.empty();
      Outcome outcome = Outcome.SILENT;
      if (failure(node) == null) {
        try {
          bytes = ask(node, cid);
          outcome = outcome(cid, bytes);
        } catch (NodeException e) {
          outcome = judge(node, e);
        }
      }
      outcomes.add(outcome);
      good = good == null && outcome == Outcome.GOOD ? bytes.get() : good;
    }
    return new Reading(cid, List.copyOf(outcomes), good);
  }

  /** Why a node was given up; null if it was not. */
  public String failure(int node) {
    synchronized (failures) {
      return failures[node];
    }
  }

  private void fail(int node, String why) {
    synchronized (failures) {
      failures[node] = failures[node] == null ? why : failures[node];
    }
  }

  private static Outcome outcome(Cid cid, Optional<byte[]> bytes) {
    if (bytes.isEmpty()) {
      return Outcome.MISSING;
    }
    byte[] digest = Digests.sha256().digest(bytes.get());
    return MessageDigest.isEqual(digest, cid.digest()) ? Outcome.GOOD : Outcome.DAMAGED;
  }

  /** A node that answers, but not with the block, has lost that one alone. */
  private Outcome judge(int node, NodeException failure) {
    return switch (failure.kind()) {
      case FAILED, MALFORMED -> Outcome.DAMAGED;
      case UNREACHABLE, TIMEOUT, REFUSED -> {
        fail(node, failure.getMessage());
        yield Outcome.SILENT;
      }
    };
  }

  private Optional<byte[]> ask(int node, Cid cid) throws IOException {
    for (long pause : PAUSES_MILLIS) {
      try {
        return clients.get(node).block(cid);
      } catch (NodeException e) {
        if (e.kind() != Kind.UNREACHABLE) {
          throw e; // it would say the same again
        }
        Pauses.sleep(pause);
      }
    }
    return clients.get(node).block(cid);
  }

  @Override
  public void close() {
    clients.forEach(KuboClient::close);
  }
}
