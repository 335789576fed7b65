package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wikimill.testing.KuboNode;

/** What is done with a published root: names, status, remote services, and its end. */
class PublishedInteropIT extends NodesTestBase {
  @Test
  void keyStandsForTheRootOnceThereAreCopies() throws Exception {
    start(2);
    String name = nodes.get(1).command("key", "gen", "grown").succeed().text().strip();

    Cli tooFew = publish(build, "--nodes", list("a", "a"), "--ipns-key", "grown", "-q");
    assertThat(tooFew.exit()).isEqualTo(1);
    assertThat(nodes.get(1).command("--offline", "name", "resolve", name).run().exitCode())
        .isEqualTo(1);

    Cli run = publish(build, "--nodes", list(), "--ipns-key", "grown", "--json", "-q");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(json(run.out()).get("ipns").asText()).isEqualTo(name);
    assertThat(nodes.get(1).command("--offline", "name", "resolve", name).succeed().text().strip())
        .isEqualTo("/ipfs/" + root);
  }

  @Test
  void statusTellsWhatIsWhereAndUnpublishingTakesItAway() throws Exception {
    start(3);
    Path two = NodeFiles.list(folder.resolve("two.yml"), nodes.subList(0, 2));
    assertThat(publish(build, "--nodes", two, "-q").exit()).isZero();
    Path list = list();

    Cli status =
        Cli.run("status", build, before, "--nodes", list, "--shared", "-q", "--master", "local[2]");
    assertThat(status.exit()).as(status.err()).isZero();
    Cli diff = Cli.run("diff", before, build, "--json", "-q", "--master", "local[2]");
    String shared = "%,d blocks".formatted(json(diff.out()).at("/shared/blocks").asLong());
    assertThat(status.out())
        .containsPattern(
            "grown_2026-05 " + root + "\n  node-0: pinned, " + PATH + ", proven 20.*Z, .* bytes\n")
        .contains("  node-2: not pinned, never proven here")
        .contains("  shared with grown_2026-04: " + shared);
    Cli bare = Cli.run("status", "--nodes", list, "-q");
    assertThat(bare.out()).contains("wikimill/grown_2026-05 " + root);

    Cli plan = Cli.run("unpublish", build, "--nodes", list, "--dry-run");
    assertThat(plan.out())
        .contains("node-0: would remove " + PATH)
        .contains("node-1: would remove the pin of " + root)
        .doesNotContain("node-2");
    assertThat(standsAt(nodes.get(0), PATH)).isEqualTo(root);
    assertThat(Cli.run("unpublish", build, "--nodes", list).exit()).isZero();
    for (KuboNode node : nodes) {
      assertThat(standsAt(node, PATH)).isEmpty();
      assertThat(node.command("pin", "ls", "--type=recursive").succeed().text())
          .doesNotContain(root);
    }
    assertThat(json(Files.readString(build.resolve("publish.json"))).get("copies")).isEmpty();
    assertThat(Cli.run("unpublish", root, "--nodes", list).out()).isEqualTo("nothing to remove\n");
  }

  @Test
  void rootThatAKeyStandsForIsNotTakenAway() throws Exception {
    start(1);
    nodes.get(0).command("key", "gen", "grown").succeed();
    Path list = list();
    Cli run = publish(build, "--nodes", list, "--min-copies", "1", "--ipns-key", "grown", "-q");
    assertThat(run.exit()).as(run.err()).isZero();

    Cli refused = Cli.run("unpublish", build, "--nodes", list);

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("key 'grown' stands for the root");
    assertThat(standsAt(nodes.get(0), PATH)).isEqualTo(root);
  }

  @Test
  void remoteServicePinsWhatItFetchesFromOurNodesAndGivesItBack() throws Exception {
    start(3);
    KuboNode remote = nodes.remove(2);
    Path token = Files.writeString(folder.resolve("token"), "s3cret-t0ken");
    try (remote;
        PinningServer server = new PinningServer(remote, "s3cret-t0ken")) {
      // Another client of the standard gets along with the server.
      KuboNode other = nodes.get(0);
      String file = other.command("add", "-Q", token).succeed().text().strip();
      other
          .command("pin", "remote", "service", "add", "it", server.url(), "s3cret-t0ken")
          .succeed();
      other.command("pin", "remote", "add", "--service=it", "--name=file", file).succeed();
      other.command("pin", "remote", "rm", "--service=it", "--cid=" + file).succeed();

      Path services =
          Files.writeString(
              folder.resolve("services.yml"),
              "nodes:\n  - url: " + server.url() + "\n    name: far\n    bearer_file: " + token);
      Path list = list();
      Cli run = publish(build, "--nodes", list, "--pin-services", services, "--json");
      assertThat(run.exit()).as(run.err() + run.out()).isZero();
      assertThat(json(run.out()).at("/services/0/state").asText()).isEqualTo("PINNED");
      assertThat(blocks(remote, root)).isEqualTo(blocks(nodes.get(0), root));
      assertThat(run.err() + run.out()).doesNotContain("s3cret");

      Cli gone = Cli.run("unpublish", build, "--nodes", list, "--pin-services", services);
      assertThat(gone.exit()).as(gone.err()).isZero();
      assertThat(gone.out()).contains("far: removed request");
      assertThat(remote.command("pin", "ls", "--type=recursive").succeed().text())
          .doesNotContain(root);

      Files.writeString(token, "wrong");
      Cli refused = publish(build, "--nodes", list, "--pin-services", services, "--json", "-q");
      assertThat(refused.exit()).isEqualTo(4);
      JsonNode report = json(refused.out());
      assertThat(report.get("outcome").asText()).isEqualTo("PUBLISHED");
      assertThat(report.at("/services/0/failure").asText()).contains("refuses: 401");
    }
  }

  @Test
  void clusterPinsWhatItFetchesFromOurNodesAndGivesItBack() throws Exception {
    start(3);
    KuboNode peer = nodes.remove(2);
    Path secret = Files.writeString(folder.resolve("secret"), "mirror:s3cret");
    try (peer;
        ClusterServer server = new ClusterServer(peer, "mirror:s3cret")) {
      Path clusters =
          Files.writeString(
              folder.resolve("clusters.yml"),
              "nodes:\n  - url: " + server.url() + "\n    name: far\n    basic_file: " + secret);
      Path list = list();
      Cli run = publish(build, "--nodes", list, "--pin-clusters", clusters, "--json");
      assertThat(run.exit()).as(run.err() + run.out()).isZero();
      assertThat(json(run.out()).at("/services/0/state").asText()).isEqualTo("PINNED");
      assertThat(blocks(peer, root)).isEqualTo(blocks(nodes.get(0), root));

      Cli gone = Cli.run("unpublish", build, "--nodes", list, "--pin-clusters", clusters);
      assertThat(gone.exit()).as(gone.err()).isZero();
      assertThat(gone.out()).contains("far: removed " + root);
      assertThat(peer.command("pin", "ls", "--type=recursive").succeed().text())
          .doesNotContain(root);
      Cli again = Cli.run("unpublish", build, "--nodes", list, "--pin-clusters", clusters);
      assertThat(again.out()).isEqualTo("nothing to remove\n");
    }
  }

  @Test
  void domainAndListLeadToTheRootOnceThereAreCopies() throws Exception {
    start(2);
    Path zone = folder.resolve("links.zone");
    Path snapshots = folder.resolve("snapshots.yml");
    Object[] naming = {
      build,
      "--domain",
      "grown.example.org",
      "--zone-file",
      zone,
      "--list",
      snapshots,
      "--language",
      "en",
      "--ipns-key",
      "grown",
      "--nodes"
    };
    String name = nodes.get(0).command("key", "gen", "grown").succeed().text().strip();
    List<Object> tooFew = new ArrayList<>(List.of(naming));
    tooFew.add(list("a", "a"));
    assertThat(publish(tooFew.toArray()).exit()).isEqualTo(1);
    assertThat(zone).doesNotExist();
    assertThat(snapshots).doesNotExist();

    List<Object> enough = new ArrayList<>(List.of(naming));
    enough.add(list());
    Cli run = publish(enough.toArray());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(zone).content().contains("_dnslink.grown.example.org.").contains("/ipns/" + name);
    assertThat(snapshots).content().contains(root).contains("2026-05");
    Cli verified = Cli.run("snapshots", "verify", snapshots, "--node", nodes.get(1).rpc());
    assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
    Cli again = publish(enough.toArray());
    assertThat(again.err()).contains("set already").contains("has it already");
  }
}
