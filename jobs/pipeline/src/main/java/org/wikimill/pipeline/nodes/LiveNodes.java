package org.wikimill.pipeline.nodes;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.wikimill.connectors.node.KuboClient;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.node.NodeException;
import org.wikimill.connectors.node.NodeException.Kind;
import org.wikimill.pipeline.nodes.NodesException.Reason;
import org.wikimill.pipeline.rows.Delivery;
import org.wikimill.pipeline.rows.Delivery.Failure;
import org.wikimill.pipeline.rows.Delivery.Severity;
import org.wikimill.pipeline.rows.Output;

/**
 * The nodes that a build still believes, on the driver. Must be closed.
 *
 * <p>A node that fails is tried again after a pause; after three rounds in a row with failures, or
 * when it lost what it had confirmed, it is given up for the rest of the run.
 */
public final class LiveNodes implements Closeable {
  private static final int MAX_STRIKES = 3;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Consumer<String> notices;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Map<String, String> givenUp = new LinkedHashMap<>();
  private final boolean needed;

  /** A node, its client, and how many rounds in a row it has failed in. */
  private static final class Member {
    private final Delivery.Node node;
    private final KuboClient client;
    private int strikes;

    Member(Delivery.Node node, KuboClient client) {
      this.node = node;
      this.client = client;
    }
  }

  private LiveNodes(boolean needed, Consumer<String> notices) {
    this.needed = needed;
    this.notices = notices;
  }

  /**
   * The nodes among these that answer, all of them fit and connected with each other.
   *
   * @param addresses empty for a build that needs none
   * @param notices is told of those that do not answer
   * @throws NodesException with all that is wrong with any of them; or if none answers
   */
  public static LiveNodes open(List<NodeAddress> addresses, Consumer<String> notices)
      throws IOException {
    LiveNodes nodes = new LiveNodes(!addresses.isEmpty(), notices);
    try {
      List<String> problems = new ArrayList<>();
      for (NodeAddress address : addresses) {
        nodes.greet(address, problems);
      }
      nodes.requireAny(problems);
      problems.addAll(Peering.connect(nodes.clients()));
      refuse(problems);
      return nodes;
    } catch (IOException | RuntimeException e) {
      nodes.close();
      throw e;
    }
  }

  private void greet(NodeAddress address, List<String> problems) throws NodeException {
    KuboClient client = new KuboClient(address);
    try {
      String peerId = client.id().peerId();
      NodeSettings.problems(client.version(), client.config())
          .forEach(problem -> problems.add("node " + address + ": " + problem));
      Member same = member(peerId);
      if (same != null) {
        problems.add("node " + address + " is node " + same.node.address() + " once more");
        client.close();
      } else {
        members.put(address.name(), new Member(new Delivery.Node(peerId, address), client));
      }
    } catch (NodeException e) {
      client.close();
      if (e.kind() == Kind.UNREACHABLE || e.kind() == Kind.TIMEOUT) {
        givenUp.put(address.name(), e.getMessage());
        notices.accept(e.getMessage() + "; the build goes on without it");
      } else {
        problems.add(e.getMessage());
      }
    } catch (IOException e) {
      client.close();
      problems.add("node " + address + ": " + e.getMessage());
    }
  }

  private static void refuse(List<String> problems) throws NodesException {
    if (!problems.isEmpty()) {
      throw new NodesException(Reason.UNFIT, String.join("\n", problems));
    }
  }

  /** How tasks reach the nodes, in this round. */
  public Delivery delivery(SparkContext spark) {
    if (!needed) {
      return Delivery.NONE;
    }
    return new Delivery(
        members.values().stream().map(member -> member.node).toList(),
        spark.collectionAccumulator("failures of nodes"));
  }

  /**
   * Forgets the partitions that a node has which is not believed: they are missing then.
   *
   * @return how many
   */
  public int recall(Output output) throws IOException {
    int recalled = 0;
    if (needed) {
      for (Delivered partition : Delivered.in(output)) {
        if (member(partition.node()) == null) {
          output.store().delete(partition.rowFile());
          recalled++;
        }
      }
    }
    return recalled;
  }

  /** The client of a live node. */
  public KuboClient client(String peerId) {
    return member(peerId).client;
  }

  /** Connects those again that have lost each other; what cannot be is told. */
  public void reconnect() throws IOException {
    Peering.connect(clients()).forEach(notices);
  }

  /**
   * Takes note of a round that failed, and pauses before the next. What nodes had that are given up
   * now is to be recalled, also if none is left.
   */
  public void failed(List<Failure> failures) throws InterruptedException {
    Set<String> failed = failures.stream().map(Failure::node).collect(Collectors.toSet());
    members.values().stream()
        .filter(member -> !failed.contains(member.node.address().name()))
        .forEach(member -> member.strikes = 0);
    int strikes = 0;
    for (String name : new TreeSet<>(failed)) {
      List<Failure> of = failures.stream().filter(f -> f.node().equals(name)).toList();
      strikes = Math.max(strikes, strike(name, of));
    }
    if (strikes > 0) {
      Thread.sleep(PAUSE.multipliedBy(1L << (strikes - 1)).toMillis());
    }
  }

  /** Its strikes; 0 if it is given up. */
  private int strike(String name, List<Failure> failures) {
    Member member = members.get(name);
    String message = failures.stream().map(Failure::message).sorted().findFirst().orElseThrow();
    String more = failures.size() > 1 ? " (and " + (failures.size() - 1) + " more)" : "";
    boolean lasting = failures.stream().anyMatch(f -> f.severity() == Severity.LASTING);
    if (++member.strikes < MAX_STRIKES && !lasting) {
      notices.accept(message + more + "; it is tried again");
      return member.strikes;
    }
    notices.accept(message + more + "; it is given up, all that it had goes to others");
    givenUp.put(name, message);
    members.remove(name);
    member.client.close();
    return 0;
  }

  /**
   * Makes sure that there is a node to write to, if the build needs any.
   *
   * @throws NodesException with what became of each, if none is left
   */
  public void requireAny() throws NodesException {
    requireAny(List.of());
  }

  private void requireAny(List<String> problems) throws NodesException {
    if (needed && members.isEmpty()) {
      refuse(problems);
      throw new NodesException(
          Reason.NONE_LEFT,
          "no node is left: "
              + String.join("; ", givenUp.values())
              + ". Go on with --resume when they are back, or with others");
    }
  }

  private Member member(String peerId) {
    return members.values().stream()
        .filter(member -> member.node.peerId().equals(peerId))
        .findFirst()
        .orElse(null);
  }

  private List<KuboClient> clients() {
    return members.values().stream().map(member -> member.client).toList();
  }

  @Override
  public void close() {
    members.values().forEach(member -> member.client.close());
  }
}
