package org.wikimill.pipeline.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.ipld.BlockSink;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.FileBuilder;
import org.wikimill.formats.ipld.UnixFsFile;
import org.wikimill.formats.site.Layout;
import org.wikimill.formats.zim.ZimWriter;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.testing.BuiltFiles;
import org.wikimill.pipeline.testing.CraftedDump;
import org.wikimill.pipeline.testing.CraftedZim;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;

/** Builds of several sources, and of sources that are files of the tree themselves. */
class SourcesSparkTest {
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

  /** An archive that takes some hundred chunks, so that its DAG is two nodes high. */
  private Path large() throws IOException {
    byte[] content = new byte[60 << 20];
    new Random(5).nextBytes(content);
    return new CraftedZim()
        .content("A/large", 0, 0)
        .plainCluster(content)
        .write(folder.resolve("large.zim"));
  }

  private Path small(String name, String... paths) throws IOException {
    ZimWriter writer = new ZimWriter().metadata("Name", name).metadata("Date", "2026-01");
    for (String path : paths) {
      writer.article(path, path, "text/html", ("<p>" + path + " of " + name).getBytes(UTF_8));
    }
    writer.redirect("to/" + paths[0], "Redirect", paths[0]);
    Path file = folder.resolve(name + ".zim");
    try (OutputStream out = Files.newOutputStream(file)) {
      writer.writeTo(out);
    }
    return file;
  }

  private Builds builds(Path source, String out) {
    return Builds.of(source, folder.resolve(out));
  }

  private static UnixFsFile inOnePass(Path file, String profile) throws IOException {
    try (var content = Files.newInputStream(file)) {
      return new FileBuilder(CidProfile.named(profile), BlockSink.NONE).build(content);
    }
  }

  private static Map<String, Group> rows(Builds builds, String table, String key)
      throws IOException {
    return ParquetRows.of(builds.out(), table).stream()
        .collect(Collectors.toMap(row -> row.getString(key, 0), row -> row));
  }

  @ParameterizedTest
  @CsvSource({
    "unixfs-v1-2025, 1", // a range for each chunk
    "unixfs-v1-2025, 268435456",
    "kubo-0.40, 3000000", // ranges that end inside of nodes
    "unixfs-v0-2015, 20000000"
  })
  void aSourceInTheTreeIsTheFileThatOnePassWouldGive(String profile, long shardBytes)
      throws Exception {
    Path source = large();
    Builds builds = builds(source, "out").profile(profile).shardBytes(shardBytes).includingSource();
    Manifest manifest = builds.run(spark);

    UnixFsFile expected = inOnePass(source, profile);
    Group row = rows(builds, "files", "path").get("test.zim");
    assertThat(row.getString("cid", 0)).isEqualTo(expected.cid().toString());
    assertThat(row.getLong("tsize", 0)).isEqualTo(expected.tsize());
    assertThat(row.getLong("size", 0)).isEqualTo(Files.size(source));
    assertThat(row.getString("sha256", 0))
        .isEqualTo(java.util.HexFormat.of().formatHex(expected.sha256()))
        .isEqualTo(manifest.sources().get(0).sums().sha256());
    assertThat(manifest.counts().generated()).isEqualTo(1);
    assertThat(manifest.counts().entries()).isEqualTo(1);
  }

  @Test
  void anEntryKeepsThePlaceThatTheSourceItselfWouldHave() throws Exception {
    Path source = small("small", "test.zim", "other");
    Builds builds = builds(source, "out").includingSource();
    builds.run(spark);

    Map<String, Group> files = rows(builds, "files", "path");
    assertThat(files.get("test.zim").getString("mime", 0)).isEqualTo("text/html");
    assertThat(files.values())
        .filteredOn(row -> row.getString("mime", 0).equals("application/x-zim"))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row.getString("path", 0)).startsWith("test").isNotEqualTo("test.zim"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"car/source-00001.car", "work/source-00003.rows"})
  void anInterruptedBuildOfASourceInTheTreeGoesOn(String failing) throws Exception {
    Path source = large();
    Builds whole = builds(source, "whole").shardBytes(20 << 20).includingSource();
    whole.run(spark);
    Builds broken = builds(source, "broken").shardBytes(20 << 20).includingSource();
    assertThatThrownBy(() -> broken.run(spark, store -> TroubledStore.failing(store, failing)))
        .hasStackTraceContaining("cannot write " + failing);

    broken.resuming().run(spark);
    assertThat(broken.out().resolve(Manifest.NAME))
        .hasSameTextualContentAs(whole.out().resolve(Manifest.NAME));
  }

  @Test
  void eachOfSeveralSourcesIsTheDirectoryThatItWouldBeTheRootOf() throws Exception {
    Path first = small("first", "a", "b/c");
    Path second = small("second", "a", "d");
    Builds both = builds(first, "both").ofSources(first, second);
    Manifest manifest = both.run(spark);
    Manifest turned = builds(first, "turned").ofSources(second, first).run(spark);

    assertThat(turned).isEqualTo(manifest);
    Map<String, Group> dirs = rows(both, "dirs", "path");
    for (Path source : new Path[] {first, second}) {
      String name = source.getFileName().toString().replace(".zim", "_2026-01");
      Manifest alone = builds(source, name).run(spark);
      assertThat(dirs.get(name).getString("cid", 0)).isEqualTo(alone.root());
    }
    assertThat(rows(both, "files", "path"))
        .containsOnlyKeys(
            "first_2026-01/a",
            "first_2026-01/b/c",
            "first_2026-01/to/a",
            "second_2026-01/a",
            "second_2026-01/d",
            "second_2026-01/to/a")
        .extractingByKey("first_2026-01/to/a")
        .extracting(row -> row.getString("alias_of", 0))
        .isEqualTo("first_2026-01/a");
    assertThat(rows(both, "redirects", "source_path"))
        .containsOnlyKeys("first_2026-01/to/a", "second_2026-01/to/a");
    assertThat(manifest.sources())
        .extracting(source -> source.facts().directory())
        .containsExactly("first_2026-01", "second_2026-01");
  }

  @Test
  void severalSourcesInTheTreeStandInTheirDirectories() throws Exception {
    Path first = small("first", "a");
    Path second = small("second", "b");
    Builds both = builds(first, "both").ofSources(first, second).includingSource();
    both.run(spark);
    assertThat(rows(both, "files", "path"))
        .extractingByKey("second_2026-01/second_2026-01.zim")
        .extracting(row -> row.getString("cid", 0))
        .isEqualTo(inOnePass(second, "unixfs-v1-2025").cid().toString());
  }

  @Test
  void twoSourcesOfOneNameAreRefused() throws Exception {
    Path source = small("first", "a");
    Path copy = Files.copy(source, folder.resolve("copy.zim"));
    assertThatThrownBy(() -> builds(source, "out").ofSources(source, copy).run(spark))
        .isInstanceOf(BuildException.class)
        .hasMessageContainingAll("two sources of one name, first_2026-01", "copy.zim", "first.zim");
  }

  @Test
  void theDumpItselfMayBeAFileOfTheTree() throws Exception {
    Path source =
        new CraftedDump().page("A", "a").page("B", "[[A]]").write(folder.resolve("dump.xml"));
    Builds builds = builds(source, "out").layout(Layout.Name.SITE).includingSource();
    Manifest manifest = builds.run(spark);
    Group file = rows(builds, "files", "path").get("test.xml");
    assertThat(file.getLong("size", 0)).isEqualTo(Files.size(source));
    assertThat(BuiltFiles.bytes(builds.out(), manifest.root(), "test.xml"))
        .isEqualTo(Files.readAllBytes(source));
    assertThat(manifest.counts().entries()).isEqualTo(manifest.entries()).isEqualTo(2);
    String about = new String(BuiltFiles.bytes(builds.out(), manifest.root(), "about.html"), UTF_8);
    assertThat(about)
        .contains("The original dump", "<a href=\"test.xml\">", "--include-source")
        .doesNotContain("archive");
  }
}
