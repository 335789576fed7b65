package org.wikimill.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Stores;
import org.wikimill.connectors.node.KuboClient;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.pipeline.doctor.Doctor;
import org.wikimill.pipeline.doctor.Finding;
import org.wikimill.pipeline.doctor.Load;
import org.wikimill.pipeline.doctor.NodeFacts;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.rows.Counts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wikimill doctor}: what will hurt a node that is to hold a snapshot. */
@Command(
    name = "doctor",
    description = {
      "Reads the settings of IPFS nodes and says what will hurt when they hold a snapshot, each with",
      "the commands that mend it; settings count when the node has been started anew. Changes nothing.",
      "Exit code 1 if something will break."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill doctor --node http://127.0.0.1:5001            for all of English, 333 GB",
      "  wikimill doctor snapshot --nodes conf/nodes.yml         for this build",
    })
final class DoctorCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The build that they are to hold (default: one of the size of full English).")
  private String folder;

  @Mixin private NodeOptions nodeOptions;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Load load = load();
    List<Diagnosis> diagnoses = new ArrayList<>();
    for (NodeAddress address : nodeOptions.required(spec)) {
      try (KuboClient node = new KuboClient(address)) {
        NodeFacts facts = NodeFacts.of(node);
        diagnoses.add(
            new Diagnosis(address.name(), facts.version().toString(), Doctor.examine(facts, load)));
      }
    }
    Answer answer = new Answer(load, diagnoses);
    common.result(answer);
    return (answer.breaks() ? ExitCode.CHECK_FAILED : ExitCode.DONE).code();
  }

  private Load load() throws Exception {
    if (folder == null) {
      return Load.FULL_ENGLISH;
    }
    Counts counts =
        FinishedBuild.in(Stores.at(folder, Durability.CACHED, HadoopSettings.NONE))
            .manifest()
            .counts();
    return new Load(counts.blocks(), counts.blockBytes());
  }

  /**
   * What was found of a node.
   *
   * @param version of Kubo
   */
  private record Diagnosis(String node, String version, List<Finding> findings) {}

  /** Of each node the findings, a paragraph each. */
  private record Answer(Load load, List<Diagnosis> nodes) implements CommonOptions.Result {
    boolean breaks() {
      return nodes.stream()
          .flatMap(node -> node.findings.stream())
          .anyMatch(finding -> finding.severity() == Finding.Severity.BREAKS);
    }

    @Override
    public String text() {
      List<String> lines = new ArrayList<>();
      for (Diagnosis node : nodes) {
        for (Finding finding : node.findings) {
          lines.add(
              node.node
                  + " "
                  + finding.severity().name().toLowerCase(Locale.ROOT)
                  + ": "
                  + finding.what()
                  + ": "
                  + finding.why());
          finding.remedies().forEach(remedy -> lines.add("    " + remedy));
        }
        if (node.findings.isEmpty()) {
          lines.add(node.node + " is well");
        }
      }
      return String.join("\n", lines);
    }

    @Override
    public Object json() {
      return this;
    }
  }
}
