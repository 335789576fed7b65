package org.wikimill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.node.Nodes;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of every command that speaks to IPFS nodes: which ones. */
final class NodeOptions {
  @Option(
      names = "--node",
      paramLabel = "URL",
      description =
          "The RPC of an IPFS node (Kubo), such as http://127.0.0.1:5001. May be repeated.")
  private List<String> urls = List.of();

  @Option(
      names = "--nodes",
      paramLabel = "FILE",
      description =
          "A file of nodes, with their credentials, certificates and failure domains; its form is"
              + " that of conf/nodes.yml.")
  private Path file;

  /**
   * The nodes, those of the file first.
   *
   * @throws IllegalArgumentException with all that is wrong with them, a line each
   */
  List<NodeAddress> nodes() throws IOException {
    return Nodes.join(file == null ? List.of() : Nodes.read(file), Nodes.of(urls));
  }

  boolean areGiven() {
    return file != null || !urls.isEmpty();
  }

  /**
   * The same for a command that needs at least one.
   *
   * @throws ParameterException with all that is wrong with them, a line each
   */
  List<NodeAddress> required(CommandSpec spec) throws IOException {
    try {
      if (!areGiven()) {
        throw new IllegalArgumentException("--node URL or --nodes FILE: a node to speak to");
      }
      return nodes();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  /**
   * The addresses of another file of that form; none if there is no file.
   *
   * @throws ParameterException with all that is wrong with them, a line each
   */
  static List<NodeAddress> list(Path file, CommandSpec spec) throws IOException {
    try {
      return file == null ? List.of() : Nodes.read(file);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }
}
