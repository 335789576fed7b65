package org.wikimill.pipeline.nodes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.wikimill.connectors.node.KuboClient;
import org.wikimill.connectors.node.KuboClient.Identity;
import org.wikimill.connectors.node.NodeException;

/** Connections between nodes: without them, none can fetch what another was given. */
final class Peering {
  private Peering() {}

  /** Connects all with all; a line for each pair that cannot be. */
  static List<String> connect(List<KuboClient> nodes) throws IOException {
    List<String> problems = new ArrayList<>();
    for (int i = 1; i < nodes.size(); i++) {
      Identity identity = nodes.get(i).id();
      for (int j = 0; j < i; j++) {
        if (!nodes.get(j).peers().contains(identity.peerId())
            && !connect(nodes.get(j), identity.addresses())) {
          problems.add(
              "node "
                  + nodes.get(j).node()
                  + " finds no way to node "
                  + nodes.get(i).node()
                  + ": run 'ipfs swarm connect ADDRESS/p2p/"
                  + identity.peerId()
                  + "' there");
        }
      }
    }
    return problems;
  }

  private static boolean connect(KuboClient node, Set<String> addresses) throws IOException {
    for (String address : addresses) {
      try {
        node.connect(address);
        return true;
      } catch (NodeException e) {
        // Another address may lead there.
      }
    }
    return false;
  }
}
