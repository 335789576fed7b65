package org.wikimill.pipeline.sides;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.tables.DirRow;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.connectors.tables.TablePart;
import org.wikimill.connectors.tables.TableReader;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.pipeline.audit.AuditLimits;
import org.wikimill.pipeline.delta.BuildBlocks;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.testing.FileRowDraft;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.verify.SmallBuild;

/**
 * However an index is cut into ranges, the same differences from a tree are found: the index is
 * harmed, the tree is that of the build.
 */
class TreeAuditSparkTest {
  private static final int PARTS = 9;
  private static final String STRAY = "i/stray.bin";

  @TempDir private static Path folder;
  private static JavaSparkContext spark;
  private static FinishedBuild build;
  private static List<FileRow> files;

  @BeforeAll
  static void build() throws Exception {
    spark = LocalSpark.open("local[2]");
    Path out = folder.resolve("build");
    SmallBuild.make(spark, out, CidProfile.named("goipfs-0.8-sharded"), Output.Sink.CAR);
    build = FinishedBuild.in(new LocalStore(out, Durability.CACHED));
    files = new ArrayList<>();
    for (FileFact part : build.parts(Tables.FILES)) {
      try (TableReader<FileRow> rows =
          TableReader.open(build.store().open(part.name()), Tables.FILES)) {
        for (Optional<FileRow> row = rows.next(); row.isPresent(); row = rows.next()) {
          files.add(row.get());
        }
      }
    }
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static String path(FileRow row) {
    return new String(row.path(), UTF_8);
  }

  private static Side.Tree tree() throws IOException {
    Cid root = Cid.parse(build.manifest().root());
    return new Side.Tree(
        root, CarPlace.of(build.store(), BuildBlocks.shards(build), build.store()));
  }

  /** An index of these files in some parts, and of directories of other CIDs. */
  private static FinishedBuild index(String name, List<FileRow> rows, int parts, List<DirRow> dirs)
      throws IOException {
    LocalStore store = new LocalStore(folder.resolve(name), Durability.CACHED);
    List<FileFact> made = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      try (TablePart<FileRow> part = TablePart.create(store, Tables.FILES, "small", i, 100)) {
        for (FileRow row : rows.subList(i * rows.size() / parts, (i + 1) * rows.size() / parts)) {
          part.add(row);
        }
        made.add(part.commit());
      }
    }
    try (TablePart<DirRow> part = TablePart.create(store, Tables.DIRS, "small", 0, 100)) {
      for (DirRow row : dirs) {
        part.add(row);
      }
      made.add(part.commit());
    }
    Manifest like = build.manifest();
    String root = other("root").toString();
    Manifest manifest = new Manifest(root, like.recipe(), like.sources(), like.counts(), made);
    return new FinishedBuild(store, manifest);
  }

  private static Cid other(String of) {
    return org.wikimill.pipeline.testing.MadeUpBuild.cid("another " + of);
  }

  /** Rows of which some are others; what is expected to be told of them. */
  private static List<FileRow> harmed(Map<String, TreeSet<String>> expected) {
    List<FileRow> rows = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      FileRow row = files.get(i);
      if (i % 7 == 3) {
        expect(expected, "only_in_b", path(row));
      } else if (i % 7 == 5) {
        rows.add(new FileRowDraft(row).cid(other(path(row))).row());
        expect(expected, "chunking", path(row));
      } else if (i % 7 == 6) {
        rows.add(new FileRowDraft(row).cid(other(path(row))).sha256(new byte[32]).row());
        expect(expected, "content", path(row));
      } else {
        rows.add(row);
      }
    }
    rows.add(new FileRowDraft(files.get(0)).path(STRAY.getBytes(UTF_8)).row());
    expect(expected, "only_in_a", STRAY);
    rows.add(new FileRowDraft(files.get(0)).path("gone/deep/page".getBytes(UTF_8)).row());
    expect(expected, "only_in_a", "gone/deep/page");
    rows.sort((a, b) -> java.util.Arrays.compareUnsigned(a.path(), b.path()));
    return rows;
  }

  private static void expect(Map<String, TreeSet<String>> expected, String cause, String path) {
    expected.computeIfAbsent(cause, c -> new TreeSet<>()).add(path);
  }

  private static DirRow dir(String path) {
    return new DirRow(path.getBytes(UTF_8), other("directory " + path), 1, 1, false);
  }

  /** All directories of the build as others, and some that it does not have. */
  private static List<DirRow> dirs() {
    TreeSet<String> paths = new TreeSet<>(List.of("", "gone", "gone/deep"));
    for (FileRow row : files) {
      String path = path(row);
      for (int at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
        paths.add(path.substring(0, at));
      }
    }
    return paths.stream().map(TreeAuditSparkTest::dir).toList();
  }

  private static TreeReport audit(FinishedBuild index, long rowsPerTask) throws IOException {
    return new TreeAudit(
            index,
            tree(),
            Order.INDEX_FIRST,
            new AuditLimits(rowsPerTask, 10_000, 0, AuditLimits.Blocks.OF_SAMPLES))
        .run(spark, Optional.empty());
  }

  private static Map<String, TreeSet<String>> told(TreeReport report) {
    Map<String, TreeSet<String>> told = new TreeMap<>();
    for (TreeReport.Explained cause : report.causes()) {
      TreeSet<String> paths = new TreeSet<>();
      cause.first().stream().map(TreeReport.Sample::path).forEach(paths::add);
      assertThat(paths).as("none twice").hasSize((int) cause.paths());
      told.put(cause.cause().text(), paths);
    }
    return told;
  }

  @Test
  void rangesShowInNothingThatIsTold() throws Exception {
    Map<String, TreeSet<String>> expected = new TreeMap<>();
    List<FileRow> rows = harmed(expected);
    TreeReport whole = audit(index("whole", rows, 1, dirs()), 1_000_000);
    assertThat(told(whole)).isEqualTo(expected);
    assertThat(whole.sameFiles())
        .isEqualTo(files.size() - files.size() / 7 * 3L - remainder(files.size() % 7));
    TreeReport cut = audit(index("cut", rows, PARTS, dirs()), 1);
    assertThat(cut).isEqualTo(whole);
  }

  /** How many of the last files, fewer than seven, are harmed. */
  private static int remainder(int of) {
    return (of > 3 ? 1 : 0) + (of > 5 ? 1 : 0);
  }

  @Test
  void directoriesThatNothingInThemExplainsAreToldOnceWhateverTheRanges() throws Exception {
    TreeReport whole = audit(index("rules", files, 1, onlyOfTheBuild()), 1_000_000);
    TreeReport cut = audit(index("rules-cut", files, PARTS, onlyOfTheBuild()), 1);
    assertThat(cut).isEqualTo(whole);
    assertThat(told(whole)).containsOnlyKeys("directory");
    assertThat(told(whole).get("directory")).contains("a/b").doesNotContain("a", "");
  }

  private static List<DirRow> onlyOfTheBuild() {
    return dirs().stream()
        .filter(dir -> !new String(dir.path(), UTF_8).startsWith("gone"))
        .toList();
  }
}
