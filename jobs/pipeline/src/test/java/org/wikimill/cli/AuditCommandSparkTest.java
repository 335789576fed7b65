package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.audit.AuditReport;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.testing.ParquetRows;
import org.wikimill.pipeline.verify.SmallBuild;
import org.wikimill.testing.Shared;

/** Real builds compared by {@code wikimill audit}. */
class AuditCommandSparkTest {
  private static final String SMALL = "wikipedia_en_ray_charles_mini_2020-03.zim";

  @TempDir private Path folder;

  private Path build(String zim, String name, Object... more) {
    Path archive = Shared.require().resolve("zims").resolve(zim);
    Path out = folder.resolve(name);
    List<Object> args = new ArrayList<>(List.of("--snapshot", name));
    args.addAll(List.of(more));
    Cli run = Cli.build(archive, out, args.toArray());
    assertThat(run.exit()).as(run.err()).isZero();
    return out;
  }

  private JsonNode audit(Path a, Path b, int exit) throws IOException {
    Cli run = Cli.run("audit", a, b, "-q", "--json", "--master", "local[2]");
    assertThat(run.exit()).as(run.err()).isEqualTo(exit);
    assertThat(run.err()).isEmpty();
    return new ObjectMapper().readTree(run.out());
  }

  private static Map<String, Long> counts(JsonNode report) {
    Map<String, Long> counts = new TreeMap<>();
    report.get("causes").forEach(c -> counts.put(c.get("cause").asText(), c.get("paths").asLong()));
    return counts;
  }

  /** What the columns of the two indexes tell, found by looking up each path in maps. */
  private static Map<String, Long> reference(Path a, Path b) throws IOException {
    Map<String, Group> rowsA = rows(a);
    Map<String, Group> rowsB = rows(b);
    Set<String> paths = new TreeSet<>(rowsA.keySet());
    paths.addAll(rowsB.keySet());
    Map<String, Long> counts = new TreeMap<>();
    for (String path : paths) {
      String cause = cause(rowsA.get(path), rowsB.get(path));
      if (cause != null) {
        counts.merge(cause, 1L, Long::sum);
      }
    }
    return counts;
  }

  private static Map<String, Group> rows(Path build) throws IOException {
    Map<String, Group> rows = new LinkedHashMap<>();
    ParquetRows.of(build, "files").forEach(row -> rows.put(row.getString("path", 0), row));
    return rows;
  }

  private static String cause(Group a, Group b) {
    if (a == null || b == null) {
      String alias = alias(a == null ? b : a) == null ? "" : "alias_";
      return alias + "only_in_" + (a == null ? "b" : "a");
    }
    if (a.toString().equals(b.toString())) {
      return null;
    }
    if (!String.valueOf(alias(a)).equals(String.valueOf(alias(b)))) {
      return "alias";
    }
    if (same(a, b, "cid")) {
      return "metadata";
    }
    if (same(a, b, "sha256")) {
      return "chunking";
    }
    return same(a, b, "source_sha256") ? "rewriting" : "source";
  }

  private static boolean same(Group a, Group b, String column) {
    return a.getString(column, 0).equals(b.getString(column, 0));
  }

  private static String alias(Group row) {
    return row.getFieldRepetitionCount("alias_of") == 0 ? null : row.getString("alias_of", 0);
  }

  private static Set<String> contents(Path build) throws IOException {
    Set<String> cids = new HashSet<>();
    rows(build).values().forEach(row -> cids.add(row.getString("cid", 0)));
    return cids;
  }

  /** The number of directories that hold files alone. */
  private static long directoriesWithoutAnother(Path build) throws IOException {
    List<String> paths =
        ParquetRows.of(build, "dirs").stream().map(row -> row.getString("path", 0)).toList();
    Set<String> parents = new HashSet<>(Set.of(""));
    paths.forEach(path -> parents.add(path.substring(0, Math.max(0, path.lastIndexOf('/')))));
    return paths.stream().filter(path -> !parents.contains(path)).count();
  }

  @Test
  void oneArchiveOnOtherCoresInOtherShardsAndWithoutBlocksIsEqual() throws Exception {
    Path one = build(SMALL, "one");
    Path other = folder.resolve("other");
    Path archive = Shared.require().resolve("zims").resolve(SMALL);
    String[] onThree = {"--layout", "zim", "--no-sync", "--master", "local[3]"};
    Cli.run(
        Stream.concat(Stream.of("build", archive, "-o", other, "-q"), Stream.of(onThree))
            .toArray());
    Path cut = build(SMALL, "cut", "--shard-size", "64K");
    Path bare = build(SMALL, "bare", "--sink", "none");
    for (Path second : List.of(other, cut, bare)) {
      Cli run = Cli.run("audit", one, second, "-q");
      assertThat(run.exit()).as(run.out()).isZero();
      assertThat(run.out()).isEqualTo("equal " + root(one) + "\n");
    }
  }

  private static String root(Path build) throws IOException {
    return new ObjectMapper()
        .readTree(Files.readString(build.resolve(Manifest.NAME)))
        .get("root")
        .asText();
  }

  @Test
  void anotherProfileIsToldByTheRecipeAndTheFilesThatItCutsInAnotherWay() throws Exception {
    Path a = build("wikipedia_fr_test_2018-10.zim", "a", "--profile", "kubo-0.40");
    Path b = build("wikipedia_fr_test_2018-10.zim", "b", "--profile", "unixfs-v1-2025");
    JsonNode report = audit(a, b, 1);
    Map<String, Long> reference = reference(a, b);
    assertThat(counts(report)).isEqualTo(reference);
    assertThat(reference).containsOnlyKeys("chunking");
    assertThat(report.get("recipe").toString())
        .contains("--profile was kubo-0.40, is now unixfs-v1-2025");
    assertThat(report.get("sources")).isEmpty();
  }

  @Test
  void profilesThatDifferInDirectoriesAloneAreToldByDirectories() throws Exception {
    Path a = build("wikipedia_en_100_mini_2022-10.zim", "a", "--profile", "kubo-0.40");
    Path b = build("wikipedia_en_100_mini_2022-10.zim", "b", "--profile", "goipfs-0.8-sharded");
    JsonNode report = audit(a, b, 1);
    assertThat(reference(a, b)).isEmpty();
    assertThat(counts(report)).isEqualTo(Map.of("directory", directoriesWithoutAnother(a)));
  }

  @Test
  void anotherPolicyOfRedirectsIsToldByTheAliasesThatAreNotServed() throws Exception {
    Path a = build(SMALL, "a");
    Path b = build(SMALL, "b", "--redirects", "none");
    JsonNode report = audit(a, b, 1);
    long aliases = report.at("/a/counts/aliases").asLong();
    assertThat(aliases).isGreaterThan(100);
    assertThat(counts(report)).isEqualTo(Map.of("alias_only_in_a", aliases));
    assertThat(report.get("recipe").toString()).contains("--redirects was link, is now none");
    assertThat(report.at("/contents/only_in_a/files").asLong()).isZero();
    assertThat(report.at("/contents/only_in_b/files").asLong()).isZero();
    assertThat(report.at("/contents/in_both/files").asLong()).isEqualTo(contents(a).size());
  }

  @Test
  void twoArchivesOfOneWikiDifferAsALookUpOfEachPathTells() throws Exception {
    Path a = build("testing-suite/withns/wikibooks_be_all_nopic_2017-02.zim", "a");
    Path b = build("testing-suite/nons/wikibooks_be_all_nopic_2017-02.zim", "b");
    JsonNode report = audit(a, b, 1);
    assertThat(counts(report)).isEqualTo(reference(a, b)).isNotEmpty();
    assertThat(report.get("sources").toString()).contains("source UUID was", "source SHA-256 was");
    Set<String> shared = contents(a);
    shared.retainAll(contents(b));
    assertThat(report.at("/contents/in_both/files").asLong()).isEqualTo(shared.size()).isPositive();
    assertThat(report.at("/contents/only_in_a/files").asLong())
        .isEqualTo(contents(a).size() - shared.size());
  }

  @Test
  void theReportIsReadableAndTheTableKept() throws Exception {
    Path a = build("testing-suite/withns/small.zim", "a");
    Path b = build("testing-suite/nons/small.zim", "b");
    Path out = folder.resolve("changes");
    Cli run = Cli.run("audit", a, b, "-q", "-o", out, "--limit", "1");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains("a         a " + root(a), "b         b " + root(b))
        .contains("recipe    --snapshot was a, is now b", "source    source UUID was ")
        .contains("tables    files differs", "  only in A (")
        .containsPattern("differs: \\d+ paths\n$");
    assertThat(out.resolve(AuditReport.NAME)).isNotEmptyFile();
    long expected = reference(a, b).values().stream().mapToLong(n -> n).sum();
    assertThat(ParquetRows.of(out, "differences")).hasSize((int) expected);
    Cli again = Cli.run("audit", a, b, "-q", "-o", out);
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.err()).contains("is not empty");
  }

  @Test
  void whatIsNoFinishedBuildIsRefused() throws Exception {
    Path build = build("testing-suite/nons/small.zim", "a");
    Cli missing = Cli.run("audit", build, folder.resolve("nothing"));
    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.err()).contains("no such file: ", "nothing/manifest.json");
    Path harmed = SmallBuild.copy(build, folder.resolve("harmed"));
    Files.writeString(harmed.resolve(Manifest.NAME), "{\"root\": \"x\"}");
    Cli lacking = Cli.run("audit", build, harmed);
    assertThat(lacking.exit()).isEqualTo(3);
    assertThat(lacking.err()).contains("not a manifest.json", "expected a value of field recipe");
    Files.writeString(harmed.resolve(Manifest.NAME), "null");
    assertThat(Cli.run("audit", build, harmed).exit()).isEqualTo(3);
    assertThat(Cli.run("audit", build, build, "--limit", "-1").exit()).isEqualTo(2);
  }
}
