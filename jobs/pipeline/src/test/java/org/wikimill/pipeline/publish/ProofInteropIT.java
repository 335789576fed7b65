package org.wikimill.pipeline.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.node.Credentials;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.node.NodeTimeouts;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.testing.KuboNode;

/** What a proof makes of nodes that do not answer to the end. */
@Timeout(180)
class ProofInteropIT {
  private static final int FILES = 400;
  private static final NodeTimeouts SOON =
      new NodeTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1));

  @TempDir private Path folder;

  private Path tree() throws Exception {
    Path tree = folder.resolve("tree");
    for (int i = 0; i < FILES; i++) {
      Path file = tree.resolve(i % 20 + "/" + i % 7 + "/" + i);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "file " + i);
    }
    return tree;
  }

  private static NodeAddress node(String name, String rpc, NodeTimeouts timeouts) {
    return new NodeAddress(name, URI.create(rpc), Credentials.NONE, null, name, timeouts);
  }

  @Test
  void nodesThatHangOrAreGoneAreGivenUpOnceAndTheOthersProven() throws Exception {
    try (KuboNode good = KuboNode.start(folder.resolve("good"));
        KuboNode hanging = KuboNode.start(folder.resolve("hanging"));
        KuboNode gone = KuboNode.start(folder.resolve("gone"));
        JavaSparkContext spark = LocalSpark.open("local[2]")) {
      Path tree = tree();
      String root = good.command("add", "-r", "-Q", "--cid-version=1", tree).succeed().text();
      List<NodeAddress> nodes =
          List.of(
              node("hanging", hanging.rpc(), SOON),
              node("good", good.rpc(), NodeTimeouts.DEFAULT),
              node("gone", gone.rpc(), SOON));
      hanging.signal("STOP");
      gone.kill();

      long started = System.nanoTime();
      List<CopyProof> proofs = new Proof(spark, nodes, FILES).run(Cid.parse(root.strip()));
      Duration took = Duration.ofNanos(System.nanoTime() - started);
      hanging.signal("CONT");

      assertThat(proofs.get(0).failure()).contains("node hanging").contains("does not answer");
      assertThat(proofs.get(2).failure()).contains("node gone").contains("cannot be reached");
      assertThat(proofs.get(0).isFull() || proofs.get(2).isFull()).isFalse();
      assertThat(proofs.get(1).isFull()).isTrue();
      assertThat(proofs.get(1).has().blocks()).isEqualTo(1 + 20 + 140 + FILES);
      // Not a second for each of hundreds of blocks.
      assertThat(took).isLessThan(Duration.ofSeconds(60));
    }
  }
}
