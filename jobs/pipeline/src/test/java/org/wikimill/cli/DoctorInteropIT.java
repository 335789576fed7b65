package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.testing.KuboNode;

/** What {@code wikimill doctor} says of a real node, and whether its commands mend it. */
@Timeout(180)
class DoctorInteropIT {
  private static final String[][] HARM = {
    {"Provide.Strategy", "all"},
    {"--json", "Provide.DHT.SweepEnabled", "false"},
    {"--json", "Datastore.HashOnRead", "true"},
    {"--json", "Bitswap.ServerEnabled", "false"},
    {"--json", "Import.FastProvideDAG", "true"},
    {"--json", "Swarm.ConnMgr.HighWater", "20"},
    {"--json", "Provide.DHT.MaxWorkers", "4"},
    {"Datastore.GCPeriod", "1h"},
  };

  @TempDir private Path folder;

  private static List<JsonNode> findings(KuboNode node) throws Exception {
    Cli run = Cli.run("doctor", "--node", node.rpc(), "--json");
    List<JsonNode> findings = new ArrayList<>();
    new ObjectMapper().readTree(run.out()).at("/nodes/0/findings").forEach(findings::add);
    boolean breaks = findings.stream().anyMatch(f -> f.get("severity").asText().equals("BREAKS"));
    assertThat(run.exit()).as(run.err()).isEqualTo(breaks ? 1 : 0);
    return findings;
  }

  private static boolean hasCommand(JsonNode finding) {
    return finding.at("/remedies/0").asText().startsWith("ipfs config ");
  }

  private static void mend(KuboNode node, List<JsonNode> findings) {
    for (JsonNode finding : findings) {
      if (hasCommand(finding)) {
        for (JsonNode remedy : finding.get("remedies")) {
          if (remedy.asText().startsWith("ipfs ")) {
            Object[] words = remedy.asText().substring("ipfs ".length()).split(" ", -1);
            node.command(words).succeed();
          }
        }
      }
    }
  }

  @Test
  void commandsMendWhatTheyArePrintedFor() throws Exception {
    try (KuboNode node = KuboNode.start(folder.resolve("node"))) {
      for (String[] setting : HARM) {
        List<Object> line = new ArrayList<>(List.of("config"));
        line.addAll(List.of(setting));
        node.command(line.toArray()).succeed();
      }
      List<JsonNode> harmed = findings(node).stream().filter(DoctorInteropIT::hasCommand).toList();
      assertThat(harmed).hasSizeGreaterThanOrEqualTo(HARM.length - 1);

      // What one mends may let another rule see something.
      for (int round = 0; round < 2; round++) {
        mend(node, findings(node));
        node.stop();
        node.start();
      }

      assertThat(findings(node)).noneMatch(DoctorInteropIT::hasCommand);
    }
  }

  @Test
  void nodeThatDoesNotAnswerIsNoDiagnosis() throws Exception {
    KuboNode node = KuboNode.start(folder.resolve("node"));
    String rpc = node.rpc();
    node.close();
    Cli run = Cli.run("doctor", "--node", rpc);
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("cannot be reached");
    assertThat(Cli.run("doctor").exit()).isEqualTo(2);
  }
}
