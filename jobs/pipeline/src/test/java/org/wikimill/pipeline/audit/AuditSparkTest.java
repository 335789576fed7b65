package org.wikimill.pipeline.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wikimill.pipeline.testing.MadeUpBuild.cid;
import static org.wikimill.pipeline.testing.MadeUpBuild.dir;
import static org.wikimill.pipeline.testing.MadeUpBuild.file;
import static org.wikimill.pipeline.testing.MadeUpBuild.sha256;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.tables.DirRow;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.testing.FileRowDraft;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.MadeUpBuild;
import org.wikimill.pipeline.testing.ParquetRows;

/** Each kind of difference between two indexes is told once, with its cause. */
class AuditSparkTest {
  private static final AuditLimits LIMITS =
      new AuditLimits(100, 5, 0, AuditLimits.Blocks.OF_SAMPLES);

  @TempDir private Path folder;
  private static JavaSparkContext spark;

  @BeforeAll
  static void start() {
    spark = LocalSpark.open("local[2]");
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private FinishedBuild build(String name, List<FileRow> files, DirRow... dirs) throws IOException {
    return new MadeUpBuild(folder.resolve(name), "made-up")
        .files(0, files)
        .dirs(List.of(dirs))
        .finish("root of " + name);
  }

  private static AuditReport audit(FinishedBuild a, FinishedBuild b) throws IOException {
    return new Audit(a, b, Optional.empty(), LIMITS).run(spark);
  }

  /** The first paths of each cause. */
  private static Map<Cause, List<String>> paths(AuditReport report) {
    Map<Cause, List<String>> paths = new TreeMap<>();
    report
        .causes()
        .forEach(
            cause -> paths.put(cause.cause(), cause.first().stream().map(Sample::path).toList()));
    return paths;
  }

  /** A row of which some columns are others. */
  private static FileRow row(
      String path, String content, String source, String mime, String aliasOf) {
    return new FileRowDraft(file(path, content))
        .mime(mime)
        .sourceSha256(sha256(source))
        .aliasOf(aliasOf)
        .row();
  }

  private static FileRow withCid(FileRow row, String of) {
    return new FileRowDraft(row).cid(cid(of)).row();
  }

  private static FileRow withSize(FileRow row, long size) {
    return new FileRowDraft(row).sizeBytes(size).row();
  }

  @Test
  void eachCauseIsToldFromTheColumnsAlone() throws Exception {
    List<FileRow> a =
        List.of(
            row("alias", "x", "x", "text/html", "same"),
            row("alias-gone", "x", "x", "text/html", "same"),
            file("chunking", "c"),
            file("contradiction", "d"),
            file("gone", "g"),
            row("metadata", "m", "m", "text/html", null),
            row("rewriting", "r", "r", "text/html", null),
            file("same", "x"),
            file("source", "old"));
    List<FileRow> b =
        List.of(
            row("alias", "y", "y", "text/html", null),
            row("alias-new", "x", "x", "text/html", "same"),
            withCid(file("chunking", "c"), "c in other chunks"),
            withSize(file("contradiction", "d"), 77),
            row("metadata", "m", "m", "text/plain", null),
            file("new", "n"),
            row("rewriting", "rewritten", "r", "text/html", null),
            file("same", "x"),
            file("source", "new"));
    AuditReport report = audit(build("a", a), build("b", b));
    Map<Cause, List<String>> expected = new TreeMap<>();
    expected.put(Cause.SOURCE, List.of("source"));
    expected.put(Cause.REWRITING, List.of("rewriting"));
    expected.put(Cause.CHUNKING, List.of("chunking"));
    expected.put(Cause.ALIAS, List.of("alias"));
    expected.put(Cause.ONLY_IN_A, List.of("gone"));
    expected.put(Cause.ONLY_IN_B, List.of("new"));
    expected.put(Cause.ALIAS_ONLY_IN_A, List.of("alias-gone"));
    expected.put(Cause.ALIAS_ONLY_IN_B, List.of("alias-new"));
    expected.put(Cause.METADATA, List.of("metadata"));
    expected.put(Cause.CONTRADICTION, List.of("contradiction"));
    assertThat(paths(report)).isEqualTo(expected);
    assertThat(report.equal()).isFalse();
    assertThat(report.samePaths()).isEqualTo(1);
    assertThat(report.differingPaths()).isEqualTo(10);
    assertThat(report.causes())
        .filteredOn(cause -> cause.cause() == Cause.METADATA)
        .allSatisfy(cause -> assertThat(cause.first().get(0).columns()).containsExactly("mime"));
  }

  @Test
  void causesAreRankedByTheirPathsAndSampledByPath() throws Exception {
    List<FileRow> a = new ArrayList<>();
    List<FileRow> b = new ArrayList<>();
    for (int i = 10; i < 40; i++) {
      a.add(file("p" + i, "old" + i));
      b.add(
          i % 3 == 0 ? row("p" + i, "old" + i, "old" + i, "x/y", null) : file("p" + i, "new" + i));
    }
    AuditReport report = audit(build("a", a), build("b", b));
    assertThat(report.causes())
        .extracting(c -> c.cause())
        .containsExactly(Cause.SOURCE, Cause.METADATA);
    assertThat(report.causes()).extracting(c -> c.paths()).containsExactly(20L, 10L);
    assertThat(paths(report).get(Cause.SOURCE)).containsExactly("p10", "p11", "p13", "p14", "p16");
    assertThat(report.causes().get(0).bytesA()).isEqualTo(20L * "old10".length());
  }

  @Test
  void contentsAreSharedByCidWhateverTheirPaths() throws Exception {
    FinishedBuild a = build("a", List.of(file("moved", "xx"), file("one", "y"), file("two", "y")));
    FinishedBuild b = build("b", List.of(file("elsewhere", "xx"), file("one", "zzz")));
    AuditReport.Shared contents = audit(a, b).contents();
    assertThat(contents.inBoth()).isEqualTo(new AuditReport.Contents(1, 2));
    assertThat(contents.onlyInA()).isEqualTo(new AuditReport.Contents(1, 1));
    assertThat(contents.onlyInB()).isEqualTo(new AuditReport.Contents(1, 3));
  }

  @Test
  void aDirectoryIsToldOnlyIfNothingInItExplainsIt() throws Exception {
    List<FileRow> a = List.of(file("changed/x", "1"), file("rules/deep/y", "2"), file("z", "3"));
    List<FileRow> b = List.of(file("changed/x", "9"), file("rules/deep/y", "2"), file("z", "3"));
    AuditReport report =
        audit(
            build(
                "a",
                a,
                dir("", "1", 3),
                dir("changed", "1", 1),
                dir("rules", "1", 1),
                dir("rules/deep", "1", 1)),
            build(
                "b",
                b,
                dir("", "2", 3),
                dir("changed", "2", 1),
                dir("rules", "2", 1),
                dir("rules/deep", "2", 1)));
    assertThat(paths(report))
        .isEqualTo(
            Map.of(Cause.SOURCE, List.of("changed/x"), Cause.DIRECTORY, List.of("rules/deep")));
  }

  @Test
  void aDirectoryOfOneCidWithTwoNumbersOfEntriesContradictsItself() throws Exception {
    List<FileRow> files = List.of(file("d/x", "1"));
    AuditReport report =
        audit(build("a", files, dir("d", "1", 1)), build("b", files, dir("d", "1", 2)));
    assertThat(paths(report)).isEqualTo(Map.of(Cause.CONTRADICTION, List.of("d")));
  }

  @Test
  void neitherCutsNorPartsNorCoresShowInTheReportOrTheTable() throws Exception {
    List<FileRow> a = new ArrayList<>();
    List<FileRow> b = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      String path = String.format("dir%d/page-%04d", i / 100, i);
      if (i % 7 != 0) {
        a.add(file(path, "content " + i % 300));
      }
      if (i % 11 != 0) {
        b.add(file(path, "content " + (i % 5 == 0 ? i : i % 300)));
      }
    }
    FinishedBuild whole = build("a", a);
    MadeUpBuild parted = new MadeUpBuild(folder.resolve("parted"), "made-up");
    for (int part = 0; part < 8; part++) {
      parted.files(part, a.subList(part * a.size() / 8, (part + 1) * a.size() / 8));
    }
    FinishedBuild inParts = parted.dirs(List.of()).finish("root of a");
    FinishedBuild other = build("b", b);
    List<byte[]> cuts =
        IntStream.range(1, 64).mapToObj(i -> b.get(i * b.size() / 64).path()).toList();

    List<AuditReport> reports = new ArrayList<>();
    List<List<String>> tables = new ArrayList<>();
    int run = 0;
    for (FinishedBuild first : List.of(whole, inParts)) {
      for (List<byte[]> cut : List.of(List.<byte[]>of(), cuts)) {
        Path out = folder.resolve("out-" + run++);
        Store store = new LocalStore(out, Durability.CACHED);
        reports.add(new Audit(first, other, Optional.of(store), LIMITS).run(spark, cut));
        tables.add(ParquetRows.of(out, "differences").stream().map(Group::toString).toList());
        assertThat(out.resolve(AuditReport.NAME))
            .hasSameBinaryContentAs(folder.resolve("out-0/audit.json"));
      }
    }
    assertThat(reports).allMatch(report -> report.equals(reports.get(0)));
    assertThat(tables).allMatch(table -> table.equals(tables.get(0)));
    assertThat(tables.get(0)).hasSize((int) reports.get(0).differingPaths());
    assertThat(reports.get(0).causes()).hasSize(3);
  }

  @Test
  void theTableHoldsEveryPathWithItsCauseAndCids() throws Exception {
    FinishedBuild a = build("a", List.of(file("gone", "g"), file("same", "s"), file("x", "1")));
    FinishedBuild b = build("b", List.of(file("same", "s"), file("x", "2")));
    Path out = folder.resolve("out");
    Store store = new LocalStore(out, Durability.CACHED);
    new Audit(a, b, Optional.of(store), LIMITS).run(spark);
    List<Group> rows = ParquetRows.of(out, "differences");
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).getString("path", 0)).isEqualTo("gone");
    assertThat(rows.get(0).getString("cause", 0)).isEqualTo("only_in_a");
    assertThat(rows.get(0).getString("cid_a", 0)).isEqualTo(cid("g").toString());
    assertThat(rows.get(0).getFieldRepetitionCount("cid_b")).isZero();
    assertThat(rows.get(1).getString("cause", 0)).isEqualTo("source");
    assertThat(rows.get(1).getString("cid_b", 0)).isEqualTo(cid("2").toString());
    assertThat(Files.readString(out.resolve(AuditReport.NAME)))
        .contains("\"cause\" : \"only_in_a\"");
  }

  @Test
  void rowsOutOfOrderAreRefused() throws Exception {
    FinishedBuild sorted = build("a", List.of(file("a", "1"), file("b", "2")));
    FinishedBuild mixed = build("b", List.of(file("b", "2"), file("a", "1")));
    FinishedBuild twice = build("c", List.of(file("a", "1"), file("a", "1")));
    FinishedBuild parts =
        new MadeUpBuild(folder.resolve("d"), "made-up")
            .files(0, List.of(file("b", "2")))
            .files(1, List.of(file("a", "1")))
            .finish("root");
    for (FinishedBuild harmed : List.of(mixed, twice, parts)) {
      assertThatThrownBy(() -> audit(sorted, harmed))
          .hasStackTraceContaining("rows out of order")
          .hasStackTraceContaining(harmed.store().location());
    }
  }

  @Test
  void pathsTooLongForBoundsInAFooterAreComparedLikeAny() throws Exception {
    String longName = "m".repeat(5000);
    List<List<FileRow>> parts =
        List.of(
            List.of(file("a", "1")),
            List.of(file(longName + 1, "2"), file(longName + 2, "3")),
            List.of(file("z", "4")));
    MadeUpBuild a = new MadeUpBuild(folder.resolve("a"), "made-up");
    for (int part = 0; part < parts.size(); part++) {
      a.files(part, parts.get(part));
    }
    FinishedBuild b =
        build("b", List.of(file("a", "1"), file(longName + 1, "2"), file(longName + 2, "x")));
    List<byte[]> cuts = List.of((longName + 2).getBytes(UTF_8), "y".getBytes(UTF_8));
    FinishedBuild inParts = a.finish("root");
    for (List<byte[]> cut : List.of(List.<byte[]>of(), cuts)) {
      AuditReport report = new Audit(inParts, b, Optional.empty(), LIMITS).run(spark, cut);
      assertThat(report.samePaths()).isEqualTo(2);
      assertThat(paths(report))
          .isEqualTo(Map.of(Cause.SOURCE, List.of(longName + 2), Cause.ONLY_IN_A, List.of("z")));
    }
  }

  @Test
  void emptyIndexesAreEqualToEachOther() throws Exception {
    AuditReport report = audit(build("a", List.of()), build("b", List.of()));
    assertThat(report.differingPaths()).isZero();
    assertThat(report.samePaths()).isZero();
    assertThat(audit(build("c", List.of()), build("d", Arrays.asList(file("x", "1")))).causes())
        .hasSize(1);
  }
}
