package org.wikimill.pipeline.publish;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.wikimill.connectors.node.KuboClient;
import org.wikimill.connectors.node.NodeException;

/**
 * Names a root on nodes that have full copies: a path in each one's mutable file system, its
 * announcement, and the name that a key signs.
 */
final class Naming {
  private final Subject subject;
  private final PublishSettings settings;
  private Optional<Long> cumulativeBytes = Optional.empty();
  private Optional<String> ipnsName = Optional.empty();

  Naming(Subject subject, PublishSettings settings) {
    this.subject = subject;
    this.settings = settings;
  }

  void of(List<NodeCopy> nodes) throws IOException {
    for (NodeCopy node : nodes) {
      node.attempt(client -> place(node, client));
      node.attempt(client -> announce(node, client));
    }
    if (settings.ipns().isPresent()) {
      for (NodeCopy node : nodes) {
        node.attempt(this::sign);
      }
    }
  }

  /** The bytes of all blocks by what the root says; empty if no node told. */
  Optional<Long> cumulativeBytes() {
    return cumulativeBytes;
  }

  /** The IPNS name that stands for the root now; empty if none was to, or none does. */
  Optional<String> ipnsName() {
    return ipnsName;
  }

  private void place(NodeCopy node, KuboClient client) throws IOException {
    if (client.files().stat(subject.path()).isEmpty()) {
      client.files().copy(subject.root(), subject.path());
    }
    client.files().flush(subject.path());
    node.standsAt(subject.path());
    if (cumulativeBytes.isEmpty()) {
      cumulativeBytes = Optional.of(client.files().cumulativeBytes(subject.root()));
    }
  }

  /**
   * A node without peers has nobody to tell, and one before 0.42 lacks the call: no failures, since
   * both announce the root in their next cycle.
   */
  private void announce(NodeCopy node, KuboClient client) throws IOException {
    try {
      client.provide().once(subject.root());
    } catch (NodeException e) {
      boolean hasNoSuchCall = e.detail().startsWith("404");
      if (e.kind() != NodeException.Kind.FAILED && !hasNoSuchCall) {
        throw e;
      }
      node.note("not announced at once: " + e.detail());
    }
  }

  /** The first node that has the key signs; the others have nothing to do. */
  private void sign(KuboClient client) throws IOException {
    PublishSettings.Ipns ipns = settings.ipns().orElseThrow();
    String name = client.names().keys().get(ipns.key());
    if (name == null || ipnsName.isPresent()) {
      return;
    }
    String path = "/ipfs/" + subject.root();
    if (!client.names().record(name).equals(Optional.of(path))) {
      client.names().publish(subject.root(), ipns.key(), ipns.lifetime());
      Optional<String> now = client.names().record(name);
      if (!now.equals(Optional.of(path))) {
        throw new NodeException(
            client.node().name(),
            "name/publish",
            NodeException.Kind.FAILED,
            "the name stands for " + now.orElse("nothing") + ", not for " + path,
            null);
      }
    }
    ipnsName = Optional.of(name);
  }
}
