package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.sample.SampleWiki;

/** What a user is told of nodes before a build begins. */
class NodeOptionsTest {
  @TempDir private Path folder;
  private Path sample;
  private Path out;

  @BeforeEach
  void writeSample() throws IOException {
    sample = folder.resolve("sample.zim");
    SampleWiki.write(sample);
    out = folder.resolve("out");
  }

  @Test
  void nodesAndASinkThatNeedsThemComeTogether() {
    for (Cli run :
        new Cli[] {
          Cli.build(sample, out, "--sink", "kubo"),
          Cli.build(sample, out, "--node", "http://127.0.0.1:5001")
        }) {
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.err()).contains("--sink kubo or both, and --node or --nodes: only together");
    }
    assertThat(out).doesNotExist();
  }

  @Test
  void allThatIsWrongWithNodesIsToldAtOnceAndNoPasswordRepeated() {
    Cli run =
        Cli.build(
            sample, out, "--sink", "both", "--node", "ftp://a", "--node", "http://u:hunter2@b");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("ftp://a", "not into the URL").doesNotContain("hunter2");
  }

  @Test
  void aFileOfNodesThatIsNoneEndsTheCommand() throws IOException {
    Path file = Files.writeString(folder.resolve("nodes.yml"), "nodes: 7");
    Cli wrong = Cli.build(sample, out, "--sink", "kubo", "--nodes", file);
    Cli absent = Cli.build(sample, out, "--sink", "kubo", "--nodes", folder.resolve("absent"));

    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("expected a list 'nodes'");
    assertThat(absent.exit()).isEqualTo(2);
    assertThat(absent.err()).contains("no such file");
  }

  @Test
  void nodesThatAreAllDownEndTheBuildWithTheCodeOfAnOutputThatFailed() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Cli run = Cli.build(sample, out, "--sink", "kubo", "--node", "http://127.0.0.1:" + port);

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("no node is left: node 127.0.0.1:" + port, "--resume");
    assertThat(out.resolve("manifest.json")).doesNotExist();
  }
}
