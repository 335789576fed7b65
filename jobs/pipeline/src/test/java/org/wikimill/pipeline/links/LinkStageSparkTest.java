package org.wikimill.pipeline.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.site.LinkKind;
import org.wikimill.pipeline.links.RandomSite.TextLink;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.LinkCounts;
import org.wikimill.pipeline.rows.LinkTable;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.testing.Folders;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;

/** Links of made-up sites are resolved as by plain maps, however they are cut. */
class LinkStageSparkTest {
  @TempDir private Path folder;

  private Output output(String name, LinkTable table) {
    LocalStore store = new LocalStore(folder.resolve(name), LocalStore.Durability.CACHED);
    return new Output(store, "test", CidProfile.named("unixfs-v1-2025"), Output.Sink.NONE, table);
  }

  /** Runs the stage; returns what its partitions counted. */
  private static LinkCounts run(
      JavaSparkContext spark,
      Output output,
      RandomSite site,
      LinkLimits limits,
      Comparator<String> order)
      throws IOException {
    List<String> index = site.writeIndex(output.store());
    List<String> links = site.writeLinks(output.store());
    List<String> rowFiles =
        new LinkStage(spark, output, limits)
            .run(index.stream().sorted(order).toList(), links.stream().sorted(order).toList());
    Counts counts = Counts.NONE;
    for (String name : rowFiles) {
      counts = counts.plus(output.summary(name).counts());
    }
    return counts.links();
  }

  private Map<TextLink, String> table(String name) throws IOException {
    Map<TextLink, String> table = new HashMap<>();
    String last = "";
    for (Group row : ParquetRows.of(folder.resolve(name), "links")) {
      String kind = row.getString("kind", 0).toUpperCase(Locale.ROOT);
      String from = row.getString("from", 0);
      assertThat(from).isGreaterThanOrEqualTo(last);
      last = from;
      boolean known = row.getFieldRepetitionCount("resolved") > 0;
      String old =
          table.put(
              new TextLink(from, row.getString("to", 0), LinkKind.valueOf(kind)),
              known ? row.getString("resolved", 0) : null);
      assertThat(old).isNull();
    }
    return table;
  }

  @Test
  void linksOfMadeUpSitesAreResolvedAsByPlainMaps() throws Exception {
    RandomSite site = new RandomSite(new Random(3), 300, 20);
    assertThat(site.broken().broken()).isPositive();
    try (JavaSparkContext spark = LocalSpark.open("local[2]")) {
      Output one = output("one", LinkTable.INCLUDED);
      assertThat(run(spark, one, site, LinkLimits.DEFAULT, Comparator.naturalOrder()))
          .isEqualTo(site.broken());
      assertThat(table("one")).isEqualTo(site.resolved());

      Output cut = output("cut", LinkTable.INCLUDED);
      LinkLimits small = new LinkLimits(100, 200);
      assertThat(run(spark, cut, site, small, Comparator.naturalOrder())).isEqualTo(site.broken());
      assertThat(table("cut")).isEqualTo(site.resolved());
      assertThat(cut.store().list("index/links")).hasSizeGreaterThan(5);
      assertThat(cut.store().list(Output.WORK)).contains(Output.rowFile("links", 31));

      Output counted = output("counted", LinkTable.OMITTED);
      assertThat(run(spark, counted, site, small, Comparator.naturalOrder()))
          .isEqualTo(site.broken());
      assertThat(counted.store().list("index")).isEmpty();
    }
  }

  @Test
  void theTableHasTheSameBytesInWhateverOrderAndOnHoweverManyCoresItIsMade() throws Exception {
    RandomSite site = new RandomSite(new Random(5), 400, 30);
    LinkLimits limits = new LinkLimits(50, 300);
    List<String> masters = List.of("local[1]", "local[64]");
    for (String master : masters) {
      try (JavaSparkContext spark = LocalSpark.open(master)) {
        Comparator<String> order =
            master.equals("local[1]") ? Comparator.naturalOrder() : Collections.reverseOrder();
        run(spark, output(master, LinkTable.INCLUDED), site, limits, order);
      }
    }
    Path one = folder.resolve("local[1]/index");
    Path many = folder.resolve("local[64]/index");
    assertThat(Folders.files(one)).hasSizeGreaterThan(5).isEqualTo(Folders.files(many));
    for (Path file : Folders.files(one)) {
      assertThat(one.resolve(file)).hasSameBinaryContentAs(many.resolve(file));
    }
  }

  @Test
  void whatIsCommittedIsNotDoneAgain() throws Exception {
    RandomSite site = new RandomSite(new Random(9), 100, 10);
    LinkLimits small = new LinkLimits(50, 100);
    try (JavaSparkContext spark = LocalSpark.open("local[2]")) {
      Output output = output("again", LinkTable.INCLUDED);
      LinkCounts counts = run(spark, output, site, small, Comparator.naturalOrder());
      Path row = folder.resolve("again").resolve(Output.rowFile("links", 1));
      Path kept = folder.resolve("again").resolve(Output.rowFile("links", 2));
      Object time = Files.getLastModifiedTime(kept);
      Object key = Files.readAttributes(kept, "unix:ino").get("ino");
      Files.delete(row);
      assertThat(run(spark, output, site, small, Comparator.naturalOrder())).isEqualTo(counts);
      assertThat(row).exists();
      assertThat(Files.getLastModifiedTime(kept)).isEqualTo(time);
      assertThat(Files.readAttributes(kept, "unix:ino").get("ino")).isEqualTo(key);
    }
  }
}
