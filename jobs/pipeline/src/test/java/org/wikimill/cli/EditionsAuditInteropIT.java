package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.testing.Editions;

/** Sites of two editions of a wiki, of which a twentieth changed, and of one under two policies. */
@Timeout(300)
class EditionsAuditInteropIT {
  private static final Editions EDITIONS = new Editions(400, 100, 0);
  private static final int CHANGED = (EDITIONS.articles() + EDITIONS.images()) / 20;

  @TempDir private static Path folder;

  @BeforeAll
  static void growAndBuild() {
    EDITIONS.grow(folder.resolve("2024-01.zim"), "0");
    EDITIONS.grow(folder.resolve("2025-01.zim"), "0.05");
    build("2024-01", "old");
    build("2025-01", "new");
    build("2024-01", "imprint", "--publisher", "Somebody", "--contact", "mailto:a@example.org");
  }

  private static void build(String date, String name, Object... more) {
    List<Object> line = new ArrayList<>(List.of("build", folder.resolve(date + ".zim"), "-q"));
    line.addAll(List.of("-o", folder.resolve(name), "--layout", "site", "--snapshot", "wiki"));
    line.addAll(List.of("--no-sync", "--master", "local[2]"));
    line.addAll(List.of(more));
    Cli run = Cli.run(line.toArray());
    assertThat(run.exit()).as(run.err()).isZero();
  }

  private static JsonNode audit(String a, String b) throws IOException {
    Cli run = Cli.run("audit", folder.resolve(a), folder.resolve(b), "-q", "--json");
    assertThat(run.exit()).as(run.err()).isEqualTo(1);
    return new ObjectMapper().readTree(run.out());
  }

  private static Map<String, Long> details(JsonNode report) {
    Map<String, Long> details = new TreeMap<>();
    for (JsonNode cause : report.get("causes")) {
      String name = cause.get("cause").asText();
      cause
          .get("details")
          .forEach(
              of -> details.put(name + ", " + of.get("detail").asText(), of.get("paths").asLong()));
    }
    return details;
  }

  @Test
  void twoEditionsDifferByTheirArchiveAndThePagesSayHow() throws Exception {
    JsonNode report = audit("old", "new");
    Map<String, Long> details = details(report);
    assertThat(details).containsOnlyKeys("source, archive");
    // The landing page shows an article that changed; about.html and about.json tell of the
    // archive.
    assertThat(details.get("source, archive")).isBetween(CHANGED + 0L, CHANGED + 3L);
    assertThat(report.get("diffs")).hasSize(3);
    for (JsonNode diff : report.get("diffs")) {
      assertThat(diff.at("/diff/lines").toString()).contains("\"-").contains("\"+");
    }
    assertThat(report.get("blocks"))
        .isNotEmpty()
        .allSatisfy(of -> assertThat(of.at("/divergence/first_byte").isNumber()).isTrue());
  }

  @Test
  void anotherImprintIsToldAsPolicyNotAsAnotherSource() throws Exception {
    JsonNode report = audit("old", "imprint");
    Map<String, Long> details = details(report);
    assertThat(details).containsOnlyKeys("rewriting, policy");
    assertThat(details.get("rewriting, policy")).isGreaterThan(EDITIONS.articles());
    assertThat(report.at("/diffs/0/diff/lines").toString()).contains("Somebody");
  }
}
