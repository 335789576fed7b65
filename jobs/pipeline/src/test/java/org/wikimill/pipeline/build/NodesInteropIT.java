package org.wikimill.pipeline.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.node.NodeTimeouts;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.nodes.NodesException;
import org.wikimill.pipeline.nodes.WriteCheck.Extent;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.testing.Folders;
import org.wikimill.pipeline.verify.Verify;
import org.wikimill.testing.Command;
import org.wikimill.testing.KuboNode;

/** Builds into real nodes, some of which do not live to see the end. */
@Timeout(600)
class NodesInteropIT extends BuildsIntoNodes {
  private static final NodeTimeouts SOON =
      new NodeTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(6));

  @Test
  void theRootIsThatOfCarsAndEveryNodeReachesAllOfIt() throws Exception {
    startNodes(3);
    String root = run(cars()).root();

    Manifest into = run(builds("kubo", Output.Sink.KUBO, addresses(), Extent.SAMPLE));
    Manifest both = run(builds("both", Output.Sink.BOTH, addresses(), Extent.ALL));

    assertThat(into.root()).isEqualTo(root);
    assertThat(both.root()).isEqualTo(root);
    assertThat(into.counts()).isEqualTo(both.counts());
    assertThat(folder.resolve("kubo/car")).doesNotExist();
    Set<String> blocks = blocks(folder.resolve("cars"));
    assertThat(blocks(folder.resolve("kubo"))).isEqualTo(blocks);
    for (KuboNode node : nodes) {
      assertThat(reached(node, root)).isEqualTo(blocks);
      assertThat(node.command("cat", "/ipfs/" + root + "/index.html").succeed().output())
          .isNotEmpty();
    }
    assertThat(reached(pinned(), root, "--offline")).isEqualTo(blocks);
    assertThat(pinned().command("pin", "ls", "--type=recursive", "--names", root).succeed().text())
        .contains("test");
    assertSameFiles("both", "cars");
    for (String name : List.of("kubo", "both")) {
      LocalStore build = new LocalStore(folder.resolve(name), LocalStore.Durability.CACHED);
      var verify = new Verify(build, folder.resolve("tmp"), 10);
      assertThat(verify.run(spark).first()).isEmpty();
    }
  }

  /** All files but the manifest, which says where blocks went, and how the run went. */
  private void assertSameFiles(String actual, String expected) {
    List<Path> files =
        Folders.files(folder.resolve(expected)).stream()
            .filter(f -> !f.toString().matches("manifest.*|run.json"))
            .toList();
    assertThat(Folders.files(folder.resolve(actual))).containsAll(files);
    for (Path file : files) {
      assertThat(folder.resolve(actual).resolve(file))
          .hasSameBinaryContentAs(folder.resolve(expected).resolve(file));
    }
  }

  @Test
  void aNodeThatIsKilledAnywhereIsReplaced() throws Exception {
    startNodes(3);
    String root = run(cars()).root();
    Set<String> blocks = blocks(folder.resolve("cars"));
    int files = filesOfABuild();
    nodes.forEach(node -> empty(node, root));
    for (int seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      KuboNode victim = nodes.get(random.nextInt(3));
      int place = files * seed / 10 + random.nextInt(files / 10);
      at(place, victim::kill);
      notices.clear();

      Manifest made = run(builds("k" + seed, Output.Sink.KUBO, addresses(), Extent.ALL));

      assertThat(made.root()).as("killed at file %s", place).isEqualTo(root);
      assertThat(blocks(folder.resolve("k" + seed))).isEqualTo(blocks);
      KuboNode holder = pinned();
      assertThat(holder).isNotSameAs(victim);
      assertThat(reached(holder, root, "--offline")).isEqualTo(blocks);
      assertThat(notices).anyMatch(n -> n.contains("it is given up"));
      victim.start();
      nodes.forEach(node -> empty(node, root));
    }
  }

  /** Lets a node forget what it was given, so that the next build finds nothing there. */
  private static void empty(KuboNode node, String root) {
    node.command("pin", "rm", root).run();
    node.command("repo", "gc", "-q").succeed();
  }

  @Test
  void aNodeThatHangsIsReplaced() throws Exception {
    startNodes(3);
    String root = run(cars()).root();
    at(filesOfABuild() / 3, () -> nodes.get(1).signal("STOP"));
    notices.clear();
    List<NodeAddress> to = addresses();
    to.set(1, address("n1", nodes.get(1).rpc(), SOON));

    Manifest made = run(builds("out", Output.Sink.KUBO, to, Extent.ALL));

    assertThat(made.root()).isEqualTo(root);
    assertThat(notices).anyMatch(n -> n.contains("node n1, ") && n.contains("does not answer"));
    assertThat(notices).anyMatch(n -> n.contains("n1") && n.contains("it is given up"));
    assertThat(reached(pinned(), root, "--offline")).isEqualTo(blocks(folder.resolve("cars")));
  }

  @Test
  void aNodeThatAnswersWithErrorsIsReplaced() throws Exception {
    startNodes(2);
    String root = run(cars()).root();
    try (NodeFront front = new NodeFront(nodes.get(0).rpc())) {
      List<NodeAddress> to = List.of(address("n0", front.url()), address("n1", nodes.get(1).rpc()));

      assertThat(run(builds("out", Output.Sink.KUBO, to, Extent.ALL)).root()).isEqualTo(root);
    }
    assertThat(notices).filteredOn(n -> n.contains("no room")).hasSize(3);
    assertThat(reached(nodes.get(1), root, "--offline")).isEqualTo(blocks(folder.resolve("cars")));
  }

  @Test
  void aNodeThatLostABlockIsNotBelievedAnyMore() throws Exception {
    startNodes(2);
    String root = run(cars()).root();
    Set<String> blocks = blocks(folder.resolve("cars"));
    atRoot(() -> loseOne(nodes.get(0), blocks));

    assertThat(run(builds("out", Output.Sink.KUBO, addresses(), Extent.ALL)).root())
        .isEqualTo(root);

    assertThat(notices).anyMatch(n -> n.contains("node n0 has lost block "));
    assertThat(reached(nodes.get(1), root, "--offline")).isEqualTo(blocks);
  }

  private static void loseOne(KuboNode node, Set<String> blocks) {
    String lost =
        node.command("refs", "local").succeed().lines().stream()
            .filter(blocks::contains)
            .findFirst()
            .orElseThrow();
    node.command("block", "rm", lost).succeed();
  }

  @Test
  void whenNoNodeIsLeftTheBuildStopsAndGoesOnLaterWithOthers() throws Exception {
    startNodes(2);
    String root = run(cars()).root();
    atRoot(
        () -> {
          nodes.get(0).kill();
          nodes.get(1).kill();
        });
    Builds builds = builds("out", Output.Sink.KUBO, addresses(), Extent.SAMPLE);

    assertThatThrownBy(() -> run(builds))
        .isInstanceOfSatisfying(
            NodesException.class,
            e -> assertThat(e.reason()).isEqualTo(NodesException.Reason.NONE_LEFT))
        .hasMessageContainingAll("no node is left: ", "n0", "n1", "--resume");
    assertThat(folder.resolve("out/manifest.json")).doesNotExist();

    nodes.add(KuboNode.start(folder.resolve("third")));
    List<NodeAddress> other = List.of(address("n2", nodes.get(2).rpc()));
    Builds again = builds("out", Output.Sink.KUBO, other, Extent.ALL).resuming();
    assertThat(run(again).root()).isEqualTo(root);
    assertThat(reached(nodes.get(2), root, "--offline")).isEqualTo(blocks(folder.resolve("cars")));
  }

  /** A small file system in memory; where none may be mounted the test is skipped, loudly. */
  @Test
  void aNodeWhoseDiskIsFullIsReplaced() throws Exception {
    Path small = Files.createDirectory(folder.resolve("small"));
    boolean mounted =
        Command.of("mount", "-t", "tmpfs", "-o", "size=4m", "none", small).run().exitCode() == 0;
    if (!mounted && "true".equals(System.getenv("CI"))) {
      fail("no file system may be mounted");
    }
    assumeTrue(mounted, "SKIPPED: " + getClass().getName() + ": no file system may be mounted");
    try (KuboNode full = KuboNode.start(small.resolve("node"))) {
      nodes.add(full);
      nodes.add(KuboNode.start(folder.resolve("roomy")));
      String root = run(cars()).root();

      assertThat(run(builds("out", Output.Sink.KUBO, addresses(), Extent.ALL)).root())
          .isEqualTo(root);

      assertThat(notices).anyMatch(n -> n.contains("n0, ") && n.contains("no space left"));
      assertThat(reached(nodes.get(1), root, "--offline"))
          .isEqualTo(blocks(folder.resolve("cars")));
    } finally {
      Command.of("umount", "-l", small).succeed();
    }
  }

  @Test
  void nodesThatAreNotSetForItAreRefusedAllAtOnceBeforeAnythingIsWritten() throws Exception {
    startNodes(2);
    nodes.get(0).command("config", "Datastore.GCPeriod", "1h").succeed();
    nodes.get(1).command("config", "Provide.Strategy", "pinned").succeed();
    List<NodeAddress> twice = addresses();
    twice.add(address("again", nodes.get(0).rpc().replace("127.0.0.1", "localhost")));

    assertThatThrownBy(() -> run(builds("out", Output.Sink.KUBO, twice, Extent.SAMPLE)))
        .isInstanceOfSatisfying(
            NodesException.class,
            e -> assertThat(e.reason()).isEqualTo(NodesException.Reason.UNFIT))
        .hasMessageContainingAll(
            "node n0 (",
            "'ipfs config Datastore.GCPeriod 0s'",
            "node n1 (",
            "Provide.Strategy is pinned): run 'ipfs config Provide.Strategy pinned+mfs+entities'",
            "node again (");
    assertThat(folder.resolve("out/work")).doesNotExist();
    assertThat(folder.resolve("out/car")).doesNotExist();
  }
}
