package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.formats.ipld.Multibase;
import org.wikimill.pipeline.sample.SampleWiki;
import org.wikimill.pipeline.testing.GrownZim;
import org.wikimill.pipeline.testing.ParquetRows;

/** What {@code wikimill explain} tells of two builds of the sample wiki. */
class ExplainCommandSparkTest {
  private static final String LEDGER = "wiki/Ledger";

  @TempDir private static Path folder;
  private static Path archive;
  private static Path site;

  /** Layout zim, in which every directory is a HAMT. */
  private static Path sharded;

  @BeforeAll
  static void build() throws IOException {
    archive = folder.resolve("sample.zim");
    SampleWiki.write(archive);
    site = folder.resolve("site");
    Object[] line = {"build", archive, "-o", site, "-q", "--no-sync", "--master", "local[2]"};
    assertThat(Cli.run(line).exit()).isZero();
    sharded = folder.resolve("sharded");
    assertThat(Cli.build(archive, sharded, "--profile", "goipfs-0.8-sharded").exit()).isZero();
  }

  private static Cli explain(Object... args) {
    List<Object> line = new ArrayList<>(List.of("explain"));
    line.addAll(List.of(args));
    return Cli.run(line.toArray());
  }

  /** The answer as JSON, of what holds. */
  private static JsonNode told(Object... args) throws IOException {
    List<Object> line = new ArrayList<>(List.of(args));
    line.add("--json");
    Cli run = explain(line.toArray());
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    JsonNode answer = new ObjectMapper().readTree(run.out());
    assertThat(answer.get("broken")).isEmpty();
    return answer;
  }

  private static Map<String, Group> rows(Path build, String table) throws IOException {
    Map<String, Group> rows = new TreeMap<>();
    ParquetRows.of(build, table).forEach(row -> rows.put(row.getString("path", 0), row));
    return rows;
  }

  private static List<String> texts(JsonNode array, String field) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.get(field).asText()));
    return texts;
  }

  @Test
  void everyFileOfASiteIsWhatItsRowAndItsEntryAndItsBlocksSay() throws IOException {
    Map<String, Group> files = rows(site, "files");
    Map<String, Integer> ways = new TreeMap<>();
    for (Group row : files.values()) {
      JsonNode answer = told(site, row.getString("path", 0), "--source", archive);
      assertThat(answer.at("/subject/kind").asText()).isEqualTo("file");
      assertThat(answer.at("/file/cid").asText()).isEqualTo(row.getString("cid", 0));
      assertThat(answer.at("/dag/bytes").asLong()).isEqualTo(row.getLong("tsize", 0));
      assertThat(answer.at("/dag/first/0/cid").asText()).isEqualTo(row.getString("cid", 0));
      String way = answer.at("/origin/way").asText();
      ways.merge(way, 1, Integer::sum);
      assertThat(answer.at("/reading").has("entry"))
          .as(row.getString("path", 0))
          .isEqualTo(way.equals("entry") || way.equals("alias"));
      assertThat(answer.at("/directories").size())
          .isEqualTo(row.getString("path", 0).split("/").length);
    }
    assertThat(ways).containsKeys("entry", "alias", "forward", "made");
    long aliases =
        files.values().stream().filter(r -> r.getFieldRepetitionCount("alias_of") > 0).count();
    assertThat(ways.get("alias")).isEqualTo((int) aliases);
  }

  @Test
  void everyDirectoryIsToldWithItsRowAndRule() throws IOException {
    for (Path build : List.of(site, sharded)) {
      for (Group row : rows(build, "dirs").values()) {
        JsonNode answer = told(build, row.getString("path", 0) + "/");
        assertThat(answer.at("/subject/kind").asText()).isEqualTo("directory");
        JsonNode itself = answer.at("/directories/0");
        assertThat(itself.get("cid").asText()).isEqualTo(row.getString("cid", 0));
        assertThat(itself.get("entries").asLong()).isEqualTo(row.getLong("entries", 0));
        assertThat(itself.at("/rule/exact").asBoolean()).isEqualTo(build == site);
        assertThat(itself.at("/rule/sharded").asBoolean()).isEqualTo(build == sharded);
      }
    }
  }

  @Test
  void pageIsToldWithItsEditsForPeople() {
    Cli run = explain(site, "/wiki/Wheel/Overshot", "--source", archive);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(
            "entry       Wheel/Overshot",
            "chunker     size-1048576",
            "  policy      at ",
            "  footer      at ",
            "            + <hr style=\"clear:both\"><footer ",
            "directory   wiki/Wheel",
            "directory   (the root)",
            "rule   ",
            "one block up to 262,144");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void pageThatMovedIsToldWithItsLinksRespelled() throws IOException {
    JsonNode reading = told(site, "wiki/Node.js/index.html", "--source", archive).get("reading");
    assertThat(reading.get("entry").asText()).isEqualTo("Node.js");
    assertThat(texts(reading.get("edits"), "rule")).contains("policy", "respelled", "footer");
    for (JsonNode edit : reading.get("edits")) {
      if (edit.get("rule").asText().equals("respelled")) {
        assertThat(edit.at("/inserted/text").asText())
            .contains("../" + edit.at("/removed/text").asText().replaceFirst("^\\./", ""));
      }
    }
  }

  @Test
  void aliasIsToldWithWhatBroughtItThere() throws IOException {
    JsonNode origin = told(site, "wiki/Leat").get("origin");
    assertThat(origin.get("way").asText()).isEqualTo("alias");
    assertThat(origin.get("alias_of").asText()).isEqualTo("wiki/Mill_race");
    assertThat(origin.at("/redirect/served").asText()).isEqualTo("link");
    assertThat(told(site, "wiki/Leat").get("dag"))
        .isEqualTo(told(site, "wiki/Mill_race").get("dag"));
  }

  @Test
  void partOfAFileIsFoundByItsCid() throws IOException {
    JsonNode whole = told(site, LEDGER, "--limit", 100);
    JsonNode leaf = whole.at("/dag/first/1");
    assertThat(leaf.get("bytes").asInt()).isEqualTo(1 << 20);

    JsonNode part = told(site, leaf.get("cid").asText());

    assertThat(part.at("/subject/kind").asText()).isEqualTo("part");
    assertThat(part.at("/subject/path").asText()).isEqualTo(LEDGER);
    assertThat(part.at("/subject/paths").asInt()).isOne();
    assertThat(texts(part.get("within"), "cid"))
        .containsExactly(whole.at("/file/cid").asText(), leaf.get("cid").asText());
    assertThat(part.has("dag")).isFalse();
  }

  @Test
  void shardInsideOfADirectoryIsFoundByItsCid() throws IOException {
    List<String> names = new ArrayList<>(rows(sharded, "files").keySet());
    JsonNode deep =
        names.stream()
            .map(name -> silently(() -> told(sharded, name)))
            .filter(answer -> answer.at("/directories/0/shards").size() > 1)
            .findFirst()
            .orElseThrow();
    JsonNode shards = deep.at("/directories/0/shards");
    String inner = shards.at("/1/cid").asText();

    JsonNode answer = told(sharded, inner);

    assertThat(answer.at("/subject/kind").asText()).isEqualTo("shard");
    assertThat(texts(answer.get("within"), "cid")).startsWith(shards.at("/0/cid").asText());
    assertThat(texts(answer.get("within"), "cid")).endsWith(inner);
    assertThat(deep.at("/directories/0/entry/hash").asText().substring(0, 4))
        .isEqualToIgnoringCase(shards.at("/0/bucket").asText() + shards.at("/1/bucket").asText());
  }

  private interface Asking {
    JsonNode run() throws IOException;
  }

  private static JsonNode silently(Asking asking) {
    try {
      return asking.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void cidIsFoundInAnyBaseAndVersion() throws IOException {
    Cid page = Cid.parse(told(site, "wiki/Watermill").at("/file/cid").asText());
    Cid directory = Cid.parse(told(site, "wiki/").at("/subject/cid").asText());
    Cid asNodesListIt = Cid.sha256(1, Codec.RAW, directory.digest());
    Cid version0 = Cid.sha256(0, Codec.DAG_PB, directory.digest());
    for (Multibase base : Multibase.values()) {
      JsonNode found = told(site, page.toString(base));
      assertThat(found.at("/subject/path").asText()).isEqualTo("wiki/Water_mill");
      assertThat(found.at("/subject/paths").asInt()).isEqualTo(2);
    }
    for (Object cid : List.of(directory, asNodesListIt, version0, "/ipfs/" + directory)) {
      assertThat(told(site, cid).at("/subject/path").asText()).isEqualTo("wiki");
    }
    String root = told(site, "").at("/root").asText();
    assertThat(told(site, "/ipfs/" + root + "/" + LEDGER).at("/file/path").asText())
        .isEqualTo(LEDGER);
  }

  @Test
  void nearestPathsAreNamedWhereThereIsNone() {
    Cli between = explain(site, "wiki/Wheelbarrow");
    assertThat(between.exit()).isEqualTo(2);
    assertThat(between.out()).isEmpty();
    assertThat(between.err()).contains("no path 'wiki/Wheelbarrow'", "'wiki/Wheel/index.html'");
    assertThat(explain(site, "").exit()).isZero();
    assertThat(explain(site, "!").err()).contains("'about.html', 'about.json'");
    assertThat(explain(site, "zzz").err()).contains("nearest: 'wiki/");
    Cli block = explain(site, "bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq");
    assertThat(block.exit()).isEqualTo(2);
    assertThat(block.err()).contains("no block bafkreibm6j");
  }

  @Test
  void limitBoundsWhatIsToldAndNotWhatIsCounted() throws IOException {
    JsonNode answer = told(site, LEDGER, "--source", archive, "--limit", 1);
    assertThat(answer.at("/dag/count").asInt()).isGreaterThan(2);
    assertThat(answer.at("/dag/first")).hasSize(1);
    assertThat(answer.at("/reading/edit_count").asInt()).isGreaterThan(1);
    assertThat(answer.at("/reading/edits")).hasSize(1);
  }

  @Test
  void buildWithoutBlocksIsToldFromItsTables() throws IOException {
    Path none = folder.resolve("none");
    assertThat(Cli.build(archive, none, "--sink", "none").exit()).isZero();
    JsonNode answer = told(none, "Ledger", "--source", archive);
    assertThat(answer.at("/reading/sha256").asText()).isEqualTo(answer.at("/file/sha256").asText());
    assertThat(answer.has("dag")).isFalse();
    assertThat(answer.at("/directories/0").has("bytes")).isFalse();
    assertThat(told(none, answer.at("/file/cid").asText()).at("/file/path").asText())
        .isEqualTo("Ledger");
    Cli proof = explain(none, "Ledger", "--car", folder.resolve("none.car"));
    assertThat(proof.exit()).isEqualTo(2);
    assertThat(proof.err()).contains("keeps no blocks");
  }

  @Test
  void anotherArchiveIsRefusedAsTheSource() throws IOException {
    Path other = folder.resolve("other.zim");
    GrownZim.write(other, 5, 0, 0);
    Cli run = explain(site, "wiki/Wheel/Overshot", "--source", other);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains("other.zim is another one: source length was ", "; source UUID was ");
  }
}
