package org.wikimill.pipeline.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.site.Layout;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.SourceSums;
import org.wikimill.pipeline.manifest.SourceSums.Checksum;
import org.wikimill.pipeline.source.DumpPolicy;
import org.wikimill.pipeline.source.DumpPolicy.Truncated;
import org.wikimill.pipeline.testing.CraftedDump;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;

/** Builds of dumps that come in several files. */
class DumpPartsSparkTest {
  private static final String NAME = "testwiki-20260101-pages-articles";
  private static final DumpPolicy LENIENT = new DumpPolicy(List.of(0, 14), Truncated.ALLOWED);
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

  private Builds builds(String out, Path... files) {
    return Builds.of(files[0], folder.resolve(out)).layout(Layout.Name.SITE).ofSources(files);
  }

  private Path part(String part, CraftedDump dump) throws IOException {
    return dump.write(folder.resolve(NAME + part));
  }

  private static CraftedDump first(CraftedDump dump) {
    return dump.page(0, 1, "Main Page", 10, "[[Cat]] and {{Box|words}} [[Category:Animals]]")
        .page(0, 2, "Doubled", 20, "old");
  }

  private static CraftedDump second(CraftedDump dump) {
    return dump.redirect(11, "Tomcat", "Cat")
        .page(14, 12, "Category:Animals", 120, "All of them")
        .page(0, 2, "Doubled", 21, "new");
  }

  private static CraftedDump third(CraftedDump dump) {
    return dump.page(0, 101, "Cat", 1010, "A cat [[Category:Animals]] [[Tomcat]]")
        .page(10, 102, "Template:Box", 1020, "a box of {{{1}}}")
        .page(0, 103, "Doubled once more", 1030, "[[Category:Animals|b]]");
  }

  private Path[] threeParts() throws IOException {
    return new Path[] {
      part("3.xml-p100p200", third(new CraftedDump())),
      part("1.xml-p1p9", first(new CraftedDump())),
      part("2.xml-p10p99", second(new CraftedDump())),
    };
  }

  /** CIDs by path, but for the pages that tell of the source. */
  private static Map<String, String> files(Builds builds) throws IOException {
    return ParquetRows.of(builds.out(), "files").stream()
        .filter(row -> !row.getString("path", 0).startsWith("about"))
        .collect(Collectors.toMap(row -> row.getString("path", 0), row -> cid(row)));
  }

  private static String cid(Group row) {
    return row.getString("cid", 0);
  }

  @Test
  void partsMakeTheSiteThatTheWholeMakes() throws Exception {
    Path whole = third(second(first(new CraftedDump()))).write(folder.resolve("whole.xml"));
    Builds ofWhole = builds("of-whole", whole);
    Manifest expected = ofWhole.run(spark);
    Builds ofParts = builds("of-parts", threeParts());
    Manifest manifest = ofParts.run(spark);

    assertThat(files(ofParts))
        .containsKeys("wiki/Main_Page", "wiki/Cat", "wiki/Category:Animals")
        .isEqualTo(files(ofWhole));
    assertThat(manifest.entries()).isEqualTo(expected.entries()).isEqualTo(8);
    assertThat(manifest.counts().aliases()).isEqualTo(1);
    assertThat(manifest.counts().excluded()).isEqualTo(expected.counts().excluded()).isEqualTo(2);
    assertThat(manifest.counts().links()).isEqualTo(expected.counts().links());
    assertThat(manifest.sources()).hasSize(1);
  }

  @Test
  void theOrderOfTheFilesHasNoSay() throws Exception {
    Path[] files = threeParts();
    builds("here", files).run(spark);
    builds("there", files[1], files[2], files[0]).run(spark);
    assertThat(folder.resolve("there/manifest.json"))
        .hasSameBinaryContentAs(folder.resolve("here/manifest.json"));
  }

  @Test
  void theManifestHasTheSumOfEachFile() throws Exception {
    Path[] files = threeParts();
    StringBuilder stated = new StringBuilder();
    for (Path file : files) {
      stated.append(digest("SHA-1", file)).append("  ").append(file.getFileName()).append('\n');
    }
    Path list = Files.writeString(folder.resolve("testwiki-20260101-sha1sums.txt"), stated);
    SourceSums sums = builds("right", files).run(spark).sources().get(0).sums();
    assertThat(sums.checksum()).isEqualTo(Checksum.VERIFIED);
    assertThat(sums.files()).containsExactly(ofFile(files[1]), ofFile(files[2]), ofFile(files[0]));

    String wrong = stated.toString().replace(digest("SHA-1", files[2]), "0".repeat(40));
    Files.writeString(list, wrong);
    assertThatThrownBy(() -> builds("wrong", files).run(spark))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContainingAll(files[2].getFileName().toString(), "0".repeat(40));

    Files.writeString(list, stated.substring(0, stated.indexOf("\n") + 1));
    SourceSums some = builds("some", files).run(spark).sources().get(0).sums();
    assertThat(some.checksum()).isEqualTo(Checksum.ABSENT);
    assertThat(some.files())
        .extracting(SourceSums.OfFile::checksum)
        .containsExactly(Checksum.ABSENT, Checksum.ABSENT, Checksum.VERIFIED);
  }

  private static SourceSums.OfFile ofFile(Path file) throws Exception {
    return new SourceSums.OfFile(Files.size(file), digest("SHA-256", file), Checksum.VERIFIED);
  }

  private static String digest(String algorithm, Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
  }

  @Test
  void aMissingPartIsRefusedUnlessThatIsAllowed() throws Exception {
    Path[] files = threeParts();
    assertThatThrownBy(() -> builds("refused", files[0], files[1]).run(spark))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContainingAll("dump lacks parts", "p10p99", "--allow-truncated");
    assertThat(folder.resolve("refused")).doesNotExist();

    Manifest manifest = builds("allowed", files[0], files[1]).dumps(LENIENT).run(spark);
    assertThat(manifest.sources().get(0).facts().dump().missing()).containsExactly("p10p99");
    assertThat(manifest.sources().get(0).facts().dump().cut()).isNull();
  }

  @Test
  void aPartThatTheSumsBesideItNameIsMissed() throws Exception {
    Path[] files = threeParts();
    Files.writeString(
        folder.resolve("testwiki-20260101-md5sums.txt"),
        "0".repeat(32) + "  " + files[0].getFileName() + "\n");
    assertThatThrownBy(() -> builds("refused", files[1], files[2]).run(spark))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContainingAll("dump lacks parts", "p100p200");
  }

  @Test
  void chunksOfRenderedPagesAreOneSource() throws Exception {
    Path[] files = {
      chunk(0, "First", "<a href=\"./Second\">to the next chunk</a>"), chunk(1, "Second", "end")
    };
    Builds builds = builds("out", files);
    Manifest manifest = builds.run(spark);
    assertThat(files(builds)).containsKeys("wiki/First", "wiki/Second");
    assertThat(manifest.counts().links().broken()).isZero();
    assertThat(manifest.sources()).hasSize(1);
  }

  private Path chunk(int number, String title, String html) throws IOException {
    String record =
        """
        {"name":"%s","identifier":%d,"url":"https://test.wikipedia.org/wiki/%s",\
        "version":{"identifier":%d},"namespace":{"identifier":0},\
        "in_language":{"identifier":"en"},\
        "is_part_of":{"identifier":"testwiki","url":"https://test.wikipedia.org"},\
        "article_body":{"html":"<html><body>%s</body></html>"}}
        """
            .formatted(title, number + 1, title, number + 10, html.replace("\"", "\\\""));
    return Files.writeString(
        folder.resolve("testwiki_namespace_0_chunk_" + number + ".ndjson"), record);
  }

  @Test
  void aPartThatIsCutIsNamedByItsLastPage() throws Exception {
    Path[] files = threeParts();
    second(new CraftedDump()).writeCut(files[2], 100);
    assertThatThrownBy(() -> builds("refused", files).run(spark))
        .hasStackTraceContaining("dump is cut");
    Manifest manifest = builds("allowed", files).dumps(LENIENT).run(spark);
    assertThat(manifest.sources().get(0).facts().dump().cut()).isEqualTo("Category:Animals");
  }

  @Test
  void aPartOfAnotherWikiIsRefused() throws Exception {
    Path[] files = threeParts();
    String other = Files.readString(files[2]).replace("testwiki", "otherwiki");
    Files.writeString(files[2], other);
    assertThatThrownBy(() -> builds("out", files).run(spark))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContainingAll("not a part of the same dump", "2.xml-p10p99", "otherwiki");
  }

  @Test
  void anInterruptedBuildGoesOnButNotWithOtherParts() throws Exception {
    Path[] files = threeParts();
    Builds whole = builds("whole", files);
    whole.run(spark);
    Builds broken = builds("broken", files);
    String failing = "work/scan-00001.entries";
    assertThatThrownBy(() -> broken.run(spark, store -> TroubledStore.failing(store, failing)))
        .hasStackTraceContaining("cannot write " + failing);
    assertThatThrownBy(() -> builds("broken", files[1], files[2]).resuming().run(spark))
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("source fingerprint");
    broken.resuming().run(spark);
    assertThat(broken.out().resolve(Manifest.NAME))
        .hasSameBinaryContentAs(whole.out().resolve(Manifest.NAME));
  }

  @Test
  void severalFilesAreNoFileOfTheTree() throws Exception {
    Path[] files = threeParts();
    assertThatThrownBy(() -> builds("out", files).includingSource().run(spark))
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("--include-source: not for a dump in several files");
  }
}
