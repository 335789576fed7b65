package org.wikimill.pipeline.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wikimill.connectors.io.LocalStore.Durability.CACHED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.formats.site.Layout;
import org.wikimill.pipeline.explain.Explain;
import org.wikimill.pipeline.explain.Explanation;
import org.wikimill.pipeline.explain.Request;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.SourceSums.Checksum;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;
import org.wikimill.testing.Shared;

/** Builds of real dumps. */
class RealDumpsSparkTest {
  @TempDir private Path folder;

  private static Path dumps() {
    return Shared.require().resolve("dumps");
  }

  private Builds builds(String name, Path... sources) {
    return Builds.of(sources[0], folder.resolve(name)).ofSources(sources).layout(Layout.Name.SITE);
  }

  @Test
  void theHeadsOfFourWikisBecomeOneTree() throws Exception {
    List<Path> heads =
        Stream.of("bn", "hy", "mr", "uk")
            .map(language -> language + "wiki-20230501-head-pages-articles-multistream.xml.bz2")
            .map(dumps().resolve("multistream")::resolve)
            .toList();
    Builds builds = builds("heads", heads.toArray(Path[]::new));
    Manifest manifest;
    try (JavaSparkContext spark = LocalSpark.open("local[2]")) {
      manifest = builds.run(spark);
    }
    // Pages of each, and of these in namespaces 0 and 14: counted with Python's bz2 and re.
    assertThat(manifest.sources())
        .extracting(source -> source.facts().directory() + " " + source.facts().entries())
        .containsExactly(
            "bnwiki-20230501 722",
            "hywiki-20230501 408",
            "mrwiki-20230501 1820",
            "ukwiki-20230501 532");
    assertThat(manifest.sources())
        .allSatisfy(source -> assertThat(source.sums().checksum()).isEqualTo(Checksum.VERIFIED));
    long wanted = 449 + 3 + 307 + 1 + 1086 + 471 + 525;
    long redirects = 69 + 28 + 145 + 13;
    assertThat(manifest.counts().excluded()).isEqualTo(722 + 408 + 1820 + 532 - wanted);
    assertThat(manifest.counts().files()).isEqualTo(wanted - redirects);
    assertThat(manifest.counts().errors()).isZero();
    assertThat(places(builds))
        .contains("bnwiki-20230501/wiki/index.html", "hywiki-20230501/wiki/index.html")
        .contains("ukwiki-20230501/article.css")
        .doesNotContain("ukwiki-20230501/wiki/index.html"); // the head ends before its main page
  }

  private static List<String> places(Builds builds) throws IOException {
    return ParquetRows.of(builds.out(), "files").stream()
        .map(row -> row.getString("path", 0))
        .collect(Collectors.toList());
  }

  @Test
  void neitherCoresNorShardsDecideARoot() throws Exception {
    Path dump = dumps().resolve("xml/aawiki-20260101-pages-meta-current.xml.bz2");
    Builds one = builds("one", dump);
    Builds four = builds("four", dump);
    Builds many = builds("many", dump).shardBytes(Files.size(dump) / 64 + 1);
    Manifest manifest;
    try (JavaSparkContext spark = LocalSpark.open("local[1]")) {
      manifest = one.run(spark);
    }
    try (JavaSparkContext spark = LocalSpark.open("local[4]")) {
      four.run(spark);
      assertThat(many.run(spark).root()).isEqualTo(manifest.root());
    }
    assertThat(four.out().resolve(Manifest.NAME))
        .hasSameBinaryContentAs(one.out().resolve(Manifest.NAME));
    assertThat(manifest.counts().files() + manifest.counts().aliases()).isEqualTo(2 + 29);
    assertThat(manifest.entries()).isEqualTo(507);
    assertThat(pagesThatAreFound(many, dump)).isPositive();
  }

  @Test
  void ofRecordsThatComeTwiceOneStaysAndEachWikiKeepsItsPage() throws Exception {
    Path dump = dumps().resolve("enterprise/mixed-NS0-sample-ENTERPRISE-HTML.json.tar.gz");
    Builds builds = builds("enterprise", dump);
    Builds again = builds("again", dump);
    Manifest manifest;
    try (JavaSparkContext spark = LocalSpark.open("local[2]")) {
      manifest = builds.run(spark);
      again.run(spark);
    }
    assertThat(manifest.counts().files()).isEqualTo(15);
    // 18 records, and the aliases that they name: counted with Python's json.
    assertThat(manifest.entries()).isEqualTo(18 + 291);
    assertThat(places(builds))
        .contains("wiki/Albert_Einstein", "wiki/Albert_Einstein~1", "wiki/Squirrel~2");
    assertThat(again.out().resolve(Manifest.NAME))
        .hasSameBinaryContentAs(builds.out().resolve(Manifest.NAME));
    assertThat(pagesThatAreFound(builds, dump)).isEqualTo(15);
  }

  /** How many pages of a build are explained, each of which its dump must have. */
  private static int pagesThatAreFound(Builds builds, Path dump) throws Exception {
    Request request = new Request(Optional.of(dump.toString()), 0, Optional.empty());
    int found = 0;
    try (Explain explain = Explain.open(FinishedBuild.in(new LocalStore(builds.out(), CACHED)))) {
      for (Group row : ParquetRows.of(builds.out(), "files")) {
        Explanation told = explain.of(row.getString("path", 0), request);
        assertThat(told.broken()).isEmpty();
        if (told.origin().way() == Explanation.Way.RENDERED) {
          assertThat(told.reading().sha256()).isEqualTo(row.getString("source_sha256", 0));
          found++;
        }
      }
    }
    return found;
  }
}
