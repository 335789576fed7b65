package org.wikimill.connectors.node;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.wikimill.formats.ipld.Cid;

/**
 * A client of whoever pins for others.
 *
 * <p>It fetches what it is to pin from those who have it. Its word that it has is no proof. Limits
 * and failures are those of {@link KuboClient}.
 */
public sealed interface RemotePinner extends Closeable permits PinningService, PinningCluster {
  /** How far a request is. */
  enum State {
    QUEUED,
    PINNING,
    PINNED,
    FAILED
  }

  /**
   * A request to pin.
   *
   * @param id the remote's name for it
   * @param delegates addresses of nodes that fetch it: connecting to them speeds it up
   */
  record PinRequest(String id, State state, List<String> delegates) {}

  /**
   * Asks for a pin of a whole DAG.
   *
   * @param name for people, 255 characters at most
   * @param origins addresses of nodes that have it; the first twenty count
   */
  PinRequest add(Cid root, String name, List<String> origins) throws IOException;

  /** A request for a root, whatever became of it; empty if there is none. */
  Optional<PinRequest> find(Cid root) throws IOException;

  /** How far a request is now. */
  PinRequest look(PinRequest request) throws IOException;

  /** Takes all requests for a root back, and the pin with them; which they were. */
  List<PinRequest> remove(Cid root) throws IOException;

  @Override
  void close();
}
