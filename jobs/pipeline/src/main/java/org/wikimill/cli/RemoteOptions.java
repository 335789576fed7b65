package org.wikimill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wikimill.connectors.node.RemoteAddress;
import org.wikimill.connectors.node.RemoteAddress.Api;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that name remotes which pin for others. */
final class RemoteOptions {
  @Option(
      names = "--pin-services",
      paramLabel = "FILE",
      description =
          "Services with the IPFS Pinning Service API that have the root pinned, too: a list of the"
              + " form of conf/nodes.yml. What they say counts as no copy.")
  private Path services;

  @Option(
      names = "--pin-clusters",
      paramLabel = "FILE",
      description = "The same of ipfs-clusters, by their REST API (port 9094).")
  private Path clusters;

  /**
   * The remotes, services first.
   *
   * @throws ParameterException with all that is wrong with them, a line each
   */
  List<RemoteAddress> remotes(CommandSpec spec) throws IOException {
    List<RemoteAddress> remotes = new ArrayList<>();
    NodeOptions.list(services, spec).forEach(a -> remotes.add(new RemoteAddress(a, Api.SERVICE)));
    NodeOptions.list(clusters, spec).forEach(a -> remotes.add(new RemoteAddress(a, Api.CLUSTER)));
    return remotes;
  }
}
