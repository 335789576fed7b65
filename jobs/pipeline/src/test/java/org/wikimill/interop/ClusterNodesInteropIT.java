package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.testing.GrownZim;
import org.wikimill.testing.KuboNode;

/** Executors in JVMs of their own write into nodes, send what nodes lack, and prove copies. */
@Timeout(300)
class ClusterNodesInteropIT {
  private static final String CLUSTER = "local-cluster[2,1,1024]";

  @TempDir private Path folder;

  @Test
  void buildsArePublishedFromClusters() throws Exception {
    Path archive = folder.resolve("grown_2026-05.zim");
    GrownZim.write(archive, 100, 10, 30);
    String expected = build(archive, "cars", "--master", "local[2]");
    List<KuboNode> nodes = KuboNode.connected(folder, 3);
    try {
      String first = nodes.get(0).rpc();
      String second = nodes.get(1).rpc();
      String root =
          build(
              archive,
              "both",
              "--master",
              CLUSTER,
              "--sink",
              "both",
              "--verify-writes",
              "all",
              "--node",
              first,
              "--node",
              second);
      assertThat(root).isEqualTo(expected);

      String third = nodes.get(2).rpc();
      String published =
          Wikimill.command(
                  "publish",
                  folder.resolve("both"),
                  "-q",
                  "--master",
                  CLUSTER,
                  "--min-copies",
                  3,
                  "--node",
                  first,
                  "--node",
                  second,
                  "--node",
                  third)
              .succeed()
              .text()
              .strip();
      assertThat(published).isEqualTo(root);
      for (KuboNode node : nodes) {
        assertThat(node.command("--offline", "pin", "ls", "--type=recursive").succeed().text())
            .contains(root);
        node.command("--offline", "refs", "-r", "-u", root).succeed();
      }
    } finally {
      nodes.forEach(KuboNode::close);
    }
  }

  private String build(Path archive, String out, Object... options) {
    List<Object> line = new ArrayList<>(List.of("build", archive, "-o", folder.resolve(out), "-q"));
    line.addAll(List.of("--shard-size", "256K", "--snapshot", "grown_2026-05"));
    line.addAll(List.of(options));
    return Wikimill.command(line.toArray()).succeed().text().strip();
  }
}
