package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What keeps a build from being named: too few copies, damage, loss, settings. */
class PublishRefusalsInteropIT extends NodesTestBase {
  @Test
  void nodesOfOneFailureDomainCountOnceAndNothingIsNamed() throws Exception {
    start(3);
    importCars(nodes.get(2), build);
    Files.writeString(NodeFiles.block(nodes.get(2), leaves(original).get(0)), "something else");

    Cli run = publish(build, "--nodes", list("rack", "rack", "other"), "-q");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains("node-0: a full copy in failure domain rack")
        .contains("node-1: a full copy in failure domain rack")
        .contains("1 proven full copies in different failure domains, not 2");
    nodes.forEach(node -> assertThat(standsAt(node, PATH)).isEmpty());
  }

  @Test
  void nothingIsSentWhereTheNodesCannotBeEnough() throws Exception {
    start(2);
    Cli run = publish(build, "--nodes", list("rack", "rack"), "-q");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("node-1: not tried").contains("0 proven full copies");
    assertThat(nodes.get(0).command("refs", "local").succeed().text()).hasLineCount(1);
  }

  @Test
  void damagedBlockIsFoundNamedAndKeepsTheRootFromBeingNamed() throws Exception {
    start(2);
    Path list = list();
    nodes.forEach(node -> importQuietly(node, build));
    String page =
        nodes.get(1).command("resolve", "-r", "/ipfs/" + root + "/pages").succeed().text();
    String cid = page.strip().substring("/ipfs/".length());
    Files.writeString(NodeFiles.block(nodes.get(1), cid), "something else");

    Cli run = publish(build, "--nodes", list);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("node-1: 0 blocks missing, 1 damaged").contains("1 proven full");
    assertThat(run.err()).contains(cid);
    nodes.forEach(node -> assertThat(standsAt(node, PATH)).isEmpty());
    JsonNode record = json(Files.readString(build.resolve("publish.json")));
    assertThat(record.at("/copies/1/lacking/damaged").asInt()).isEqualTo(1);
  }

  @Test
  void blockThatANeighbourHasIsNotFetchedForTheProofAndIsSentByTheNextRun() throws Exception {
    start(2);
    nodes.get(1).connect(nodes.get(0));
    nodes.forEach(node -> importQuietly(node, before));
    nodes.forEach(node -> importQuietly(node, build));
    // A leaf: what it links is nothing, so that one block alone is lost.
    String leaf = leafOfBoth();
    Files.delete(NodeFiles.block(nodes.get(1), leaf));
    nodes.get(1).stop();
    nodes.get(1).start(); // it remembered the block
    nodes.get(1).connect(nodes.get(0));
    Path list = list();

    Cli run = publish(build, "--since", before, "--nodes", list);
    assertThat(run.exit()).as(run.out()).isEqualTo(1);
    assertThat(run.out()).contains("node-1: 1 blocks missing, 0 damaged");
    assertThat(run.err()).contains(leaf);

    Cli again = publish(build, "--nodes", list, "--json");
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(json(again.out()).at("/nodes/1/sent/blocks").asInt()).isEqualTo(1);
  }

  @Test
  void nodeThatIsGoneFailsAloneIfThereAreEnoughCopiesWithoutIt() throws Exception {
    start(3);
    Path list = list();
    nodes.get(1).kill();

    Cli tooFew = publish(build, "--nodes", list, "--min-copies", "3", "-q");
    assertThat(tooFew.exit()).isEqualTo(1);
    assertThat(tooFew.out()).contains("node-1: node node-1").contains("not tried");
    assertThat(standsAt(nodes.get(0), PATH)).isEmpty();

    Cli run = publish(build, "--nodes", list, "--json");
    assertThat(run.exit()).isEqualTo(4);
    JsonNode report = json(run.out());
    assertThat(report.get("outcome").asText()).isEqualTo("PUBLISHED");
    assertThat(report.get("copies").asInt()).isEqualTo(2);
    assertThat(report.at("/nodes/1/failure").asText()).contains("cannot be reached");
    assertThat(standsAt(nodes.get(2), PATH)).isEqualTo(root);
  }

  @Test
  void settingsThatForbidPublishingAreToldAllAtOnceAndNothingIsSent() throws Exception {
    start(2);
    nodes.get(0).command("config", "Provide.Strategy", "all").succeed();
    String other =
        nodes.get(1).command("add", "-Q", build.resolve("manifest.json")).succeed().text();
    nodes.get(1).command("files", "cp", "-p", "/ipfs/" + other.strip(), PATH).succeed();

    Cli run = publish(build, "--nodes", list(), "--ipns-key", "no-such-key");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains("node node-0 announces every block")
        .contains("ipfs config Provide.Strategy pinned+mfs+entities")
        .contains("node node-1 has another root at " + PATH)
        .contains("no node has a key 'no-such-key'");
    assertThat(nodes.get(0).command("refs", "local").succeed().text()).doesNotContain(root);
  }

  @Test
  void oneNodeUnderTwoUrlsIsNoTwoCopies() throws Exception {
    start(1);
    String local = nodes.get(0).rpc().replace("127.0.0.1", "localhost");
    Cli run = publish(build, "--node", nodes.get(0).rpc(), "--node", local);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("one node has one copy");
  }

  @Test
  void rootThatNobodyHasIsGivenUpAfterAWhile() throws Exception {
    start(1);
    Cli run =
        publish(
            root,
            "--name",
            "grown",
            "--date",
            "2026-05",
            "--nodes",
            list(),
            "--min-copies",
            "1",
            "--patience",
            "2");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("pin/add").contains("0 proven full copies");
  }
}
