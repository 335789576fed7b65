package org.wikimill.pipeline.publish;

import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.node.KuboPins;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.node.NodeException;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.delta.Holdings;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.publish.PublishReport.Outcome;

/**
 * The work of publishing: what nodes lack is sent, the root pinned, every copy read back and
 * hashed; and only if there are enough of them, the root is named and announced.
 *
 * <p>Each step asks the nodes how far they are and does the rest, so that a publication that was
 * interrupted is gone on with by running it again. A node that fails is left out from then on.
 */
public final class Publish implements Closeable {
  /** Collection may take what was sent before it is pinned; then it is sent once more. */
  private static final int ROUNDS = 2;

  private final Subject subject;
  private final PublishSettings settings;
  private final Clock clock;
  private final Consumer<String> notices;
  private final List<NodeCopy> nodes = new ArrayList<>();
  private List<RemotePins.RemotePin> services = List.of();

  /**
   * A publication that has not begun.
   *
   * @param clock tells when copies were proven
   * @param notices is told what people should know while it runs, a line each
   */
  public Publish(Subject subject, PublishSettings settings, Clock clock, Consumer<String> notices)
      throws NodeException {
    this.subject = subject;
    this.settings = settings;
    this.clock = clock;
    this.notices = notices;
    for (NodeAddress node : settings.nodes()) {
      nodes.add(new NodeCopy(node));
    }
  }

  /** Finds out what would be done, and changes nothing. */
  public PublishReport plan(JavaSparkContext spark) throws IOException, PublishException {
    new Meeting(subject, settings).of(nodes);
    if (subject.build().isPresent()) {
      compare(imports(spark, working()), working());
    }
    return report(Outcome.PLANNED, Optional.empty(), Optional.empty());
  }

  /** Publishes. Called once. */
  public PublishReport run(JavaSparkContext spark) throws IOException, PublishException {
    new Meeting(subject, settings).of(nodes);
    if (domains(working()) < settings.minCopies()) {
      return report(Outcome.TOO_FEW_COPIES, Optional.empty(), Optional.empty());
    }
    store(spark);
    new CopyProofs(spark, subject, settings, clock).of(pinned());
    int copies = PublishReport.copies(nodes.stream().map(NodeCopy::report).toList());
    if (copies < settings.minCopies()) {
      return report(Outcome.TOO_FEW_COPIES, Optional.empty(), Optional.empty());
    }
    List<NodeCopy> full = nodes.stream().filter(NodeCopy::isFull).toList();
    Naming naming = new Naming(subject, settings);
    naming.of(full);
    services = RemotePins.add(settings.services(), subject, full, settings.patience());
    return report(Outcome.PUBLISHED, naming.cumulativeBytes(), naming.ipnsName());
  }

  /** Sends what nodes lack, and pins; again where something was gone by then. */
  private void store(JavaSparkContext spark) throws IOException {
    List<NodeCopy> left = working();
    for (int round = 1; round <= ROUNDS && !left.isEmpty(); round++) {
      boolean isLast = round == ROUNDS || subject.build().isEmpty();
      if (subject.build().isPresent()) {
        send(imports(spark, left), left);
      }
      left = pin(left.stream().filter(NodeCopy::works).toList(), isLast);
    }
  }

  private Import imports(JavaSparkContext spark, List<NodeCopy> to) {
    List<NodeAddress> addresses = to.stream().map(NodeCopy::address).toList();
    return new Import(spark, subject.build().orElseThrow(), addresses, settings.lanes());
  }

  private void send(Import imports, List<NodeCopy> to) throws IOException {
    compare(imports, to);
    for (Import.Sent sent : imports.send()) {
      NodeCopy node = to.get(sent.node());
      node.confirms(sent.sent());
      if (sent.failure() != null) {
        node.fail(sent.failure());
      }
    }
  }

  private void compare(Import imports, List<NodeCopy> to) throws IOException {
    Holdings holdings = imports.compare(known(to), notices);
    for (int i = 0; i < to.size(); i++) {
      to.get(i).lacks(holdings.lacked(i));
    }
  }

  /** The nodes that need not be asked: they have pinned the build before. */
  private Import.Known known(List<NodeCopy> of) throws IOException {
    if (settings.since().isEmpty()) {
      return null;
    }
    FinishedBuild since = settings.since().get();
    Cid root = Cid.parse(since.manifest().root());
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < of.size(); i++) {
      int number = i;
      of.get(i)
          .attempt(
              client -> {
                if (client.pins().has(root)) {
                  numbers.add(number);
                }
              });
      if (!numbers.contains(number) && of.get(i).works()) {
        notices.accept("node " + of.get(i).address().name() + " has not pinned " + root);
      }
    }
    return new Import.Known(since, numbers);
  }

  /** Pins on all nodes at once; those that lacked a block. */
  private List<NodeCopy> pin(List<NodeCopy> to, boolean isLast) throws IOException {
    KuboPins.Source source =
        subject.build().isPresent() ? KuboPins.Source.NOWHERE : KuboPins.Source.PEERS;
    List<NodeCopy> lacking = Collections.synchronizedList(new ArrayList<>());
    AllAtOnce.run(
        to,
        node ->
            node.attempt(
                client -> {
                  try {
                    if (!node.isPinned()) {
                      client
                          .pins()
                          .add(
                              subject.root(),
                              subject.pinName(),
                              source,
                              settings.patience(),
                              blocks -> {});
                      node.pinned();
                    }
                  } catch (NodeException e) {
                    if (isLast || e.kind() != NodeException.Kind.FAILED) {
                      throw e;
                    }
                    lacking.add(node);
                  }
                }));
    return to.stream().filter(lacking::contains).toList();
  }

  private List<NodeCopy> working() {
    return nodes.stream().filter(NodeCopy::works).toList();
  }

  private List<NodeCopy> pinned() {
    return nodes.stream().filter(node -> node.works() && node.isPinned()).toList();
  }

  private static int domains(List<NodeCopy> of) {
    TreeSet<String> domains = new TreeSet<>();
    of.forEach(node -> domains.add(node.address().failureDomain()));
    return domains.size();
  }

  private PublishReport report(Outcome outcome, Optional<Long> bytes, Optional<String> ipns) {
    List<PublishReport.Node> all = nodes.stream().map(NodeCopy::report).toList();
    return new PublishReport(
        subject.root().toString(),
        subject.name(),
        outcome,
        PublishReport.copies(all),
        settings.minCopies(),
        subject.path(),
        bytes.orElse(null),
        ipns.orElse(null),
        services,
        all);
  }

  @Override
  public void close() {
    nodes.forEach(NodeCopy::close);
  }
}
