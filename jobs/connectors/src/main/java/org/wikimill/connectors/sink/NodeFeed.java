package org.wikimill.connectors.sink;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wikimill.connectors.node.CarImport;
import org.wikimill.connectors.node.CarImport.Imported;
import org.wikimill.connectors.node.CarImport.Roots;
import org.wikimill.connectors.node.KuboClient;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.node.NodeException;
import org.wikimill.connectors.node.NodeException.Kind;

/** A CAR on its way into a node, which has to say that it has all of it. */
public final class NodeFeed implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeFeed.class);
  private static final int ATTEMPTS = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  private final String peerId;
  private final KuboClient client;
  private final CarImport car;

  private NodeFeed(String peerId, KuboClient client, CarImport car) {
    this.peerId = peerId;
    this.client = client;
    this.car = car;
  }

  /**
   * Begins an import. A node that cannot be reached is tried again, a few times with growing
   * pauses: it may be on its way up.
   *
   * @param peerId the node's identity, which is what is remembered
   */
  public static NodeFeed open(String peerId, NodeAddress node) throws IOException {
    KuboClient client = new KuboClient(node);
    try {
      awaken(client);
      return new NodeFeed(peerId, client, client.importCar(Roots.UNPINNED));
    } catch (IOException | RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private static void awaken(KuboClient client) throws IOException {
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        client.version();
        return;
      } catch (NodeException e) {
        if (attempt == ATTEMPTS || e.kind() != Kind.UNREACHABLE) {
          throw e;
        }
        LOG.warn("attempt {} of {}: {}", attempt, ATTEMPTS, e.getMessage());
      }
      pause(pause);
      pause = pause.multipliedBy(2);
    }
  }

  private static void pause(Duration pause) throws InterruptedIOException {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted between attempts to reach a node");
    }
  }

  String peerId() {
    return peerId;
  }

  /** Takes the CAR. */
  OutputStream out() {
    return car;
  }

  /** Ends the CAR; returns when the node has said that it holds all of these blocks. */
  void confirm(ShardSink.Stored sent) throws IOException {
    Imported held = car.finish();
    if (held.blocks() != sent.blocks() || held.bytes() != sent.bytes()) {
      throw new NodeException(
          client.node().name(),
          "dag/import",
          Kind.MALFORMED,
          "it was sent " + sent.blocks() + " blocks, and confirms " + held.blocks(),
          null);
    }
  }

  /** Gives up what is not confirmed. */
  @Override
  public void close() {
    try (client) {
      car.close();
    }
  }
}
