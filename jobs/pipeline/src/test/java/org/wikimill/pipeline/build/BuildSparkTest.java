package org.wikimill.pipeline.build;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.build.BuildException.Reason;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.Redirects;
import org.wikimill.pipeline.testing.CraftedZim;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;
import org.wikimill.testing.Shared;

/** What a build does beside making a root: it starts, fails, goes on and ends as it should. */
class BuildSparkTest {
  private static final int CLUSTERS = 5;

  private static JavaSparkContext spark;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    spark = LocalSpark.open("local[1]");
  }

  @AfterAll
  static void close() {
    spark.close();
  }

  /** Some files in each cluster, redirects, and names that are one path once they are UTF-8. */
  private static CraftedZim zim() {
    CraftedZim zim = new CraftedZim();
    for (int cluster = 0; cluster < CLUSTERS; cluster++) {
      byte[][] blobs = new byte[6][];
      for (int blob = 0; blob < blobs.length; blob++) {
        blobs[blob] = ("content " + cluster + " " + blob).repeat(50).getBytes(UTF_8);
        zim.content("A/page" + blob + "of" + cluster, cluster, blob);
      }
      zim.plainCluster(blobs);
    }
    zim.redirect("A/alias", "A/page0of0").redirect("A/page0of0/below", "A/page1of4");
    zim.redirect("A/same\u00ff".getBytes(ISO_8859_1), "A/page1of1");
    zim.redirect("A/same%FF", "A/page2of2").redirect("A/nowhere", -1);
    return zim.content("M/Title", 0, 0).deleted("A/gone");
  }

  /** One shard a cluster. */
  private Builds builds(Path source, String out) {
    return Builds.of(source, folder.resolve(out)).shardBytes(1);
  }

  private Path source() throws IOException {
    return zim().write(folder.resolve("some.zim"));
  }

  private Path damagedSource(String name) throws IOException {
    CraftedZim zim = zim().cluster(new byte[] {6, 0, 0, 0, 0});
    for (int blob = 0; blob < 3; blob++) {
      zim.content("A/lost" + blob, CLUSTERS, blob);
    }
    return zim.write(folder.resolve(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "car/part-00003.car",
        "work/blocks-00002.rows",
        "index/redirects/snapshot=test/part-00000.parquet",
        "work/root-00000.rows",
        "manifest.json"
      })
  void anInterruptedBuildGoesOnWithWhatWasCommittedAndMakesTheSame(String failing)
      throws Exception {
    Builds builds = builds(source(), "whole");
    builds.run(spark);
    Builds broken = builds(source(), "broken");
    Path out = broken.out();

    assertThatThrownBy(() -> broken.run(spark, store -> TroubledStore.failing(store, failing)))
        .hasStackTraceContaining("cannot write " + failing);
    assertThat(out.resolve(Manifest.NAME)).doesNotExist();
    assertThat(out.resolve(failing)).doesNotExist();
    Map<String, Object> committed = committedCars(out);
    broken.resuming().run(spark);

    assertThat(files(out)).isEqualTo(files(builds.out()));
    assertThat(Files.readString(out.resolve(Manifest.NAME)))
        .isEqualTo(Files.readString(builds.out().resolve(Manifest.NAME)));
    int shards = failing.contains("0003") ? 3 : failing.contains("blocks") ? 2 : CLUSTERS;
    assertThat(committed).hasSizeGreaterThanOrEqualTo(shards);
    committed.forEach((car, file) -> assertThat(identity(out.resolve(car))).isEqualTo(file));
  }

  @Test
  void moreErrorsThanAllowedKeepTheTablesAndLeaveNoManifest() throws Exception {
    Builds builds = builds(damagedSource("damaged.zim"), "out").allowErrors(2);

    assertBuildException(Reason.BAD_INPUT, () -> builds.run(spark))
        .hasMessageContaining("3 entries failed, 2 allowed")
        .hasMessageContaining("A/lost0: unknown compression at byte ");

    assertThat(builds.out().resolve(Manifest.NAME)).doesNotExist();
    assertThat(ParquetRows.of(builds.out(), "errors"))
        .extracting(row -> row.getString("source_entry", 0) + " " + row.getString("stage", 0))
        .containsExactly("A/lost0 blocks", "A/lost1 blocks", "A/lost2 blocks");
    assertThat(ParquetRows.of(builds.out(), "files")).hasSize(6 * CLUSTERS + 4);

    Manifest manifest = builds.allowErrors(3).resuming().run(spark);
    assertThat(manifest.counts().errors()).isEqualTo(3);
    assertThat(manifest.counts().entries()).isEqualTo(manifest.entries());
  }

  @Test
  void errorsDoNotTellWhereTheArchiveLay() throws Exception {
    Files.createDirectories(folder.resolve("else/where"));
    Builds first = builds(damagedSource("a.zim"), "first").allowErrors(3);
    Builds second = builds(damagedSource("else/where/b.zim"), "second").allowErrors(3);
    first.run(spark);
    second.run(spark);

    assertThat(Files.readString(second.out().resolve(Manifest.NAME)))
        .isEqualTo(Files.readString(first.out().resolve(Manifest.NAME)));
  }

  @Test
  void redirectsWhoseNamesAreOnePathOnceTheyAreUtf8HaveARowEachInByteOrder() throws Exception {
    Builds builds = builds(source(), "out").redirects(Redirects.NONE);
    builds.run(spark);

    assertThat(ParquetRows.of(builds.out(), "redirects"))
        .extracting(
            row ->
                row.getString("source_path", 0)
                    + " "
                    + (row.getFieldRepetitionCount("target") == 0
                        ? ""
                        : row.getString("target", 0)))
        .containsExactly(
            "A/alias A/page0of0",
            "A/nowhere ",
            "A/page0of0/below A/page1of4",
            "A/same%FF A/page2of2",
            "A/same%FF A/page1of1");
  }

  @Test
  void anotherBuildIsNotGoneOnWith() throws Exception {
    Path source = source();
    Builds builds = builds(source, "out");
    assertThatThrownBy(
        () -> builds.run(spark, store -> TroubledStore.failing(store, "car/root.car")));
    assertOthersAreRefused(builds);
    builds.resuming().run(spark);
    assertOthersAreRefused(builds);
  }

  private void assertOthersAreRefused(Builds builds) throws Exception {
    Builds resumed = builds.resuming();
    assertBuildException(Reason.SETTINGS, () -> resumed.profile("kubo-0.40").run(spark))
        .hasMessageContaining("--profile was unixfs-v1-2025, is now kubo-0.40");
    assertBuildException(
            Reason.SETTINGS, () -> resumed.redirects(Redirects.NONE).shardBytes(2).run(spark))
        .hasMessageContaining("--redirects was link, is now none")
        .hasMessageContaining("--shard-size was 1, is now 2");
    Path other = zim().content("A/more", 0, 0).write(folder.resolve("other.zim"));
    assertBuildException(Reason.SETTINGS, () -> builds(other, "out").resuming().run(spark))
        .hasMessageContaining("source entries was 37, is now 38");
  }

  @Test
  void aFolderThatIsNotEmptyIsLeftAlone() throws Exception {
    Builds builds = builds(source(), "out");
    Files.createDirectories(builds.out());
    Files.writeString(builds.out().resolve("mine.txt"), "mine");

    assertBuildException(Reason.SETTINGS, () -> builds.run(spark))
        .hasMessageContaining("is not empty");
    assertBuildException(Reason.SETTINGS, () -> builds.resuming().run(spark))
        .hasMessageContaining("holds no build");
    assertThat(files(builds.out())).containsExactly("mine.txt");
  }

  @Test
  void anotherRootThanExpectedIsAFailedCheckOfAFinishedBuild() throws Exception {
    Builds builds = builds(source(), "out");
    Cid wrong = Cid.IDENTITY_EMPTY;

    assertBuildException(Reason.CHECK_FAILED, () -> builds.expecting(wrong).run(spark))
        .hasMessageContaining("expected " + wrong);

    Manifest manifest = builds.resuming().run(spark);
    assertThat(builds.expecting(Cid.parse(manifest.root())).resuming().run(spark))
        .isEqualTo(manifest);
  }

  @Test
  void aFinishedBuildThatWasNotTidiedIsTidiedOnResume() throws Exception {
    Builds builds = builds(source(), "out");
    Manifest manifest = builds.run(spark);
    List<String> files = files(builds.out());
    Files.createDirectories(builds.out().resolve("work"));
    Files.writeString(builds.out().resolve("work/blocks-00000.rows"), "left over");

    assertThat(builds.resuming().run(spark)).isEqualTo(manifest);
    assertThat(files(builds.out())).isEqualTo(files);
  }

  @Test
  void aFinishedBuildHoldsWhatItsManifestListsAndNothingElse() throws Exception {
    Builds builds = builds(source(), "out");
    Manifest manifest = builds.run(spark);

    assertThat(files(builds.out()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    manifest.files().stream().map(FileFact::name),
                    Stream.of(Manifest.NAME, Manifest.SUM_NAME, "run.json"))
                .toList());
  }

  @Test
  void aSplitArchiveAndTheSameBytesInOneFileGiveTheSameManifest() throws Exception {
    Path parts = Shared.require().resolve("zims/split");
    Path joined = folder.resolve("joined.zim");
    try (OutputStream out = Files.newOutputStream(joined);
        Stream<Path> files = Files.list(parts)) {
      for (Path part : files.sorted().toList()) {
        Files.copy(part, out);
      }
    }
    Path first = parts.resolve("wikipedia_en_ray_charles_2015-06.zimaa");
    Builds split = Builds.of(first, folder.resolve("split"));
    Builds whole = Builds.of(joined, folder.resolve("whole"));
    split.run(spark);
    whole.run(spark);

    assertThat(Files.readString(split.out().resolve(Manifest.NAME)))
        .isEqualTo(Files.readString(whole.out().resolve(Manifest.NAME)));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertBuildException(
      Reason reason, ThrowingCallable build) {
    return assertThatThrownBy(build)
        .isInstanceOfSatisfying(
            BuildException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static List<String> files(Path out) throws IOException {
    try (Stream<Path> files = Files.walk(out)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> out.relativize(f).toString())
          .sorted()
          .toList();
    }
  }

  /** The CARs of shards whose rows are there, and which files on disk they are. */
  private static Map<String, Object> committedCars(Path out) throws IOException {
    Map<String, Object> cars = new TreeMap<>();
    for (String file : files(out)) {
      if (file.startsWith("work/blocks-")) {
        String car = file.replace("work/blocks-", "car/part-").replace(".rows", ".car");
        cars.put(car, identity(out.resolve(car)));
      }
    }
    return cars;
  }

  private static Object identity(Path file) {
    try {
      BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
      return facts.fileKey() + " of " + facts.lastModifiedTime();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
