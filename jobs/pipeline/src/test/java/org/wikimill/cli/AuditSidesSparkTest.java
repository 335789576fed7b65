package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.pipeline.audit.Difference;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;
import org.wikimill.pipeline.testing.SmallWiki;
import org.wikimill.pipeline.verify.SmallBuild;

/** A build is held against what is left of another: a manifest, an index, CARs of a root. */
class AuditSidesSparkTest {
  @TempDir private static Path builds;
  @TempDir private Path folder;

  /** Two editions of a wiki. */
  private static Path old;

  private static Path now;

  /** One archive by two profiles that cut files, and by one more that cuts directories. */
  private static Path kubo;

  private static Path chunked;
  private static Path sharded;

  @BeforeAll
  static void build() throws Exception {
    old = edition(2020);
    now = edition(2021);
    try (JavaSparkContext spark = LocalSpark.open("local[2]")) {
      kubo = small(spark, "kubo-0.40");
      chunked = small(spark, "unixfs-v1-2025");
      sharded = small(spark, "goipfs-0.8-sharded");
    }
  }

  private static Path edition(int year) throws IOException {
    Path out = builds.resolve("of-" + year);
    Cli run = Cli.build(SmallWiki.write(builds, year), out);
    assertThat(run.exit()).as(run.err()).isZero();
    return out;
  }

  private static Path small(JavaSparkContext spark, String profile) throws Exception {
    Path out = builds.resolve(profile);
    SmallBuild.make(spark, out, CidProfile.named(profile), Output.Sink.CAR);
    return out;
  }

  private static Cli audit(Object a, Object b, Object... more) {
    List<Object> line = new ArrayList<>(List.of("audit", a, b, "--master", "local[2]"));
    line.addAll(List.of(more));
    return Cli.run(line.toArray());
  }

  private static JsonNode differing(Object a, Object b) throws IOException {
    Cli run = audit(a, b, "--json", "-q", "--limit", "1000");
    assertThat(run.exit()).as(run.err()).isEqualTo(1);
    return new ObjectMapper().readTree(run.out());
  }

  /** The paths that are told, by cause. */
  private static Map<String, List<String>> paths(JsonNode report) {
    Map<String, List<String>> paths = new TreeMap<>();
    for (JsonNode cause : report.get("causes")) {
      List<String> first = new ArrayList<>();
      cause.get("first").forEach(sample -> first.add(sample.get("path").asText()));
      paths.put(cause.get("cause").asText(), first);
    }
    return paths;
  }

  private static String root(Path build) throws IOException {
    return new ObjectMapper()
        .readTree(Files.readString(build.resolve(Manifest.NAME)))
        .get("root")
        .asText();
  }

  private static void assertEqual(Cli run, Path build) throws IOException {
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).isEqualTo("equal " + root(build) + "\n");
  }

  private Path manifestOf(Path build) throws IOException {
    return Files.copy(build.resolve(Manifest.NAME), folder.resolve("theirs.json"));
  }

  /** The CARs alone, without their indexes. */
  private Path carsOf(Path build, String name) throws IOException {
    Path cars = Files.createDirectories(folder.resolve(name));
    try (Stream<Path> files = Files.list(build.resolve("car"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".car")).toList()) {
        Files.copy(file, cars.resolve(file.getFileName()));
      }
    }
    return cars;
  }

  private Path indexOf(Path build) throws IOException {
    SmallBuild.copy(build.resolve("index"), folder.resolve("theirs/index"));
    return folder.resolve("theirs");
  }

  @Test
  void aManifestTellsWhetherButNotWhere() throws Exception {
    assertEqual(audit(old, manifestOf(old)), old);
    Path alone = Files.createDirectories(folder.resolve("alone"));
    Files.copy(now.resolve(Manifest.NAME), alone.resolve(Manifest.NAME));
    for (Cli run : List.of(audit(old, alone), audit(folder.resolve("theirs.json"), alone))) {
      assertThat(run.exit()).as(run.err()).isEqualTo(1);
      assertThat(run.out())
          .contains("source    source UUID was ", "source SHA-256 was ")
          .contains("recipe    --snapshot was wiki_en_2020-01, is now wiki_en_2021-01")
          .contains("tables    files differs", "counts    files was 3, is now 4")
          .endsWith("differs: which paths is not told, that needs both indexes\n");
    }
  }

  @Test
  void anIndexWithoutAManifestIsComparedRowByRow() throws Exception {
    Path index = indexOf(now);
    Cli equal = audit(now, index);
    assertEqual(equal, now);
    assertThat(equal.err()).contains("recipe, sources: not compared");
    assertThat(paths(differing(old, index))).isEqualTo(paths(differing(old, now)));
    Path both = folder.resolve("both");
    SmallBuild.copy(old.resolve("index"), both.resolve("index"));
    assertThat(paths(differing(both, index))).isEqualTo(paths(differing(old, now)));
  }

  @Test
  void tablesThatOneSideLacksAreNotedAndNotCompared() throws Exception {
    Path index = indexOf(now);
    try (Stream<Path> files = Files.walk(index.resolve("index/blocks"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    Cli run = audit(index, now);
    assertEqual(run, now);
    assertThat(run.err()).contains("tables not compared, one side has none: blocks");
  }

  @Test
  void aBuildWithoutItsCarsIsComparedLikeAny() throws Exception {
    Path bare = SmallBuild.copy(now, folder.resolve("bare"));
    try (Stream<Path> files = Files.list(bare.resolve("car"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    assertEqual(audit(now, bare), now);
    assertThat(paths(differing(old, bare))).isEqualTo(paths(differing(old, now)));
  }

  @Test
  void carsOfARootAreComparedFromTheRootDown() throws Exception {
    Path cars = carsOf(now, "cars");
    assertEqual(audit(now, cars), now);
    Map<String, List<String>> told = paths(differing(old, cars));
    assertThat(told)
        .isEqualTo(
            Map.of(
                "content", List.of("changing"),
                "only_in_b", List.of("of-2021")));
    Map<String, List<String>> turned = paths(differing(root(now) + "@" + cars, old));
    assertThat(turned)
        .isEqualTo(
            Map.of(
                "content", List.of("changing"),
                "only_in_a", List.of("of-2021")));
    Map<String, List<String>> missing = paths(differing(now, root(old) + "@" + old + "/car"));
    assertThat(missing.get("only_in_a")).containsExactly("of-2021");
    assertThat(paths(differing(indexOf(old), cars))).isEqualTo(told);
  }

  @Test
  void chunkingAndDirectoryRulesAreToldFromOtherContents() throws Exception {
    assertThat(paths(differing(kubo, carsOf(chunked, "chunked"))))
        .isEqualTo(Map.of("chunking", List.of("i/chunked.bin")));
    JsonNode full = differing(kubo, sharded);
    assertThat(paths(full)).containsOnlyKeys("directory");
    assertThat(paths(differing(kubo, carsOf(sharded, "sharded")))).isEqualTo(paths(full));
  }

  @Test
  void theReportAndTheTableAreKept() throws Exception {
    Path out = folder.resolve("out");
    Cli run = audit(old, carsOf(now, "cars"), "-q", "-o", out);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains("a         " + root(old) + " (index)", "b         " + root(now) + " (blocks)")
        .contains("  content differs (", "changing", "  only in B (", "differs: 2 paths");
    List<Group> rows = ParquetRows.of(out, "differences");
    assertThat(rows)
        .extracting(row -> row.getString("path", 0))
        .containsExactly("changing", "of-2021");
    assertThat(rows)
        .extracting(row -> row.getString("cause", 0))
        .containsExactly("content", "only_in_b");
    assertThat(rows.get(0).getString("cid_a", 0)).startsWith("baf");
    assertThat(rows.get(1).getFieldRepetitionCount("cid_a")).isZero();
    assertThat(rows.get(1).getType()).isEqualTo(Difference.COLUMNS);
    assertThat(out.resolve("audit.json")).content().contains("\"differing_paths\" : 2");
    assertThat(audit(old, carsOf(now, "again"), "-q", "-o", out).exit()).isEqualTo(2);
  }

  /** The row of table blocks of a file of one block. */
  private static Group block(Path build, String path) throws IOException {
    String cid =
        ParquetRows.of(build, "files").stream()
            .filter(row -> row.getString("path", 0).equals(path))
            .map(row -> row.getString("cid", 0))
            .findFirst()
            .orElseThrow();
    return ParquetRows.of(build, "blocks").stream()
        .filter(row -> row.getString("cid", 0).equals(cid))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void blocksThatDoNotHashAndBlocksThatAreMissingAreToldByPath() throws Exception {
    Path cars = carsOf(now, "cars");
    Group block = block(now, "changing");
    Path car = cars.resolve(block.getString("shard", 0).substring("car/".length()));
    try (RandomAccessFile file = new RandomAccessFile(car.toFile(), "rw")) {
      file.seek(block.getLong("offset", 0));
      int first = file.read();
      file.seek(block.getLong("offset", 0));
      file.write(first ^ 1);
    }
    assertThat(paths(differing(old, cars)))
        .isEqualTo(Map.of("tampered", List.of("changing"), "only_in_b", List.of("of-2021")));
    Files.delete(car);
    Files.delete(cars.resolve("root.car"));
    Map<String, List<String>> rootless = paths(differing(now, root(now) + "@" + cars));
    assertThat(rootless).isEqualTo(Map.of("missing_block", List.of("")));
    Files.copy(now.resolve("car/root.car"), cars.resolve("root.car"));
    Map<String, List<String>> told = paths(differing(old, root(now) + "@" + cars));
    TreeSet<String> missing = new TreeSet<>(told.get("missing_block"));
    assertThat(missing).contains("changing");
  }

  @Test
  void whatIsNotClearIsRefused() throws Exception {
    Path cars = carsOf(now, "cars");
    Files.copy(old.resolve("car/root.car"), cars.resolve("other.car"));
    Cli two = audit(old, cars);
    assertThat(two.exit()).isEqualTo(2);
    assertThat(two.err()).contains(root(old), root(now), "give ROOT@" + cars);
    assertThat(audit(old, root(now) + "@" + folder.resolve("nothing")).err())
        .contains("has no CAR");
    Path index = indexOf(now);
    SmallBuild.copy(old.resolve("index"), folder.resolve("more/index"));
    SmallBuild.copy(index.resolve("index/files"), folder.resolve("more/index/files"));
    assertThat(audit(old, folder.resolve("more")).err()).contains("index of several builds");
    assertThat(Cli.run("audit", old).exit()).isEqualTo(2);
    assertThat(Cli.run("audit", old, now, "--source", "x.zim").exit()).isEqualTo(2);
    assertThat(Cli.run("audit", old, now, "--sample", "5").exit()).isEqualTo(2);
  }

  @Test
  void rootsAloneTellNoMoreThanThat() throws Exception {
    Path cars = carsOf(now, "cars");
    assertEqual(audit(manifestOf(now), cars), now);
    Cli run = audit(folder.resolve("theirs.json"), carsOf(old, "others"));
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("differs: which paths differ is not told");
  }
}
