package org.wikimill.pipeline.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.node.KuboClient;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.node.NodeException;
import org.wikimill.formats.ipld.Cid;

/** Takes a root from nodes: its paths, then the pin that a publication made. */
public final class Unpublish {
  private final Cid root;
  private final Optional<Store> build;

  /**
   * @param build the folder of the build, whose record is brought up to date; empty if it is only a
   *     root
   */
  public Unpublish(Cid root, Optional<Store> build) {
    this.root = root;
    this.build = build;
  }

  /**
   * What is taken from a node.
   *
   * @param node its name
   * @param peerId its identity; null if it does not answer
   * @param paths where the root stood
   * @param pinned whether it had a pin that a publication made
   * @param failure why it still has it; null if it has not
   */
  public record Removal(
      String node, String peerId, List<String> paths, boolean pinned, String failure) {}

  /**
   * What would be taken. Changes nothing.
   *
   * @throws PublishException if a key of a node still stands for the root
   */
  public List<Removal> plan(List<NodeAddress> nodes) throws IOException, PublishException {
    List<Removal> removals = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (NodeAddress node : nodes) {
      try {
        problems.addAll(names(node));
        NodeContents contents = NodeContents.of(node, List.of(root));
        List<String> paths = contents.paths().getOrDefault(root, List.of());
        removals.add(
            new Removal(node.name(), contents.peerId(), paths, contents.hasOurPin(root), null));
      } catch (NodeException e) {
        removals.add(new Removal(node.name(), null, List.of(), false, e.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      throw new PublishException(problems);
    }
    return removals;
  }

  /** Takes it; what was taken, and from where it could not be. */
  public List<Removal> run(List<NodeAddress> nodes) throws IOException, PublishException {
    List<Removal> removals = new ArrayList<>();
    List<Removal> plan = plan(nodes);
    for (int i = 0; i < nodes.size(); i++) {
      removals.add(take(nodes.get(i), plan.get(i)));
    }
    if (build.isPresent()) {
      forget(build.get(), removals);
    }
    return removals;
  }

  private List<String> names(NodeAddress node) throws IOException {
    List<String> problems = new ArrayList<>();
    try (KuboClient client = new KuboClient(node)) {
      for (Map.Entry<String, String> key : client.names().keys().entrySet()) {
        Optional<String> path = client.names().record(key.getValue());
        if (path.equals(Optional.of("/ipfs/" + root))) {
          problems.add(
              "node "
                  + node.name()
                  + ": key '"
                  + key.getKey()
                  + "' stands for the root: publish another under it first");
        }
      }
    }
    return problems;
  }

  private Removal take(NodeAddress node, Removal planned) throws IOException {
    if (planned.failure() != null) {
      return planned;
    }
    try (KuboClient client = new KuboClient(node)) {
      for (String path : planned.paths()) {
        client.files().remove(path);
      }
      if (planned.pinned()) {
        client.pins().remove(root);
      }
      return planned;
    } catch (NodeException e) {
      return new Removal(
          planned.node(), planned.peerId(), planned.paths(), planned.pinned(), e.getMessage());
    }
  }

  private void forget(Store store, List<Removal> removals) throws IOException {
    PublishRecord record = PublishRecord.in(store, root.toString());
    for (Removal removal : removals) {
      if (removal.failure() == null) {
        record = record.without(removal.peerId());
      }
    }
    record.write(store);
  }
}
