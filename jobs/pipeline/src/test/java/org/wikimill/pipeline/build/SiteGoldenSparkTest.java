package org.wikimill.pipeline.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.wikimill.formats.site.Layout;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.Redirects;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;
import org.wikimill.testing.Shared;

/**
 * Real archives have the places and roots in layout {@code site} that they had: what changes one of
 * them changes {@code format}, and is recorded under the new one.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SiteGoldenSparkTest {
  private static JavaSparkContext spark;
  @TempDir private static Path folder;

  /** The places of each archive that was built, by the source's own names. */
  private final Map<String, Map<String, String>> placesOf = new HashMap<>();

  private int made;

  @BeforeAll
  static void open() {
    spark = LocalSpark.open("local[2]");
  }

  @AfterAll
  static void close() {
    spark.close();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvFileSource(resources = "/site/roots.csv", numLinesToSkip = 1)
  void rootsAreThoseRecordedUnderThisFormat(
      String archive, String redirects, int format, String root) throws Exception {
    Manifest manifest = builds(archive, redirects).run(spark);
    GoldenRoot recorded = new GoldenRoot(archive + "," + redirects, format, root);
    assertThat(recorded.complaint(manifest.recipe().format(), manifest.root())).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvFileSource(resources = "/site/places.csv", numLinesToSkip = 1)
  void entriesStandWhereTheyDid(String archive, String entry, String place) throws Exception {
    if (!placesOf.containsKey(archive)) {
      Builds builds = builds(archive, "link");
      builds.run(spark);
      placesOf.put(archive, places(builds.out()));
    }
    assertThat(placesOf.get(archive).get(entry)).isEqualTo(place);
  }

  private Builds builds(String archive, String redirects) {
    Path zim = Shared.require().resolve("zims").resolve(archive);
    Path out = folder.resolve(archive.replace('/', '_') + "-" + redirects + "-" + made++);
    return Builds.of(zim, out)
        .layout(Layout.Name.SITE)
        .redirects(Redirects.valueOf(redirects.toUpperCase(Locale.ROOT)));
  }

  /** Of the files that show an entry, the one that is not the landing page or the icon. */
  private static Map<String, String> places(Path out) throws IOException {
    Map<String, String> places = new HashMap<>();
    for (Group row : ParquetRows.of(out, "files")) {
      String path = row.getString("path", 0);
      String shown = row.getString("source_entry", 0);
      places.merge(shown, path, (a, b) -> isOwn(a) ? b : a);
    }
    return places;
  }

  private static boolean isOwn(String path) {
    return path.equals("favicon.ico") || path.equals("wiki/index.html");
  }
}
