package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;
import org.wikimill.pipeline.verify.SmallBuild;
import org.wikimill.testing.KuboNode;

/** What a real node lacks of a build, or has wrong, is found and told by path. */
@Timeout(300)
@TestMethodOrder(OrderAnnotation.class)
class NodeAuditInteropIT {
  private static final int REMOVED = 12;
  private static final int DAMAGED = 3;
  private static final int SEEDS = 12;

  @TempDir private static Path folder;
  private static Path build;

  /** The same archive by a profile that cuts directories in another way, and files in the same. */
  private static Path unsharded;

  private static String root;
  private static KuboNode node;

  /** The blocks of each file and directory, as the node tells before it is harmed. */
  private static final Map<String, Set<String>> BLOCKS = new TreeMap<>();

  @BeforeAll
  static void importIntoNode() throws Exception {
    build = folder.resolve("build");
    try (JavaSparkContext spark = LocalSpark.open("local[2]")) {
      CidProfile profile = CidProfile.named("goipfs-0.8-sharded"); // directories of many blocks
      root = SmallBuild.make(spark, build, profile, Output.Sink.CAR).root();
      unsharded = folder.resolve("unsharded");
      SmallBuild.make(spark, unsharded, CidProfile.named("kubo-0.40"), Output.Sink.NONE);
    }
    node = KuboNode.start(folder.resolve("node"));
    NodesTestBase.importCars(node, build);
    for (Group row : ParquetRows.of(build, "files")) {
      BLOCKS.put(row.getString("path", 0), blocksOfFile(row.getString("cid", 0)));
    }
    for (Group row : ParquetRows.of(build, "dirs")) {
      Set<String> blocks = new TreeSet<>();
      addShards(row.getString("cid", 0), blocks);
      BLOCKS.put(row.getString("path", 0), blocks);
    }
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static Set<String> blocksOfFile(String cid) {
    Set<String> blocks = new TreeSet<>(Set.of(cid));
    if (!cid.startsWith("bafk")) { // a raw leaf refers to nothing
      blocks.addAll(node.command("refs", "-r", "-u", cid).succeed().lines());
    }
    blocks.removeIf(String::isBlank);
    return blocks;
  }

  /** A HAMT names its own shards by two digits alone. */
  private static void addShards(String cid, Set<String> blocks) throws IOException {
    blocks.add(cid);
    JsonNode object = new ObjectMapper().readTree(node.command("dag", "get", cid).succeed().text());
    for (JsonNode link : object.get("Links")) {
      if (link.get("Name").asText().length() == 2) {
        addShards(link.at("/Hash/~1").asText(), blocks);
      }
    }
  }

  private static Cli audit(Object... more) {
    List<Object> line =
        new ArrayList<>(
            List.of("audit", build, "--against-node", node.rpc(), "--master", "local[2]"));
    line.addAll(List.of(more));
    return Cli.run(line.toArray());
  }

  @Test
  @Order(1)
  void aFullCopyIsEqualAndASampleOfItSaysHowSureThatIs() throws Exception {
    Cli full = audit("-q");
    assertThat(full.exit()).as(full.out() + full.err()).isZero();
    assertThat(full.out()).isEqualTo("equal " + root + "\n");
    Cli sample = audit("--sample", "20", "--seed", "7", "--confidence", "0.9");
    assertThat(sample.out()).isEqualTo("sampled " + root + "\n");
    assertThat(sample.err())
        .contains("sample    20 of ", "--seed 7", "with confidence 0.9 fewer than ");
  }

  @Test
  @Order(1)
  void aRootOfTheNodeIsComparedFromTheRootDown() throws Exception {
    Object side = root + "@" + node.rpc();
    Cli equal = Cli.run("audit", build, side, "-q");
    assertThat(equal.out()).as(equal.err()).isEqualTo("equal " + root + "\n");
    Cli other = Cli.run("audit", unsharded, side, "-q", "--json", "--master", "local[2]");
    assertThat(other.exit()).as(other.err()).isEqualTo(1);
    JsonNode causes = new ObjectMapper().readTree(other.out()).get("causes");
    assertThat(causes).hasSize(1);
    assertThat(causes.get(0).get("cause").asText()).isEqualTo("directory");
    assertThat(causes.toString()).contains("\"a/b\"").doesNotContain("\"a\"");
  }

  @Test
  @Order(2)
  void everyBlockThatWasTakenOrDamagedIsFoundByPath() throws Exception {
    List<String> all = new ArrayList<>(new TreeSet<>(blocks()));
    Collections.shuffle(all, new Random(8));
    Set<String> removed = new TreeSet<>(all.subList(0, REMOVED));
    Set<String> damaged = new TreeSet<>(all.subList(REMOVED, REMOVED + DAMAGED));
    node.command("pin", "rm", root).succeed();
    for (String cid : removed) {
      node.command("block", "rm", cid).succeed();
    }
    for (String cid : damaged) {
      Files.write(NodeFiles.block(node, cid), new byte[] {1, 2, 3});
    }
    Cli run = audit("-q", "--json", "--limit", "10000");
    assertThat(run.exit()).as(run.err()).isEqualTo(1);
    JsonNode report = new ObjectMapper().readTree(run.out());
    assertThat(report.get("missing").asInt()).isEqualTo(REMOVED);
    assertThat(report.get("tampered").asInt()).isEqualTo(DAMAGED);
    assertThat(report.get("unplaced").asInt()).isZero();
    assertThat(report.at("/good/blocks").asInt()).isEqualTo(all.size() - REMOVED - DAMAGED);

    Map<String, List<Integer>> expected = new TreeMap<>();
    BLOCKS.forEach(
        (path, blocks) -> {
          int missing = common(blocks, removed);
          int tampered = common(blocks, damaged);
          if (missing + tampered > 0) {
            expected.put(path, List.of(missing, tampered));
          }
        });
    Map<String, List<Integer>> found = new TreeMap<>();
    for (JsonNode path : report.get("paths")) {
      found.put(
          path.get("path").asText(),
          List.of(path.get("missing").asInt(), path.get("tampered").asInt()));
    }
    assertThat(found).isEqualTo(expected);
    assertThat(report.get("files").asInt() + report.get("directories").asInt())
        .isEqualTo(expected.size());
    assertThat(audit("-q", "--limit", "3").out())
        .contains("missing   " + REMOVED, "tampered  " + DAMAGED, " missing, ");
  }

  /** The number of blocks that the statement of a sample rules out is found as often as it says. */
  @Test
  @Order(3)
  void aSampleMissesNoMoreOftenThanItsConfidenceAllows() throws Exception {
    Cli told = audit("--sample", "20", "--seed", "1", "--confidence", "0.8", "--json", "-q");
    JsonNode first = new ObjectMapper().readTree(told.out());
    int harmed = REMOVED + DAMAGED;
    long bound =
        org.wikimill.pipeline.publish.Confidence.lackingBelow(
            first.at("/all/blocks").asLong(), 20, 0.8);
    assertThat(bound).as("what was harmed is no less than what is ruled out").isLessThan(harmed);
    int missed = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Cli run = audit("--sample", "20", "--seed", seed, "--confidence", "0.8", "-q");
      assertThat(run.exit()).isBetween(0, 1);
      missed += run.exit() == 0 ? 1 : 0;
    }
    // At most a fifth on average; seven of twelve with a probability below 1 %.
    assertThat(missed).isLessThan(7);
  }

  @Test
  @Order(4)
  void aNodeThatDoesNotAnswerIsNoFinding() throws Exception {
    node.kill();
    Cli run = audit("--sample", "5");
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.out() + run.err()).contains("cannot be reached");
  }

  private static Set<String> blocks() throws IOException {
    Set<String> cids = new TreeSet<>();
    ParquetRows.of(build, "blocks").forEach(row -> cids.add(row.getString("cid", 0)));
    return cids;
  }

  private static int common(Set<String> some, Set<String> others) {
    return (int) some.stream().filter(others::contains).count();
  }
}
