package org.wikimill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.formats.zim.ZimWriter;
import org.wikimill.pipeline.testing.ParquetRows;

/** What {@code wikimill dedup} finds between editions of a wiki of which all is known. */
class DedupCommandSparkTest {
  private static final int CHUNK = 256 << 10;

  @TempDir private static Path folder;
  private static List<Path> editions;
  private static JsonNode report;

  /** A wiki with files of one block and of several. */
  private static final class Wiki {
    private final ZimWriter zim = new ZimWriter(1 << 20).mainPage("page");

    Wiki page(String path, String text) {
      zim.article(path, path, "text/html", text.getBytes(UTF_8));
      return this;
    }

    /** A picture of chunks: one a letter. */
    Wiki picture(String path, String chunks) {
      byte[] bytes = new byte[chunks.length() * CHUNK];
      for (int i = 0; i < chunks.length(); i++) {
        byte[] chunk = new byte[CHUNK];
        new Random(chunks.charAt(i)).nextBytes(chunk);
        System.arraycopy(chunk, 0, bytes, i * CHUNK, CHUNK);
      }
      zim.resource(path, "image/png", bytes);
      return this;
    }

    Path built(String name) throws IOException {
      Path archive = folder.resolve(name + ".zim");
      try (OutputStream out = Files.newOutputStream(archive)) {
        zim.writeTo(out);
      }
      Path out = folder.resolve(name);
      Cli run = Cli.build(archive, out, "--snapshot", name, "--profile", "kubo-0.40");
      assertThat(run.exit()).as(run.err()).isZero();
      return out;
    }
  }

  @BeforeAll
  static void build() throws IOException {
    editions =
        List.of(
            new Wiki()
                .page("page", "<p>stays")
                .page("moves", "<p>moves")
                .page("goes", "<p>goes")
                .picture("edited.png", "abc")
                .picture("moves.png", "de")
                .built("first"),
            new Wiki()
                .page("page", "<p>stays")
                .page("moved", "<p>moves")
                .picture("edited.png", "abx")
                .picture("moved.png", "de")
                .built("second"),
            new Wiki()
                .page("page", "<p>stays")
                .page("moves", "<p>moves")
                .page("goes", "<p>goes")
                .picture("edited.png", "abc")
                .picture("moves.png", "de")
                .built("third"));
    report = new ObjectMapper().readTree(dedup("--json").out());
  }

  private static Cli dedup(Object... more) {
    return dedupOn("local[2]", more);
  }

  private static Cli dedupOn(String master, Object... more) {
    List<Object> line = new ArrayList<>(List.of("dedup", "-q", "--master", master));
    line.addAll(editions);
    line.addAll(List.of(more));
    Cli run = Cli.run(line.toArray());
    assertThat(run.exit()).as(run.err()).isZero();
    return run;
  }

  /** Files and blocks of a build, by reason. */
  private static Map<String, String> reasons(String snapshot, String kind) {
    Map<String, String> reasons = new TreeMap<>();
    for (JsonNode share : report.get("shares")) {
      if (share.get("snapshot").asText().equals(snapshot)
          && share.get("kind").asText().equals(kind)) {
        JsonNode all = share.get("all");
        reasons.put(share.get("reason").asText(), all.get("files") + " in " + all.get("blocks"));
      }
    }
    return reasons;
  }

  @Test
  void eachBlockIsOfAKindAndEachSharedOneHasAReason() {
    assertThat(reasons("first", "html")).isEqualTo(Map.of("new", "3 in 3"));
    assertThat(reasons("first", "image")).isEqualTo(Map.of("new", "2 in 7"));
    assertThat(reasons("second", "html"))
        .isEqualTo(Map.of("same_path", "1 in 1", "other_path", "1 in 1"));
    // The root and chunk x are new; chunks a and b were in another file; d, e and their root moved.
    assertThat(reasons("second", "image"))
        .isEqualTo(Map.of("new", "1 in 2", "other_file", "0 in 2", "other_path", "1 in 3"));
    assertThat(reasons("third", "image")).isEqualTo(Map.of("same_path", "2 in 7"));
    assertThat(reasons("third", "directory").keySet()).containsExactly("directory");
    assertThat(reasons("second", "directory")).containsKey("new");
  }

  @Test
  void sumsAreThoseOfTheSetsOfBlocks() throws IOException {
    List<Map<String, Long>> blocks = new ArrayList<>();
    for (Path edition : editions) {
      Map<String, Long> lengths = new TreeMap<>();
      for (Group row : ParquetRows.of(edition, "blocks")) {
        lengths.put(row.getString("cid", 0), row.getLong("length", 0));
      }
      blocks.add(lengths);
    }
    Map<String, Long> lengths = new TreeMap<>();
    blocks.forEach(lengths::putAll);
    for (int i = 0; i < blocks.size(); i++) {
      JsonNode step = report.get("series").get(i);
      Set<String> before = union(blocks.subList(0, i));
      Set<String> after = union(blocks.subList(i + 1, blocks.size()));
      Set<String> own = blocks.get(i).keySet();
      check(step.get("all"), own, lengths);
      check(step.get("added"), without(own, before), lengths);
      Set<String> previous = i == 0 ? Set.of() : blocks.get(i - 1).keySet();
      check(step.get("in_previous"), without(own, without(own, previous)), lengths);
      check(step.get("alone"), without(without(own, before), after), lengths);
      check(step.get("stored_so_far"), union(blocks.subList(0, i + 1)), lengths);
      check(step.get("stored_from_here"), union(blocks.subList(i, blocks.size())), lengths);
    }
    check(report.get("stored"), lengths.keySet(), lengths);
    long separately = blocks.stream().mapToLong(Map::size).sum();
    assertThat(report.at("/separately/blocks").asLong()).isEqualTo(separately);
  }

  private static Set<String> union(List<Map<String, Long>> sets) {
    Set<String> union = new TreeSet<>();
    sets.forEach(set -> union.addAll(set.keySet()));
    return union;
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private static void check(JsonNode amount, Set<String> blocks, Map<String, Long> lengths) {
    assertThat(amount.get("blocks").asLong()).isEqualTo(blocks.size());
    assertThat(amount.get("bytes").asLong())
        .isEqualTo(blocks.stream().mapToLong(lengths::get).sum());
  }

  @Test
  void tablesHoldWhatTheReportDoesOnAnyNumberOfCores() throws IOException {
    Path two = folder.resolve("two-cores");
    Path one = folder.resolve("one-core");
    dedup("-o", two);
    dedupOn("local[1]", "-o", one);

    assertThat(new ObjectMapper().readTree(two.resolve("dedup.json").toFile())).isEqualTo(report);
    List<Group> series = ParquetRows.of(two, "series");
    assertThat(series).hasSize(3);
    assertThat(ParquetRows.of(two, "shares")).hasSize(report.get("shares").size());
    for (String part : List.of("first/part-00000", "second/part-00001", "third/part-00002")) {
      String file = "index/series/snapshot=" + part + ".parquet";
      assertThat(two.resolve(file)).hasSameBinaryContentAs(one.resolve(file));
    }
    assertThat(Cli.run("dedup", editions.get(0), "-o", two).exit()).isEqualTo(2);
  }

  @Test
  void textTellsBuildsKindsReasonsAndHosts() {
    String text = dedup().out();
    assertThat(text)
        .contains("1 first", "2 second", "3 third", "█", "░")
        .containsPattern("(?m)^image +\\d+ ")
        .contains("same file, another path", "same block, another file", "directory unchanged")
        .contains("the last 1", "the last 2", "all 3", "each separately");
  }

  @Test
  void buildThatKeepsNoBlocksIsRefused() throws IOException {
    Path none = folder.resolve("none");
    Cli.build(folder.resolve("first.zim"), none, "--sink", "none");
    Cli run = Cli.run("dedup", editions.get(0), none);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("keeps no blocks");
  }
}
