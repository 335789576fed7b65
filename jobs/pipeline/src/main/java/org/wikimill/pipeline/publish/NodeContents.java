package org.wikimill.pipeline.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wikimill.connectors.node.KuboClient;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.formats.ipld.Cid;

/**
 * What a node says that it holds of what was published.
 *
 * @param node its name
 * @param peerId its identity
 * @param pins the names of pins by root: those that publications made, and those of roots that were
 *     asked for
 * @param paths where roots stand below {@code /wikimill/}
 */
public record NodeContents(
    String node, String peerId, Map<Cid, String> pins, Map<Cid, List<String>> paths) {
  private static final String OURS = "wikimill/";

  /** Asks a node. */
  public static NodeContents of(NodeAddress address, List<Cid> roots) throws IOException {
    try (KuboClient client = new KuboClient(address)) {
      Map<Cid, String> pins = new TreeMap<>();
      client
          .pins()
          .list(
              pin -> {
                if (pin.name().startsWith(OURS) || roots.contains(pin.root())) {
                  pins.put(pin.root(), pin.name());
                }
              });
      return new NodeContents(address.name(), client.id().peerId(), pins, paths(client));
    }
  }

  /** Whether a publication made the pin of a root. */
  boolean hasOurPin(Cid root) {
    return pins.getOrDefault(root, "").startsWith(OURS);
  }

  private static Map<Cid, List<String>> paths(KuboClient client) throws IOException {
    Map<Cid, List<String>> paths = new TreeMap<>();
    for (String series : client.files().list(Subject.FOLDER).keySet()) {
      String folder = Subject.FOLDER + series;
      client
          .files()
          .list(folder)
          .forEach(
              (date, root) ->
                  paths.computeIfAbsent(root, r -> new ArrayList<>()).add(folder + "/" + date));
    }
    return paths;
  }
}
