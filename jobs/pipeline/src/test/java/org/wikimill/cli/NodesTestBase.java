package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.testing.GrownZim;
import org.wikimill.pipeline.verify.SmallBuild;
import org.wikimill.testing.Command;
import org.wikimill.testing.KuboNode;

/** Two editions of a build, and real nodes that are stopped after each test. */
@Timeout(300)
abstract class NodesTestBase {
  static final String PATH = "/wikimill/grown/2026-05";

  @TempDir static Path builds;
  static Path before;
  static Path original;
  static String root;
  static String rootBefore;

  @TempDir Path folder;
  Path build;
  final List<KuboNode> nodes = new ArrayList<>();

  @BeforeAll
  static void build() throws IOException {
    before = built("grown_2026-04", 40);
    original = built("grown_2026-05", 60);
    root = json(Files.readString(original.resolve("manifest.json"))).get("root").asText();
    rootBefore = json(Files.readString(before.resolve("manifest.json"))).get("root").asText();
  }

  private static Path built(String name, int pages) throws IOException {
    Path archive = builds.resolve(name + ".zim");
    GrownZim.write(archive, pages, 5, 20);
    Path out = builds.resolve(name);
    Cli run = Cli.build(archive, out, "--shard-size", "256K", "--snapshot", name);
    assertThat(run.exit()).as(run.err()).isZero();
    return out;
  }

  @BeforeEach
  void copy() throws Exception {
    build = SmallBuild.copy(original, folder.resolve("build"));
  }

  @AfterEach
  void stop() {
    nodes.forEach(KuboNode::close);
  }

  final void start(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      nodes.add(KuboNode.start(folder.resolve("node-" + i)));
    }
  }

  final Path list(String... domains) throws IOException {
    return NodeFiles.list(folder.resolve("nodes.yml"), nodes, domains);
  }

  static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  static Cli publish(Object... args) {
    List<Object> line = new ArrayList<>(List.of("publish", "--master", "local[2]"));
    line.addAll(List.of(args));
    return Cli.run(line.toArray());
  }

  /** What {@code ipfs files stat --hash} says of the path; empty if nothing stands there. */
  static String standsAt(KuboNode node, String path) {
    Command.Result result = node.command("files", "stat", "--hash", path).run();
    return result.exitCode() == 0 ? result.text().strip() : "";
  }

  static long blocks(KuboNode node, String of) throws IOException {
    Command stat = node.command("--offline", "dag", "stat", "--progress=false", "--enc=json", of);
    return json(stat.succeed().text()).path("UniqueBlocks").asLong();
  }

  static void importCars(KuboNode node, Path of) throws IOException {
    try (Stream<Path> files = Files.list(of.resolve("car"))) {
      List<Object> line = new ArrayList<>(List.of("dag", "import"));
      files.filter(file -> file.toString().endsWith(".car")).sorted().forEach(line::add);
      node.command(line.toArray()).succeed();
    }
  }

  static void importQuietly(KuboNode node, Path of) {
    try {
      importCars(node, of);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The CID of a leaf that both builds have. */
  static String leafOfBoth() throws IOException {
    TreeSet<String> leaves = new TreeSet<>(leaves(before));
    leaves.retainAll(leaves(original));
    return leaves.first();
  }

  static List<String> leaves(Path of) throws IOException {
    List<String> leaves = new ArrayList<>();
    for (var row : org.wikimill.pipeline.testing.ParquetRows.of(of, "blocks")) {
      if (row.getString("codec", 0).equals("raw")) {
        leaves.add(row.getString("cid", 0));
      }
    }
    return leaves;
  }
}
