package org.wikimill.pipeline.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.wikimill.pipeline.doctor.Finding.Severity;

/**
 * The rules that tell what will hurt a node that is to hold a large DAG, by what Kubo's own
 * documentation says of its settings.
 */
public final class Doctor {
  private final NodeFacts node;
  private final List<Finding> findings = new ArrayList<>();

  private Doctor(NodeFacts node) {
    this.node = node;
  }

  /** What will hurt, the worst first. */
  public static List<Finding> examine(NodeFacts node, Load load) {
    Doctor doctor = new Doctor(node);
    doctor.version();
    doctor.addAll(new ProvideRules(node, load).findings());
    doctor.addAll(new StorageRules(node, load).findings());
    doctor.network();
    doctor.findings.sort(Comparator.comparing(Finding::severity));
    return List.copyOf(doctor.findings);
  }

  private void addAll(List<Finding> more) {
    findings.addAll(more);
  }

  private void add(Severity severity, String what, String why, String... remedies) {
    findings.add(new Finding(severity, what, why, List.of(remedies)));
  }

  private void version() {
    if (!node.version().isFrom(38)) {
      add(
          Severity.BREAKS,
          "Kubo is " + node.version(),
          "wikimill speaks to 0.38 and later",
          "install a newer Kubo");
    } else if (!node.version().isFrom(41)) {
      add(
          Severity.HURTS,
          "Kubo is " + node.version(),
          "before 0.41 it cannot announce files and directories without every block in them",
          "install a newer Kubo");
    }
  }

  private void network() {
    openRpc();
    connections();
    openFiles();
    if (!node.setting("Bitswap.ServerEnabled").asBoolean(true)) {
      add(
          Severity.HURTS,
          "Bitswap.ServerEnabled is false",
          "peers are given no block",
          "ipfs config --json Bitswap.ServerEnabled true");
    }
    if (node.peers() == 0) {
      add(
          Severity.HURTS,
          "it has no peers",
          "nobody can be told what it holds",
          "ipfs bootstrap add auto");
    }
  }

  /** Whoever reaches the RPC can do everything. */
  private void openRpc() {
    boolean isGuarded = !node.setting("API.Authorizations").isEmpty();
    List<String> addresses = new ArrayList<>();
    node.setting("Addresses.API").forEach(address -> addresses.add(address.asText()));
    if (addresses.isEmpty()) {
      addresses.add(node.setting("Addresses.API").asText(""));
    }
    for (String address : addresses) {
      boolean isLocal =
          address.isEmpty()
              || address.startsWith("/unix/")
              || address.startsWith("/ip4/127.")
              || address.startsWith("/ip6/::1/")
              || address.startsWith("/dns4/localhost/")
              || address.startsWith("/dns/localhost/");
      if (!isLocal && !isGuarded) {
        add(
            Severity.BREAKS,
            "Addresses.API is " + address,
            "whoever reaches that port owns the node",
            "ipfs config Addresses.API /ip4/127.0.0.1/tcp/5001",
            "or set API.Authorizations");
      }
    }
  }

  private void connections() {
    if (node.setting("Swarm.ConnMgr.Type").asText("basic").equals("none")) {
      add(
          Severity.HURTS,
          "Swarm.ConnMgr.Type is none",
          "connections grow until something else ends them",
          "ipfs config Swarm.ConnMgr.Type basic");
      return;
    }
    long highWater = node.setting("Swarm.ConnMgr.HighWater").asLong(96);
    if (highWater < 500) {
      add(
          Severity.HURTS,
          "Swarm.ConnMgr.HighWater is " + highWater,
          "of more peers than that it drops some, those too that read and those that it announces to",
          "ipfs config --json Swarm.ConnMgr.LowWater 600",
          "ipfs config --json Swarm.ConnMgr.HighWater 900");
    }
  }

  private void openFiles() {
    long files = node.maxOpenFiles().orElse(Long.MAX_VALUE);
    if (files < 8192) {
      add(
          files < 2048 ? Severity.BREAKS : Severity.HURTS,
          "it may open " + files + " files",
          "connections and blocks in flatfs take one each",
          "ulimit -n 65536 where the daemon starts, or LimitNOFILE=65536 in its systemd unit");
    }
  }
}
