package org.wikimill.pipeline.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wikimill.connectors.node.Announcements;
import org.wikimill.pipeline.doctor.Finding.Severity;

/** Rules about what a node announces, and how. */
final class ProvideRules {
  /** What the provider before the sweep manages in one interval, by Kubo's documentation. */
  private static final long LEGACY_CIDS = 10_000;

  /** From here on Kubo's documentation asks for more workers. */
  private static final long MANY_CIDS = 1_000_000;

  private final NodeFacts node;
  private final Load load;
  private final Announcements announcements;
  private final List<Finding> findings = new ArrayList<>();

  ProvideRules(NodeFacts node, Load load) {
    this.node = node;
    this.load = load;
    this.announcements = node.announcements();
  }

  List<Finding> findings() {
    if (announcements.areOfNothing()) {
      hurts(
          "Provide.Enabled is false",
          "nobody finds what it holds",
          "ipfs config --json Provide.Enabled true");
      return findings;
    }
    strategy();
    provider();
    if (node.setting("Provide.DHT.Interval").asText("").matches("0[a-z]*")) {
      hurts(
          "Provide.DHT.Interval is 0",
          "what it announces is forgotten after two days",
          "ipfs config --json Provide.DHT.Interval null");
    }
    if (node.setting("Routing.Type").asText("auto").equals("none")) {
      hurts("Routing.Type is none", "nobody finds what it holds", "ipfs config Routing.Type auto");
    }
    if (node.setting("Import.FastProvideDAG").asBoolean(false)) {
      hurts(
          "Import.FastProvideDAG is true",
          "a pin announces its whole DAG at once",
          "ipfs config --json Import.FastProvideDAG false");
    }
    return findings;
  }

  private void strategy() {
    String what = "Provide.Strategy is " + announcements.strategy();
    String command = Announcements.command(node.version());
    if (announcements.areOfEveryBlock()) {
      String why =
          String.format(
              Locale.ROOT,
              "each of %,d blocks is announced, and from the moment that it is stored, before there"
                  + " are copies",
              load.blocks());
      findings.add(new Finding(Severity.BREAKS, what, why, List.of(command)));
    } else if (!announcements.areOfRootsAlone() && !announcements.areUnique()) {
      String why =
          String.format(
              Locale.ROOT,
              "every walk of the pins holds %,d CIDs in memory, some %,d MiB, and every block of a"
                  + " file is announced",
              load.blocks(),
              load.blocks() * 1024 / 20_000_000);
      hurts(what, why, command);
    }
  }

  private void provider() {
    boolean sweeps = node.setting("Provide.DHT.SweepEnabled").asBoolean(node.version().isFrom(39));
    boolean accelerated = node.setting("Routing.AcceleratedDHTClient").asBoolean(false);
    boolean many = !announcements.areOfRootsAlone() && load.blocks() > LEGACY_CIDS;
    if (!sweeps && !accelerated && many) {
      findings.add(
          new Finding(
              Severity.BREAKS,
              "Provide.DHT.SweepEnabled is false",
              "announcing CID by CID it manages some 10,000 in 22 hours; the others are not found",
              List.of("ipfs config --json Provide.DHT.SweepEnabled true")));
    }
    if (sweeps && accelerated) {
      hurts(
          "Routing.AcceleratedDHTClient is true",
          "it walks the whole network every hour, which the sweep makes unnecessary",
          "ipfs config --json Routing.AcceleratedDHTClient false");
    }
    long workers = node.setting("Provide.DHT.MaxWorkers").asLong(16);
    if (sweeps && many && load.blocks() > MANY_CIDS && workers > 0 && workers < 64) {
      hurts(
          "Provide.DHT.MaxWorkers is " + workers,
          "so few may not get through millions of CIDs in 22 hours: watch 'ipfs provide stat'",
          "ipfs config --json Provide.DHT.MaxWorkers 256");
    }
  }

  private void hurts(String what, String why, String remedy) {
    findings.add(new Finding(Severity.HURTS, what, why, List.of(remedy)));
  }
}
