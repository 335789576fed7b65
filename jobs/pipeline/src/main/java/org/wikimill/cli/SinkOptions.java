package org.wikimill.cli;

import java.io.IOException;
import java.util.List;
import org.wikimill.pipeline.build.Settings;
import org.wikimill.pipeline.nodes.WriteCheck;
import org.wikimill.pipeline.rows.Output;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say where the blocks of a build go. */
final class SinkOptions {
  @Option(
      names = "--sink",
      description =
          "Where blocks go: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). kubo: into IPFS"
              + " nodes (--node, --nodes); both: into nodes and CAR files.")
  private Sink sink = Sink.car;

  @Mixin private NodeOptions nodes;

  @Option(
      names = "--verify-writes",
      description =
          "How many blocks nodes are asked for before the root is pinned: ${COMPLETION-CANDIDATES}"
              + " (default: ${DEFAULT-VALUE}).")
  private VerifyWrites verifyWrites = VerifyWrites.sample;

  // Lower case, as they are written on a command line.
  enum Sink {
    car,
    kubo,
    both,
    none
  }

  enum VerifyWrites {
    sample,
    all
  }

  Output.Sink sink() {
    return Output.Sink.of(sink.name()).orElseThrow();
  }

  /**
   * The nodes.
   *
   * @throws IllegalArgumentException with all that is wrong with them, a line each
   */
  Settings.ToNodes nodes() throws IOException {
    return new Settings.ToNodes(
        nodes.nodes(),
        verifyWrites == VerifyWrites.all ? WriteCheck.Extent.ALL : WriteCheck.Extent.SAMPLE);
  }

  /** Adds what is wrong with the options. */
  void check(List<String> wrong) {
    if (sink().hasNodes() != nodes.areGiven()) {
      wrong.add("--sink kubo or both, and --node or --nodes: only together");
    }
  }
}
