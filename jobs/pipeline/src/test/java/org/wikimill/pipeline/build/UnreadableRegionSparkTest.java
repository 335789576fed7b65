package org.wikimill.pipeline.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.testing.FailingMedium;
import org.wikimill.pipeline.testing.GrownZim;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;

/** Sources with a region that cannot be read, for a while or for ever. */
class UnreadableRegionSparkTest {
  private static final int BAD_CLUSTER = 2;
  private static final int FOR_EVER = Integer.MAX_VALUE;

  @TempDir private static Path folder;
  private static JavaSparkContext spark;
  private static Path zim;
  private static long badByte;
  private static String undisturbed;

  @BeforeAll
  static void build() throws Exception {
    spark = LocalSpark.open("local[2]");
    zim = folder.resolve("grown.zim");
    GrownZim.write(zim, 300, 20, 100);
    try (ZimArchive archive = ZimArchive.open(Inputs.file(zim))) {
      badByte = archive.clusterOffset(BAD_CLUSTER) + 1_000;
    }
    undisturbed = Builds.of(zim, folder.resolve("undisturbed")).run(spark).root();
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static Builds bad(String out, int times) {
    return Builds.of(FailingMedium.uri(zim, badByte, times), folder.resolve(out))
        .hadoop(FailingMedium.SETTINGS)
        .shardBytes(1 << 20);
  }

  @Test
  void aMediumThatRecoversLeavesNoTrace() throws Exception {
    String source = FailingMedium.uri(zim, badByte, 4);
    Manifest manifest = bad("recovers", 4).run(spark);

    FileSystem medium = FileSystem.get(URI.create(source), FailingMedium.SETTINGS.configuration());
    assertThat(((FailingMedium) medium).isSpent()).isTrue();
    assertThat(manifest.root()).isEqualTo(undisturbed);
    assertThat(manifest.counts().errors()).isZero();
  }

  @Test
  void whatStaysUnreadableIsAnErrorOfEachOfItsEntriesThatNamesTheCluster() throws Exception {
    Manifest manifest = bad("unreadable", FOR_EVER).unverified().allowErrors(1_000).run(spark);

    List<Group> errors = ParquetRows.of(folder.resolve("unreadable"), "errors");
    assertThat(errors).isNotEmpty().hasSize((int) manifest.counts().errors());
    assertThat(errors)
        .allSatisfy(
            row -> {
              assertThat(row.getString("stage", 0)).isEqualTo("blocks");
              assertThat(row.getString("reason", 0))
                  .startsWith("unreadable at byte ")
                  .contains(" of cluster " + BAD_CLUSTER + ", found an I/O error, 5 times");
            });
    Set<String> missing = entries("undisturbed");
    missing.removeAll(entries("unreadable"));
    Set<String> told = new HashSet<>();
    errors.forEach(row -> told.add(row.getString("source_entry", 0)));
    assertThat(told).isEqualTo(missing);
  }

  @Test
  void aSourceThatCannotBeReadInWholeIsNotTakenForVerified() {
    assertThatThrownBy(() -> bad("unverified", FOR_EVER).allowErrors(1_000).run(spark))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContaining("unreadable");
    assertThat(folder.resolve("unverified/manifest.json")).doesNotExist();
  }

  @Test
  void moreErrorsThanAllowedAreNoBuild() {
    assertThatThrownBy(() -> bad("refused", FOR_EVER).unverified().allowErrors(1).run(spark))
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("of cluster " + BAD_CLUSTER);
  }

  private static Set<String> entries(String out) throws IOException {
    Set<String> entries = new HashSet<>();
    ParquetRows.of(folder.resolve(out), "files")
        .forEach(row -> entries.add(row.getString("source_entry", 0)));
    return entries;
  }
}
