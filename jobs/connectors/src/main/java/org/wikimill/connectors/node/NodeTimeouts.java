package org.wikimill.connectors.node;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long a node may keep a call waiting.
 *
 * @param connect until a connection stands
 * @param idle without a byte in either direction that the node owes
 */
public record NodeTimeouts(Duration connect, Duration idle) implements Serializable {
  /** Long enough for a busy disk, short enough for a build to go on elsewhere. */
  public static final NodeTimeouts DEFAULT =
      new NodeTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(60));

  /** Refuses what is no time. */
  public NodeTimeouts {
    if (connect.toMillis() <= 0 || idle.toMillis() <= 0) {
      throw new IllegalArgumentException("timeouts are above 0");
    }
  }
}
