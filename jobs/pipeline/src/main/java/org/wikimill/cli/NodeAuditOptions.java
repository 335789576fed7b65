package org.wikimill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Json;
import org.wikimill.pipeline.nodeaudit.NodeAudit;
import org.wikimill.pipeline.nodeaudit.NodeAuditReport;
import org.wikimill.pipeline.publish.PublishSettings.Sample;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** {@code wikimill audit DIR --against-node}: what a node really holds of a build. */
final class NodeAuditOptions {
  private static final int MAX_SAMPLE = 1_000_000;

  @Option(
      names = "--against-node",
      paramLabel = "URL",
      description =
          "Instead of B: the RPC of a node, or its name in --nodes. All blocks of A are read from"
              + " what the node itself has, and hashed; what is missing or tampered is told by path.")
  private String node;

  @Option(
      names = "--nodes",
      paramLabel = "FILE",
      description =
          "With --against-node, or a side ROOT@URL: a file of nodes with their credentials and"
              + " certificates; its form is that of conf/nodes.yml.")
  private Path nodes;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "With --against-node: read so many random blocks, not all.")
  private Integer sample;

  @Option(
      names = "--confidence",
      paramLabel = "P",
      defaultValue = "0.999",
      description =
          "With --sample: how sure the statement is about the rest (default: ${DEFAULT-VALUE}).")
  private double confidence;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "With --sample: decides which blocks (default: random, and told).")
  private Long seed;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  boolean isWanted() {
    return node != null;
  }

  boolean hasSample() {
    return sample != null;
  }

  ExitCode run(String folder, AuditRun run) throws Exception {
    Optional<Sample> drawn = sample();
    FinishedBuild build = FinishedBuild.in(run.store(folder));
    NodeAudit audit = new NodeAudit(build, address(node), drawn, run.limits().samples());
    Optional<Store> out = run.emptyOut();
    NodeAuditReport report = run.inContext("audit " + folder + " " + node, audit::run);
    if (out.isPresent()) {
      Json.write(out.get(), NodeAuditReport.NAME, report);
    }
    run.common().tell(SidesText.statement(report));
    run.common().result(new Answer(report));
    if (report.failure() != null) {
      return ExitCode.SINK_FAILED;
    }
    return report.sound() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
  }

  /** The node of that URL, or of that name, with its credentials if the file has it. */
  NodeAddress address(String urlOrName) {
    try {
      List<NodeAddress> known = NodeOptions.list(nodes, spec);
      String url = urlOrName.replaceFirst("/+$", "");
      return known.stream()
          .filter(n -> n.name().equals(urlOrName) || n.rpc().toString().equals(url))
          .findFirst()
          .orElseGet(() -> NodeAddress.of(urlOrName));
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Optional<Sample> sample() {
    if (sample == null) {
      return Optional.empty();
    }
    if (sample < 1 || sample > MAX_SAMPLE) {
      throw wrong("--sample " + sample + ": 1 to " + MAX_SAMPLE);
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw wrong("--confidence " + confidence + ": above 0 and below 1");
    }
    long by = seed != null ? seed : new SecureRandom().nextLong();
    return Optional.of(new Sample(sample, confidence, by));
  }

  private ParameterException wrong(String text) {
    return new ParameterException(spec.commandLine(), text);
  }

  /** The root, if nothing is wrong; else what is. */
  private record Answer(NodeAuditReport report) implements CommonOptions.Result {
    @Override
    public String text() {
      return SidesText.of(report);
    }

    @Override
    public Object json() {
      return report;
    }
  }
}
