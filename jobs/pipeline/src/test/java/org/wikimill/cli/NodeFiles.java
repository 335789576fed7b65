package org.wikimill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Base32;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.testing.KuboNode;

/** What lies on the disk of a node, and the lists of nodes that commands read. */
final class NodeFiles {
  private NodeFiles() {}

  /** The file in which a node keeps a block. */
  static Path block(KuboNode node, String cid) throws IOException {
    byte[] multihash = Cid.parse(cid).multihash();
    String name = new Base32().encodeAsString(multihash).replace("=", "") + ".data";
    try (Stream<Path> files = Files.walk(node.repo().resolve("blocks"))) {
      return files.filter(f -> f.getFileName().toString().equals(name)).findFirst().orElseThrow();
    }
  }

  /** A list of nodes, each of its own failure domain, or of those that are given. */
  static Path list(Path file, List<KuboNode> nodes, String... domains) throws IOException {
    StringBuilder text = new StringBuilder("nodes:\n");
    for (int i = 0; i < nodes.size(); i++) {
      String domain = domains.length == 0 ? "domain-" + i : domains[i];
      text.append("  - url: ").append(nodes.get(i).rpc()).append('\n');
      text.append("    name: node-").append(i).append('\n');
      text.append("    failure_domain: ").append(domain).append('\n');
    }
    return Files.writeString(file, text);
  }
}
