package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.sample.SampleWiki;
import org.wikimill.pipeline.testing.Folders;
import org.wikimill.pipeline.testing.ParquetRows;
import org.wikimill.testing.KuboNode;

/** The command and a node that asks for a secret. */
class BuildIntoNodeInteropIT {
  private static final String SECRET = "s3cret-of-the-node";

  @TempDir private Path folder;
  private Path sample;
  private KuboNode node;

  @BeforeEach
  void start() throws Exception {
    sample = folder.resolve("sample.zim");
    SampleWiki.write(sample);
    node = KuboNode.start(folder.resolve("node"));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private Cli build(Path out, Object... more) {
    Object[] nodes = {"--sink", "kubo", "--nodes", folder.resolve("nodes.yml")};
    List<Object> line = new java.util.ArrayList<>(List.of(nodes));
    line.addAll(List.of(more));
    return Cli.build(sample, out, line.toArray());
  }

  private void describe(String more) throws IOException {
    Files.writeString(
        folder.resolve("nodes.yml"), "nodes:\n  - url: " + node.rpc() + "\n    name: one\n" + more);
  }

  private void protect() throws Exception {
    node.command(
            "config",
            "--json",
            "API.Authorizations",
            "{\"me\":{\"AuthSecret\":\"bearer:" + SECRET + "\",\"AllowedPaths\":[\"/api/v0\"]}}")
        .succeed();
    node.stop();
    node.start();
  }

  @Test
  void theSecretIsUsedAndStandsNowhere() throws Exception {
    String root = Cli.build(sample, folder.resolve("cars")).out();
    protect();
    Path token = Files.writeString(folder.resolve("token"), SECRET + "\n");
    describe("    bearer_file: " + token + "\n");
    Path out = folder.resolve("out");

    Cli run = build(out);

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo(root);
    assertThat(run.err()).doesNotContain(SECRET);
    for (Path file : Folders.files(out)) {
      assertThat(Files.readString(out.resolve(file), java.nio.charset.StandardCharsets.ISO_8859_1))
          .doesNotContain(SECRET);
    }
    String cat =
        node.command(
                "--api-auth=bearer:" + SECRET, "cat", "/ipfs/" + root.strip() + "/Wheel/index.html")
            .succeed()
            .text();
    assertThat(cat).contains("wheel");
  }

  @Test
  void aWrongSecretIsASettingToMend() throws Exception {
    protect();
    Path token = Files.writeString(folder.resolve("token"), "another");
    describe("    bearer_file: " + token + "\n");

    Cli run = build(folder.resolve("out"));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("node one, id: refuses: 403").doesNotContain("another");
  }

  @Test
  void aNodeThatWouldCollectOrAnnounceIsRefusedWithTheCommandsThatSetIt() throws Exception {
    describe("");
    node.command("config", "Datastore.GCPeriod", "1h").succeed();
    node.command("config", "Provide.Strategy", "all").succeed();

    Cli run = build(folder.resolve("out"));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "ipfs config Datastore.GCPeriod 0s",
            "ipfs config Provide.Strategy pinned+mfs+entities");
  }

  @Test
  void anAuditTellsByPathWhatTheNodeLacksAlthoughNoCarIsKept() throws Exception {
    describe("");
    Path out = folder.resolve("out");
    String root = build(out).out().strip();
    Object[] audit = {"audit", out, "--against-node", node.rpc(), "-q", "--master", "local[2]"};
    assertThat(Cli.run(audit).out()).isEqualTo("equal " + root + "\n");

    Group leaf =
        ParquetRows.of(out, "files").stream()
            .filter(row -> row.getString("cid", 0).startsWith("bafk"))
            .findFirst()
            .orElseThrow();
    node.command("pin", "rm", root).succeed();
    node.command("block", "rm", leaf.getString("cid", 0)).succeed();
    Cli run = Cli.run(audit);
    assertThat(run.exit()).as(run.err()).isEqualTo(1);
    assertThat(run.out())
        .contains("missing   1", "file " + leaf.getString("path", 0) + ": 1 missing");
  }
}
