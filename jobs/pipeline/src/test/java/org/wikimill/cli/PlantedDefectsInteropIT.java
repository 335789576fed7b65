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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.zim.ZimWriter;
import org.wikimill.pipeline.testing.ParquetRows;
import org.wikimill.pipeline.verify.SmallBuild;
import org.wikimill.testing.Command;
import org.wikimill.testing.Tools;

/** A hundred defects of ten kinds, planted by a program of its own, are all found, each once. */
@Timeout(300)
class PlantedDefectsInteropIT {
  private static final int OF_EACH_KIND = 10;
  private static final int KINDS = 10;
  private static final int DIRECTORIES = 45;
  private static final int ARTICLES = 6;
  private static final int CLUSTER_BYTES = 1 << 20;
  private static final int LARGE_FILES = 15;
  private static final int LARGE_BYTES = 600 << 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  @BeforeAll
  static void build() throws IOException {
    Path archive = folder.resolve("wiki.zim");
    try (OutputStream out = Files.newOutputStream(archive)) {
      wiki().writeTo(out);
    }
    Object[] profile = {"--profile", "kubo-0.40", "--snapshot", "wiki", "--shard-size", "2M"};
    Cli run = Cli.build(archive, folder.resolve("sound"), profile);
    assertThat(run.exit()).as(run.err()).isZero();
  }

  private static ZimWriter wiki() {
    Random random = new Random(5);
    ZimWriter writer = new ZimWriter(CLUSTER_BYTES).metadata("Name", "wiki").mainPage("d0/0");
    for (int directory = 0; directory < DIRECTORIES; directory++) {
      for (int i = 0; i < ARTICLES; i++) {
        String path = "d" + directory + "/" + i;
        StringBuilder text = new StringBuilder("<p>Article " + path + ".");
        for (int word = 0; word < 200 + random.nextInt(800); word++) {
          text.append(' ').append(Integer.toString(random.nextInt(10_000), 36)).append('.');
        }
        writer.article(path, "Article " + path, "text/html", text.toString().getBytes(UTF_8));
      }
      writer.redirect("r/" + directory, "Redirect " + directory, "d" + directory + "/1");
    }
    for (int i = 0; i < LARGE_FILES; i++) {
      byte[] bytes = new byte[LARGE_BYTES];
      random.nextBytes(bytes);
      writer.resource("large/" + i, "application/octet-stream", bytes);
    }
    return writer;
  }

  private static List<JsonNode> plant(Path build, int seed) throws IOException {
    Path planter = Tools.pythonScript("plant_defects.py");
    Object[] arguments = {planter, build, "--seed", seed, "--each", OF_EACH_KIND};
    List<JsonNode> planted = new ArrayList<>();
    for (String line : Command.of(Tools.python(), arguments).succeed().lines()) {
      planted.add(JSON.readTree(line));
    }
    return planted;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void allAreFoundEachWithItsCauseAndNoneTwice(int seed) throws Exception {
    Path sound = folder.resolve("sound");
    Path harmed = SmallBuild.copy(sound, folder.resolve("harmed-" + seed));
    List<JsonNode> planted = plant(harmed, seed);
    assertThat(planted).hasSize(KINDS * OF_EACH_KIND);
    Path out = folder.resolve("out-" + seed);
    Cli run = Cli.run("audit", sound, harmed, "--blocks", "-q", "--json", "--limit", 10, "-o", out);
    assertThat(run.exit()).as(run.err()).isEqualTo(1);
    JsonNode report = JSON.readTree(run.out());

    Map<String, String> expected = new TreeMap<>();
    planted.forEach(p -> expected.put(p.get("path").asText(), told(p)));
    Map<String, String> found = new TreeMap<>();
    List<Group> rows = ParquetRows.of(out, "differences");
    rows.forEach(row -> found.put(row.getString("path", 0), told(row)));
    assertThat(found).as("seed %d", seed).isEqualTo(expected).hasSize(KINDS * OF_EACH_KIND);
    assertThat(rows).hasSameSizeAs(planted);
    assertThat(report.get("differing_paths").asInt()).isEqualTo(KINDS * OF_EACH_KIND);
    assertBlocksAreTold(planted, report);
  }

  private static String told(JsonNode planted) {
    JsonNode detail = planted.get("detail");
    return planted.get("cause").asText() + (detail.isNull() ? "" : ", " + detail.asText());
  }

  private static String told(Group row) {
    boolean detail = row.getFieldRepetitionCount("detail") > 0;
    return row.getString("cause", 0) + (detail ? ", " + row.getString("detail", 0) : "");
  }

  /** The block that was tampered with, the byte and the entry that were changed. */
  private static void assertBlocksAreTold(List<JsonNode> planted, JsonNode report) {
    Set<String> tampered = new HashSet<>();
    report.at("/hashed/b/first").forEach(block -> tampered.add(block.get("cid").asText()));
    Set<String> expected = new HashSet<>();
    Map<String, JsonNode> divergences = new HashMap<>();
    report
        .get("blocks")
        .forEach(told -> divergences.put(told.get("path").asText(), told.get("divergence")));
    for (JsonNode defect : planted) {
      JsonNode divergence = divergences.get(defect.get("path").asText());
      if (defect.has("block")) {
        expected.add(defect.get("block").asText());
      }
      if (defect.has("byte")) {
        long changed = defect.get("byte").asLong();
        assertThat(divergence.get("first_byte").asLong()).isEqualTo(changed);
        assertThat(divergence.at("/b/from").asLong()).isLessThanOrEqualTo(changed);
        assertThat(divergence.at("/b/end").asLong()).isGreaterThan(changed);
      }
      if (defect.has("entry")) {
        assertThat(divergence.get("entry")).isEqualTo(defect.get("entry"));
      }
    }
    assertThat(tampered).isEqualTo(expected).hasSize(OF_EACH_KIND);
    assertThat(report.at("/hashed/a/tampered").asInt()).isZero();
  }
}
