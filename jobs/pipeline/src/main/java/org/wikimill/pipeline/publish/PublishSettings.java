package org.wikimill.pipeline.publish;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.node.RemoteAddress;
import org.wikimill.pipeline.manifest.FinishedBuild;

/**
 * How something is published.
 *
 * @param nodes where to; each has another name and URL
 * @param minCopies so many failure domains must have a proven full copy before anything is named
 * @param since a build whose blocks are taken for granted on nodes that have pinned it
 * @param sample how copies are proven again that a record says were proven in full; empty to read
 *     all of them
 * @param ipns the key that is to stand for the root
 * @param services remote pinning services and clusters that are to pin the root, too
 * @param lanes how many CARs a node is sent at once
 * @param patience how long a pin may make no progress, or a service take
 */
public record PublishSettings(
    List<NodeAddress> nodes,
    int minCopies,
    Optional<FinishedBuild> since,
    Optional<Sample> sample,
    Optional<Ipns> ipns,
    List<RemoteAddress> services,
    int lanes,
    Duration patience) {

  /**
   * A random sample of the blocks.
   *
   * @param blocks how many
   * @param confidence how sure the statement is to be that follows, above 0 and below 1
   * @param seed decides which
   */
  public record Sample(int blocks, double confidence, long seed) {}

  /**
   * A name that a key of a node signs.
   *
   * @param key the node's name for the key
   * @param lifetime how long the record holds unless it is published again
   */
  public record Ipns(String key, Duration lifetime) {}
}
