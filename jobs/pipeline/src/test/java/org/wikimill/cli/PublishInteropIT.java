package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.wikimill.testing.Command;
import org.wikimill.testing.KuboNode;

/** Builds on real nodes: what is sent, pinned, proven and named. */
class PublishInteropIT extends NodesTestBase {
  @Test
  void eachNodeHasAllOfItProvenPinnedAndNamedAndASecondRunSendsNothing() throws Exception {
    start(3);
    Path list = list();
    Cli run = publish(build, "--nodes", list, "--json");
    assertThat(run.exit()).as(run.err()).isZero();

    JsonNode report = json(run.out());
    assertThat(report.get("outcome").asText()).isEqualTo("PUBLISHED");
    assertThat(report.get("copies").asInt()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      KuboNode node = nodes.get(i);
      JsonNode of = report.get("nodes").get(i);
      long blocks = blocks(node, root);
      assertThat(of.at("/proof/has/blocks").asLong()).isEqualTo(blocks).isGreaterThan(90);
      assertThat(of.at("/sent/blocks").asLong()).isEqualTo(of.at("/lacked/blocks").asLong());
      assertThat(standsAt(node, PATH)).isEqualTo(root);
      assertThat(node.command("pin", "ls", "--type=recursive", "--names").succeed().text())
          .contains(root + " recursive wikimill/grown_2026-05");
    }
    String stat = nodes.get(0).command("files", "stat", "--size", PATH).succeed().text().strip();
    assertThat(report.get("cumulative_bytes").asText()).isEqualTo(stat);
    assertThat(run.err())
        .contains("ipfs files cp -p /ipfs/" + root + " " + PATH)
        .contains("ipfs pin add --progress --name wikimill/grown_2026-05 " + root);

    Cli again = publish(build, "--nodes", list, "-q", "--json");
    assertThat(again.exit()).as(again.err()).isZero();
    json(again.out())
        .get("nodes")
        .forEach(node -> assertThat(node.at("/lacked/blocks").asInt(-1)).isZero());
    assertThat(Cli.run("verify", build, "-q", "--tmp", folder.resolve("tmp")).out())
        .isEqualTo("ok " + root + "\n");
    JsonNode record = json(Files.readString(build.resolve("publish.json")));
    assertThat(record.get("copies")).hasSize(3);
    assertThat(record.at("/copies/0/proven/amount/blocks").asLong()).isGreaterThan(90);
  }

  @Test
  void dryRunTellsWhatEachNodeLacksAndChangesNothing() throws Exception {
    start(2);
    importCars(nodes.get(0), before);
    Cli run = publish(build, "--nodes", list(), "--dry-run", "--json", "-q");
    assertThat(run.exit()).as(run.err()).isZero();

    JsonNode report = json(run.out());
    Cli diff = Cli.run("diff", before, build, "--json", "-q", "--master", "local[2]");
    assertThat(report.at("/nodes/0/lacked")).isEqualTo(json(diff.out()).get("moved"));
    assertThat(report.at("/nodes/1/lacked")).isEqualTo(json(diff.out()).get("all"));
    assertThat(report.get("outcome").asText()).isEqualTo("PLANNED");
    for (KuboNode node : nodes) {
      assertThat(node.command("pin", "ls", "--type=recursive").succeed().text())
          .doesNotContain(root);
      assertThat(standsAt(node, PATH)).isEmpty();
    }
    assertThat(nodes.get(1).command("refs", "local").succeed().text()).doesNotContain(root);
    assertThat(build.resolve("publish.json")).doesNotExist();
  }

  @Test
  void blocksOfTheBuildBeforeAreNotSentToNodesThatHaveItsPin() throws Exception {
    start(2);
    importCars(nodes.get(0), before);
    Cli run = publish(build, "--since", before, "--nodes", list(), "--json");
    assertThat(run.exit()).as(run.err()).isZero();

    JsonNode report = json(run.out());
    Cli diff = Cli.run("diff", before, build, "--json", "-q", "--master", "local[2]");
    assertThat(report.at("/nodes/0/sent")).isEqualTo(json(diff.out()).get("moved"));
    assertThat(report.at("/nodes/1/sent")).isEqualTo(json(diff.out()).get("all"));
    assertThat(run.err()).contains("node node-1 has not pinned " + rootBefore);
    assertThat(blocks(nodes.get(0), root)).isEqualTo(blocks(nodes.get(1), root));
  }

  @Test
  void rootThatANeighbourHasIsFetchedPinnedAndProven() throws Exception {
    start(2);
    nodes.get(1).connect(nodes.get(0));
    importCars(nodes.get(0), build);
    Cli run = publish(root, "--name", "grown", "--date", "2026-05", "--nodes", list());
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo(root + "\n");
    assertThat(blocks(nodes.get(1), root)).isEqualTo(blocks(nodes.get(0), root));
    assertThat(standsAt(nodes.get(1), PATH)).isEqualTo(root);
  }

  @Test
  void everyBlockOfDeepWideAndLongDagsIsRead() throws Exception {
    start(1);
    Path tree = folder.resolve("tree");
    Path deep = tree.resolve("deep");
    for (int i = 0; i < 150; i++) {
      deep = deep.resolve("d");
    }
    Files.createDirectories(deep);
    Files.writeString(deep.resolve("bottom"), "bottom");
    Path wide = Files.createDirectories(tree.resolve("wide"));
    for (int i = 0; i < 3000; i++) {
      Files.writeString(
          wide.resolve("a name that is long enough for a HAMT to be made, " + i), "" + i);
    }
    byte[] bytes = new byte[1 << 20];
    new java.util.Random(1).nextBytes(bytes);
    Files.write(tree.resolve("long"), bytes);
    Command add =
        nodes.get(0).command("add", "-r", "-Q", "--cid-version=1", "--chunker=size-1024", tree);
    String made = add.succeed().text().strip();

    Cli run =
        publish(
            made,
            "--name",
            "tree",
            "--date",
            "2026-05-31",
            "--nodes",
            list(),
            "--min-copies",
            "1",
            "--json",
            "-q");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(json(run.out()).at("/nodes/0/proof/has/blocks").asLong())
        .isEqualTo(blocks(nodes.get(0), made))
        .isGreaterThan(4000);
  }

  @Test
  void copyThatWasProvenIsProvenAgainBySampleAndInFullIfTheSampleFindsALoss() throws Exception {
    start(2);
    Path list = list();
    assertThat(publish(build, "--nodes", list, "-q").exit()).isZero();

    Cli sampled = publish(build, "--nodes", list, "--reprove", "50", "--seed", "7", "--json", "-q");
    assertThat(sampled.exit()).as(sampled.err()).isZero();
    JsonNode node = json(sampled.out()).at("/nodes/0");
    assertThat(node.at("/proof/has/blocks").asInt()).isEqualTo(50);
    assertThat(node.at("/sampled/confidence").asDouble()).isEqualTo(0.999);
    assertThat(node.at("/sampled/lacking_below").asInt()).isBetween(5, 60);

    for (String leaf : leaves(original)) { // so that any sample finds one
      Files.writeString(NodeFiles.block(nodes.get(1), leaf), "damaged");
    }
    Cli harmed = publish(build, "--nodes", list, "--reprove", "50", "--json", "-q");
    assertThat(harmed.exit()).isEqualTo(1);
    assertThat(json(harmed.out()).at("/nodes/1/proof/damaged").asInt())
        .isEqualTo(new TreeSet<>(leaves(original)).size());
  }
}
