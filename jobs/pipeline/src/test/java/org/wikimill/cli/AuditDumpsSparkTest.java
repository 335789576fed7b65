package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.testing.CraftedDump;

/** Builds of dumps compared by {@code wikimill audit}. */
class AuditDumpsSparkTest {
  private static final String LANGUAGES =
      "CREATE TABLE `langlinks` (`ll_from` int unsigned NOT NULL, `ll_lang` varbinary(35) NOT NULL,"
          + " `ll_title` varbinary(255) NOT NULL);\n"
          + "INSERT INTO `langlinks` VALUES (1,'de','Rad');\n";

  @TempDir private Path folder;
  private Path dump;

  @BeforeEach
  void write() throws IOException {
    dump = new CraftedDump().page("Wheel", "A wheel").write(folder.resolve("awiki.xml"));
  }

  private Path built(String name, Object... more) {
    Path out = folder.resolve(name);
    List<Object> line = new ArrayList<>(List.of("build", dump, "-o", out, "-q", "--no-sync"));
    line.addAll(List.of("--snapshot", "s", "--master", "local[2]"));
    line.addAll(List.of(more));
    Cli run = Cli.run(line.toArray());
    assertThat(run.exit()).as(run.err()).isZero();
    return out;
  }

  private static JsonNode different(Path a, Path b) throws IOException {
    Cli run = Cli.run("audit", a, b, "-q", "--json", "--master", "local[2]");
    assertThat(run.exit()).as(run.err()).isEqualTo(1);
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void joinedTablesAreComparedIfTheyAreOfTheSameFiles() throws IOException {
    Path table = Files.writeString(folder.resolve("awiki-langlinks.sql"), LANGUAGES);
    Path a = built("a", "--sql", table);
    Path b = built("b", "--sql", table);
    Cli same = Cli.run("audit", a, b, "-q");
    assertThat(same.exit()).as(same.out()).isZero();
    assertThat(same.err()).isEmpty();

    Files.writeString(table, LANGUAGES.replace("Rad", "rad"));
    Cli ofOtherFiles = Cli.run("audit", a, built("c", "--sql", table));
    assertThat(ofOtherFiles.exit()).as(ofOtherFiles.out()).isZero();
    assertThat(ofOtherFiles.err()).contains("--sql, --media-info were ").contains("langlinks");

    Path manifest = b.resolve("manifest.json");
    String forged =
        Files.readString(manifest)
            .replaceFirst("(?s)(index/langlinks/.{0,200}?\"sha256\" : \")[0-9a-f]{4}", "$10000");
    Files.writeString(manifest, forged);
    assertThat(different(a, b).get("tables"))
        .filteredOn(state -> !state.get("same").asBoolean())
        .extracting(state -> state.get("table").asText())
        .containsExactly("langlinks");
  }

  @Test
  void aDumpThatOneSideLacksIsNamedByItsFingerprint() throws IOException {
    Path other =
        new CraftedDump().page("Mill", "A mill").write(folder.resolve("bwiki-20260101.xml"));
    JsonNode report = different(built("one"), built("two", other));
    assertThat(report.get("sources").toString())
        .containsPattern("bwiki[^:]*: only in B: dump of fingerprint [0-9a-f]{32}");
  }
}
