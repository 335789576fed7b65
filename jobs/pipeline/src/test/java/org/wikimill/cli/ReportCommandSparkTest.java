package org.wikimill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.dag.CarStore;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.DagPb;
import org.wikimill.formats.ipld.IndexedCar;
import org.wikimill.formats.ipld.Link;
import org.wikimill.formats.zim.ZimWriter;
import org.wikimill.pipeline.testing.ParquetRows;

/** A report on a build with a directory of many names, held against its tables and its blocks. */
class ReportCommandSparkTest {
  private static final int REDIRECTS = 3_000;
  private static final int ARTICLES = 60;

  @TempDir private static Path shared;
  @TempDir private Path folder;
  private static Path build;
  private static JsonNode told;

  @BeforeAll
  static void build() throws IOException {
    ZimWriter writer = new ZimWriter(64 << 10).metadata("Name", "many_en").mainPage("page/0");
    Random random = new Random(5);
    for (int i = 0; i < ARTICLES; i++) {
      String body = i % 3 == 0 ? "the same" : "x".repeat(random.nextInt(20_000)) + i;
      writer.article("page/" + i, "Page " + i, "text/html", ("<p>" + body).getBytes(UTF_8));
    }
    writer.article("page/style", "style", "text/CSS; charset=utf-8", "a{}".getBytes(UTF_8));
    for (int i = 0; i < REDIRECTS; i++) {
      writer.redirect("many/" + "long".repeat(20) + i, "r" + i, "page/" + i % ARTICLES);
    }
    Path archive = shared.resolve("many.zim");
    try (OutputStream out = Files.newOutputStream(archive)) {
      writer.writeTo(out);
    }
    build = shared.resolve("many");
    Cli run = Cli.build(archive, build, "--snapshot", "many", "--no-verify-source");
    assertThat(run.exit()).as(run.err()).isZero();
    told = json(build);
  }

  private static Cli report(Object... words) {
    List<Object> args = new ArrayList<>(List.of("report", "-q", "--master", "local[2]"));
    args.addAll(List.of(words));
    return Cli.run(args.toArray());
  }

  private static JsonNode json(Path of) throws IOException {
    Cli run = report(of, "-o", of + ".html", "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  private static List<Group> ownFiles() throws IOException {
    return ParquetRows.of(build, "files").stream()
        .filter(row -> row.getFieldRepetitionCount("alias_of") == 0)
        .toList();
  }

  /** Depths as the stored shards have them: links of two characters lead to the next. */
  private static void depths(CarStore blocks, Cid shard, int level, Map<Integer, Long> depths)
      throws IOException {
    byte[] block = blocks.block(shard);
    for (Link link : DagPb.decode("shard", block, 0, block.length).links()) {
      if (link.name().length == 2) {
        depths(blocks, link.cid(), level + 1, depths);
      } else {
        depths.merge(level, 1L, Long::sum);
      }
    }
  }

  private static Map<Integer, Long> storedDepths() throws IOException {
    List<IndexedCar> cars = new ArrayList<>();
    try (Stream<Path> files = Files.list(build.resolve("car"))) {
      for (Path car : files.filter(f -> f.toString().endsWith(".car")).toList()) {
        cars.add(IndexedCar.open(Inputs.file(car), Inputs.file(Path.of(car + ".idx"))));
      }
    }
    Map<Integer, Long> depths = new TreeMap<>();
    try (CarStore blocks = new CarStore(cars, 1 << 20)) {
      for (Group row : ParquetRows.of(build, "dirs")) {
        if (row.getBoolean("sharded", 0)) {
          depths(blocks, Cid.parse(row.getString("cid", 0)), 1, depths);
        }
      }
    }
    return depths;
  }

  @Test
  void theNumbersAreThoseOfTheTablesAndOfTheStoredShards() throws IOException {
    Map<Integer, Long> depths = new TreeMap<>();
    told.at("/tree/depths")
        .forEach(d -> depths.put(d.get("level").asInt(), d.get("entries").asLong()));
    assertThat(depths).isEqualTo(storedDepths()).hasSizeGreaterThan(1);
    assertThat(depths.values().stream().mapToLong(n -> n).sum()).isEqualTo(REDIRECTS);

    List<Group> own = ownFiles();
    long bytes = own.stream().mapToLong(row -> row.getLong("size", 0)).sum();
    assertThat(sum(told.get("types"), "bytes")).isEqualTo(bytes);
    assertThat(sum(told.get("sizes"), "bytes")).isEqualTo(bytes);
    assertThat(sum(told.get("sizes"), "files")).isEqualTo(own.size());
    for (JsonNode size : told.get("sizes")) {
      assertThat(size.get("bytes").asLong())
          .isBetween(
              size.get("from_bytes").asLong() * size.get("files").asLong(),
              size.get("to_bytes").asLong() * size.get("files").asLong());
    }
    assertThat(told.get("types").findValuesAsText("type")).contains("text/html", "text/css");
    List<Long> largest =
        own.stream().map(row -> row.getLong("size", 0)).sorted(Comparator.reverseOrder()).toList();
    assertThat(told.at("/largest/0/bytes").asLong()).isEqualTo(largest.get(0));
    assertThat(told.get("largest")).hasSize(25);
    assertThat(told.at("/making/source_files/0").asText()).isEqualTo("many.zim");
    assertThat(told.toString()).doesNotContain(shared.toString());
  }

  @Test
  void whatIsThereMoreThanOnceIsCounted() throws IOException {
    JsonNode sharing = told.get("sharing");
    Map<String, Long> files =
        ownFiles().stream()
            .collect(Collectors.groupingBy(row -> row.getString("cid", 0), Collectors.counting()));
    assertThat(sharing.get("distinct").asLong()).isEqualTo(files.size());
    assertThat(sharing.get("repeated").asLong())
        .isEqualTo(files.values().stream().filter(n -> n > 1).count());
    assertThat(sharing.at("/most/0/files").asLong()).isEqualTo(ARTICLES / 3);
    assertThat(sharing.at("/most/0/path").asText()).endsWith("page/0");
    assertThat(sharing.get("aliases").asLong()).isEqualTo(REDIRECTS);
    Map<String, Long> blocks = new HashMap<>();
    ParquetRows.of(build, "blocks")
        .forEach(row -> blocks.put(row.getString("cid", 0), row.getLong("length", 0)));
    assertThat(sharing.get("distinct_blocks").asLong()).isEqualTo(blocks.size());
    assertThat(sharing.get("distinct_block_bytes").asLong())
        .isEqualTo(blocks.values().stream().mapToLong(n -> n).sum());
  }

  private static long sum(JsonNode rows, String field) {
    long sum = 0;
    for (JsonNode row : rows) {
      sum += row.get(field).asLong();
    }
    return sum;
  }

  @Test
  void theSameFolderGivesTheSamePage() throws IOException {
    Path one = Path.of(build + ".html");
    Path two = folder.resolve("two.html");
    Cli again = report(build, "-o", two, "--conf", "spark.sql.shuffle.partitions=3");
    assertThat(again.out()).isEqualTo(two + "\n");
    assertThat(two).hasSameBinaryContentAs(one);
    Document page = Jsoup.parse(one);
    assertThat(page.select("#largest td:first-child a").attr("href"))
        .startsWith("http://127.0.0.1:8080/ipfs/" + told.get("root").asText() + "/");
  }

  @Test
  void theRunIsToldOverTimeAndABuildOfBeforeHasAReportAllTheSame() throws IOException {
    JsonNode timeline = told.at("/making/timeline");
    assertThat(timeline.get("bytes_read")).isNotEmpty();
    assertThat(timeline.get("stages").findValuesAsText("name")).contains("blocks: mill shards");
    Path older = folder.resolve("older");
    try (Stream<Path> files = Files.walk(build)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = older.resolve(build.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Path run = older.resolve("run.json");
    ObjectNode record = (ObjectNode) new ObjectMapper().readTree(run.toFile());
    record.remove(List.of("timeline", "seconds_by_part"));
    Files.writeString(run, record.toString());
    assertThat(json(older).at("/making/timeline").isMissingNode()).isTrue();
    Files.delete(run);
    assertThat(json(older).has("making")).isFalse();
  }

  @Test
  void aFinishedBuildGetsNoMoreFiles() throws IOException {
    Cli inside = report(build, "-o", build.resolve("report.html"));
    assertThat(inside.exit()).isEqualTo(2);
    assertThat(inside.err()).contains("lies in the build");
    assertThat(build.resolve("report.html")).doesNotExist();
    assertThat(report(build, "--limit", 0).exit()).isEqualTo(2);
    assertThat(report(build, "--preview", "ftp://x").exit()).isEqualTo(2);
    assertThat(report(folder).exit()).isEqualTo(2);
  }
}
