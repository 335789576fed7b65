package org.wikimill.pipeline.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.DirectoryNode;
import org.wikimill.formats.ipld.FileBuilder;
import org.wikimill.formats.ipld.UnixFsFile;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PartSummary;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;

/** However the rows lie and the tasks are cut, the directories are those of plain recursion. */
class TreeSparkTest {
  private static final TreeLimits TINY = new TreeLimits(10, 8, 50);
  private static final TreeLimits SMALL = new TreeLimits(100, 40, 120);

  private static JavaSparkContext spark;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    spark = LocalSpark.open("local[2]");
  }

  @AfterAll
  static void close() {
    spark.close();
  }

  private record Case(long seed, CidProfile profile, TreeLimits limits, int rowFiles) {
    @Override
    public String toString() {
      return String.join(
          ", ",
          profile.name(),
          "threshold " + profile.shardThresholdBytes(),
          limits.toString(),
          "" + rowFiles);
    }
  }

  /** Every named profile as it is, and with so low a threshold that directories go either way. */
  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    TreeLimits[] limits = {TINY, SMALL, TreeLimits.DEFAULT};
    int[] rowFiles = {64, 7, 1};
    for (String name : CidProfile.names()) {
      CidProfile named = CidProfile.named(name);
      int n = cases.size();
      cases.add(new Case(n, named, limits[n % 3], rowFiles[(n + 1) % 3]));
      cases.add(new Case(n, lowThreshold(named), n % 4 == 0 ? SMALL : TINY, rowFiles[n % 3]));
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rootAndDirectoriesAreThoseOfPlainRecursion(Case test) throws IOException {
    ReferenceTree tree = RandomTrees.of(test.seed);
    Map<String, DirectoryNode> expected = tree.build(test.profile);

    Tree.Result result = build(folder, test, tree.files());

    assertThat(result.root()).isEqualTo(expected.get("").cid());
    assertThat(dirs(folder)).isEqualTo(described(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unixfs-v1-2025", "kubo-0.40"})
  void theFilesDoNotDependOnTheNumberAndOrderOfTheRowFiles(String profile) throws IOException {
    ReferenceTree tree = RandomTrees.of(77);
    CidProfile low = lowThreshold(CidProfile.named(profile));
    List<String> first = null;
    for (int rowFiles : new int[] {1, 7, 64, 2, 5, 30}) {
      Path out = folder.resolve("of" + rowFiles);
      Tree.Result result = build(out, new Case(rowFiles, low, SMALL, rowFiles), tree.files());
      List<String> made = sums(out, result, rowFiles);
      assertThat(result.rowFiles()).contains(Output.rowFile("giants", 1));
      assertThat(made).hasSizeGreaterThan(40).isEqualTo(first == null ? made : first);
      first = made;
    }
  }

  @Test
  void filesOfAnEmptyTreeMakeAnEmptyRoot() throws IOException {
    CidProfile profile = CidProfile.named("unixfs-v1-2025");

    Tree.Result result = build(folder, new Case(0, profile, TINY, 7), List.of());

    assertThat(result.root()).isEqualTo(new ReferenceTree().build(profile).get("").cid());
  }

  @ParameterizedTest
  @ValueSource(strings = {"kubo-0.11", "unixfs-v1-2025"})
  void aGiantDirectoryBuiltInPartsHasTheRecordedRoot(String name) throws IOException {
    CidProfile profile = CidProfile.named(name);
    UnixFsFile same =
        new FileBuilder(profile, (cid, bytes, offset, length) -> {})
            .build(new java.io.ByteArrayInputStream("same".getBytes(UTF_8)));
    List<ReferenceTree.File> files = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      files.add(new ReferenceTree.File("A_" + i, same.cid(), same.tsize()));
    }
    TreeLimits limits = new TreeLimits(50_000, 4_096, 60_000);

    Tree.Result result = build(folder, new Case(0, profile, limits, 3), files);

    assertThat(result.root())
        .isEqualTo(Cid.parse("bafybeifhfuva2wguz2sec3hxkdb6q7gbs2uzj2oenpj7tf265qhcfg24bu"));
    assertThat(dirs(folder).get("")).contains(" 16011310 ").contains(" 200000 ");
    assertThat(result.rowFiles()).filteredOn(f -> f.contains("giants")).hasSizeBetween(3, 5);
  }

  private static CidProfile lowThreshold(CidProfile p) {
    return new CidProfile(
        "low",
        p.cidVersion(),
        p.leaves(),
        p.chunkBytes(),
        p.width(),
        p.fanout(),
        Math.min(1_500, p.shardThresholdBytes()),
        p.estimate(),
        p.boundary(),
        p.maxDirectoryLinks());
  }

  private static Tree.Result build(Path out, Case test, List<ReferenceTree.File> files)
      throws IOException {
    LocalStore store = new LocalStore(out, LocalStore.Durability.CACHED);
    List<ReferenceTree.File> shuffled = new ArrayList<>(files);
    Collections.shuffle(shuffled, new Random(test.seed));
    List<String> rows = ShardRows.write(store, shuffled, test.rowFiles);
    Output output = new Output(store, "test", test.profile, Output.Sink.CAR);
    return new Tree(spark, output, test.limits).build(rows, rows.size());
  }

  private static Map<String, String> dirs(Path out) throws IOException {
    Map<String, String> rows = new TreeMap<>();
    for (Group row : ParquetRows.of(out, "dirs")) {
      String described =
          String.join(
              " ",
              row.getString("cid", 0),
              "" + row.getLong("tsize", 0),
              "" + row.getLong("entries", 0),
              "" + row.getBoolean("sharded", 0));
      assertThat(rows.put(row.getString("path", 0), described)).isNull();
    }
    return rows;
  }

  private static Map<String, String> described(Map<String, DirectoryNode> nodes) {
    Map<String, String> rows = new TreeMap<>();
    nodes.forEach(
        (path, node) ->
            rows.put(
                path,
                String.join(
                    " ",
                    node.cid().toString(),
                    "" + node.tsize(),
                    "" + node.entries(),
                    "" + node.sharded())));
    return rows;
  }

  /** Names and sums of all files; the parts of table blocks are numbered after those of shards. */
  private static List<String> sums(Path out, Tree.Result result, int shards) throws IOException {
    Output output =
        new Output(
            new LocalStore(out, LocalStore.Durability.CACHED), "test", null, Output.Sink.CAR);
    List<String> sums = new ArrayList<>();
    for (String rowFile : result.rowFiles()) {
      PartSummary summary = output.summary(rowFile);
      for (FileFact file : summary.files()) {
        String name = file.name();
        if (name.startsWith("index/blocks/")) {
          int number = Integer.parseInt(name.replaceAll(".*part-(\\d+).*", "$1"));
          name = "blocks " + (number - shards);
        }
        sums.add(name + " " + file.sha256());
      }
    }
    return sums;
  }
}
