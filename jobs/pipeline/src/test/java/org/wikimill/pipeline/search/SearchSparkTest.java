package org.wikimill.pipeline.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.formats.html.HtmlEscape;
import org.wikimill.formats.ipld.CarReader;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.search.IndexFolder;
import org.wikimill.formats.search.MadeUpTitles;
import org.wikimill.formats.search.SearchTitle;
import org.wikimill.pipeline.rows.IndexKey;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.RowFiles;
import org.wikimill.pipeline.rows.TitleFile;
import org.wikimill.pipeline.source.Source;
import org.wikimill.pipeline.source.ZimPlan;
import org.wikimill.pipeline.testing.LocalSpark;
import scala.Tuple2;

/** The stage alone: what it makes of titles, however they and the work are spread. */
class SearchSparkTest {
  private static final int ENTRIES_PER_RANGE = 1 << 16;
  private static final int REPEATED = 20;
  private static final int MAX_BYTES = 256 << 10;

  @TempDir Path folder;

  private static SearchParts parts(int ranges, int shards) {
    int entries = ranges * ENTRIES_PER_RANGE;
    ZimPlan plan = new ZimPlan("", 0, "", entries, 0, 0, new int[shards], HadoopSettings.NONE);
    return SearchParts.of(List.of(new Source(plan, "", "", 0))).get(0);
  }

  private Output output(String name) throws IOException {
    Store store = new LocalStore(folder.resolve(name), LocalStore.Durability.CACHED);
    return new Output(store, "test", CidProfile.named("unixfs-v1-2025"), Output.Sink.CAR);
  }

  private static void write(Output output, List<SearchTitle> titles, int shards)
      throws IOException {
    for (int shard = 0; shard < shards; shard++) {
      try (TitleFile file = new TitleFile(output, shard)) {
        for (int i = shard; i < titles.size(); i += shards) {
          file.add(titles.get(i));
        }
        file.commit();
      }
    }
  }

  private Map<String, byte[]> made(
      String name, String master, List<SearchTitle> titles, int ranges, int shards)
      throws IOException {
    Output output = output(name);
    SearchParts parts = parts(ranges, shards);
    write(output, titles, shards);
    try (JavaSparkContext spark = LocalSpark.open(master)) {
      new Search(spark, output, parts, shards).build();
    }
    return files(output, parts);
  }

  /** Content by path: every file is one block. */
  private static Map<String, byte[]> files(Output output, SearchParts parts) throws IOException {
    Map<Cid, byte[]> blocks = new HashMap<>();
    for (int part = 0; part < parts.count(); part++) {
      try (CarReader car = new CarReader(output.store().open(parts.car(part)))) {
        for (Optional<CarReader.Section> s = car.next(); s.isPresent(); s = car.next()) {
          blocks.put(s.get().cid(), Arrays.copyOf(car.block(s.get()), s.get().blockLength()));
        }
      }
    }
    Map<String, byte[]> files = new TreeMap<>();
    try (RowFiles rows = new RowFiles(output, parts.rowFiles().iterator())) {
      while (rows.hasNext()) {
        Tuple2<byte[], byte[]> row = rows.next();
        byte[] path = IndexKey.path(row._1);
        files.put(new String(path, UTF_8), blocks.get(FileRow.of(path, row._2).cid()));
      }
    }
    return files;
  }

  private static void assertSame(Map<String, byte[]> actual, Map<String, byte[]> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (path, content) -> assertThat(Arrays.equals(actual.get(path), content)).as(path).isTrue());
  }

  @Test
  void oneRangeGivesWhatOnePassOverSortedTitlesGives() throws IOException {
    for (int count : new int[] {0, 1, 5_000}) {
      List<SearchTitle> titles = new MadeUpTitles(count).titles(count);
      assertSame(made("one" + count, "local[1]", titles, 1, 1), new IndexFolder(titles).files());
    }
  }

  @Test
  void neitherTheOrderOfTitlesNorThreadsShardsOrLocaleChangeAByte() throws IOException {
    List<SearchTitle> titles = new MadeUpTitles(2).titles(20_000);
    Map<String, byte[]> one = made("one", "local[1]", titles, 64, 1);
    List<SearchTitle> shuffled = new ArrayList<>(titles);
    Collections.shuffle(shuffled, new Random(4));
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
    try {
      assertSame(made("other", "local[4]", shuffled, 64, 64), one);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void manyRangesListAllTitlesInOrderAndLeavesGoOnAcrossThem() throws IOException {
    List<SearchTitle> titles = new MadeUpTitles(3).titles(30_000);
    Map<String, byte[]> files = made("many", "local[2]", titles, 9, 5);
    List<String> sorted =
        new IndexFolder(titles).sorted().stream().map(SearchTitle::title).toList();

    List<String> listed = new ArrayList<>();
    for (int page = 0; files.containsKey("titles/0/" + page + ".html"); page++) {
      String html = new String(files.get("titles/0/" + page + ".html"), UTF_8);
      Pattern.compile("<li><a href=\"[^\"]+\"><bdi>(.*?)</bdi></a>")
          .matcher(html)
          .results()
          .map((MatchResult item) -> item.group(1))
          .forEach(listed::add);
    }
    assertThat(listed).isEqualTo(sorted.stream().map(HtmlEscape::text).toList());

    int at = 0;
    for (int leaf = 0; at < sorted.size(); leaf++) {
      List<String> held = titlesOf(files.get("search/leaf/" + leaf + ".js"));
      assertThat(held).as("leaf " + leaf).isEqualTo(sorted.subList(at, at + held.size()));
      at += at + held.size() == sorted.size() ? held.size() : held.size() - REPEATED;
    }
    files.forEach((path, content) -> assertThat(content.length).as(path).isLessThan(MAX_BYTES));
  }

  /** The titles of a leaf, which is a call with its name and a string of lines. */
  private static List<String> titlesOf(byte[] leaf) throws IOException {
    String call = new String(leaf, UTF_8);
    String literal = call.substring(call.indexOf(',') + 1, call.lastIndexOf(')'));
    List<String> titles = new ArrayList<>();
    String title = "";
    for (String line : new ObjectMapper().readValue(literal, String.class).split("\n")) {
      String shown = line.split("\t")[0];
      title = title.substring(0, Character.digit(shown.charAt(0), 36)) + shown.substring(1);
      titles.add(title);
    }
    return titles;
  }

  @Test
  void whatIsCommittedIsNotMadeAgain() throws IOException {
    List<SearchTitle> titles = new MadeUpTitles(6).titles(9_000);
    Map<String, byte[]> whole = made("whole", "local[2]", titles, 5, 3);
    Output output = output("broken");
    SearchParts parts = parts(5, 3);
    write(output, titles, 3);
    try (JavaSparkContext spark = LocalSpark.open("local[1]")) {
      new Search(spark, output, parts, 3).build();
      long[] made = modified(parts);
      output.store().delete(parts.rowFile(2));
      output.store().delete(parts.rangeFiles().get(4));
      output.store().delete(parts.rowFile(5));
      new Search(spark, output, parts, 3).build();
      long[] again = modified(parts);
      for (int part = 0; part < made.length; part++) {
        assertThat(again[part] == made[part]).as("part " + part).isEqualTo(part != 2 && part != 5);
      }
      assertSame(files(output, parts), whole);
      output.store().delete(TitleFile.name(0));
      output.store().delete(parts.rangeFiles().get(0));
      output.store().delete(parts.rowFile(0));
      assertThatThrownBy(() -> new Search(spark, output, parts, 3).build())
          .hasStackTraceContaining("blocks-00000.titles");
    }
  }

  private long[] modified(SearchParts parts) {
    return parts.rowFiles().stream()
        .mapToLong(name -> folder.resolve("broken").resolve(name).toFile().lastModified())
        .toArray();
  }
}
