package org.wikimill.pipeline.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wikimill.connectors.node.Announcements;
import org.wikimill.connectors.node.KuboClient;
import org.wikimill.connectors.node.KuboFiles;
import org.wikimill.connectors.node.KuboVersion;

/**
 * The first word with each node: who it is, and whether its settings allow what is to be done.
 * Nothing is changed.
 */
final class Meeting {
  private final Subject subject;
  private final PublishSettings settings;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private boolean keyFound;

  Meeting(Subject subject, PublishSettings settings) {
    this.subject = subject;
    this.settings = settings;
  }

  /**
   * Meets all nodes; those that do not answer are remembered as failed.
   *
   * @throws PublishException with all that is wrong with their settings
   */
  void of(List<NodeCopy> nodes) throws IOException, PublishException {
    for (NodeCopy node : nodes) {
      node.attempt(client -> meet(node, client));
    }
    boolean anyWorks = nodes.stream().anyMatch(NodeCopy::works);
    if (settings.ipns().isPresent() && anyWorks && !keyFound) {
      String key = settings.ipns().get().key();
      problems.add("no node has a key '" + key + "': ipfs key gen " + key + ", on one of them");
    }
    if (!problems.isEmpty()) {
      throw new PublishException(problems);
    }
  }

  private void meet(NodeCopy node, KuboClient client) throws IOException {
    String name = node.address().name();
    String peerId = client.id().peerId();
    String version = client.version();
    Announcements announcements = Announcements.of(client.config());
    node.met(peerId, version, announcements.strategy());
    String other = names.putIfAbsent(peerId, name);
    if (other != null) {
      problems.add("node " + name + " is node " + other + ": one node has one copy");
    }
    if (announcements.areOfEveryBlock()) {
      problems.add(
          "node "
              + name
              + " announces every block as soon as it is stored, before there are copies: "
              + Announcements.command(KuboVersion.of(version))
              + ", and start it anew");
    }
    Optional<KuboFiles.Stat> there = client.files().stat(subject.path());
    if (there.isPresent() && !there.get().cid().equals(subject.root())) {
      problems.add(
          "node "
              + name
              + " has another root at "
              + subject.path()
              + ": "
              + there.get().cid()
              + "; choose another --name or --date, or 'wikimill unpublish' that one");
    }
    if (client.pins().has(subject.root())) {
      node.pinned();
    }
    keyFound |=
        settings.ipns().isPresent()
            && client.names().keys().containsKey(settings.ipns().get().key());
  }
}
