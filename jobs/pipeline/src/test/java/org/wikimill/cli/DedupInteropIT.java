package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.testing.Editions;
import org.wikimill.testing.Command;
import org.wikimill.testing.Tools;

/**
 * What editions of a wiki and profiles have in common, as a database and an IPFS node count it
 * which know nothing of how wikimill does.
 */
@Timeout(300)
class DedupInteropIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  /** Two editions, of which a twentieth changed; the second again, in other chunks, and older. */
  private static List<Path> builds;

  private static JsonNode report;

  @BeforeAll
  static void build() throws IOException {
    Path old = archive("2026-04", "0");
    Path now = archive("2026-05", "0.05");
    builds =
        List.of(
            built(old, "old", "unixfs-v1-2025"),
            built(now, "now", "unixfs-v1-2025"),
            built(now, "chunks", "kubo-0.40"),
            built(now, "v0", "unixfs-v0-2015"));
    report = dedup(builds);
  }

  private static Path archive(String date, String change) {
    Path archive = folder.resolve(date + ".zim");
    new Editions(400, 300, 50).grow(archive, change);
    return archive;
  }

  private static Path built(Path archive, String name, String profile) {
    Path out = folder.resolve(name);
    Object[] line = {
      "build",
      archive,
      "-o",
      out,
      "-q",
      "--no-sync",
      "--snapshot=" + name,
      "--profile=" + profile,
      "--master=local[2]"
    };
    Cli run = Cli.run(line);
    assertThat(run.exit()).as(run.err()).isZero();
    return out;
  }

  private static JsonNode dedup(List<Path> builds) throws IOException {
    List<Object> line = new ArrayList<>(List.of("dedup", "--json", "-q", "--master", "local[2]"));
    line.addAll(builds);
    Cli run = Cli.run(line.toArray());
    assertThat(run.exit()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  private static List<JsonNode> query(String sql) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    Command.Result result =
        Command.of(Tools.python(), Tools.pythonScript("query.py"), sql).succeed();
    for (String line : result.lines()) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }

  /** The rows of a table of all builds, each with the number of its build. */
  private static String rows(String table, String columns) {
    return String.join(
        " union all ",
        IntStream.range(0, builds.size())
            .mapToObj(
                i ->
                    "select %d as n, %s from read_parquet('%s/index/%s/**/*.parquet')"
                        .formatted(i + 1, columns, builds.get(i), table))
            .toList());
  }

  @Test
  void databaseCountsTheSameFilesBlocksAndBytes() throws IOException {
    String sql =
        """
        with held as (%s), files as (%s),
        blocks as (select cid, min(n) as first, max(n) as last, count(distinct n) as holders,
                   any_value(length) as length from held group by cid),
        firsts as (select cid, min(n) as first from files group by cid)
        select n,
               (select count(distinct cid) from held where held.n = s.n) as all_blocks,
               count(*) filter (first = n) as added_blocks,
               sum(length) filter (first = n)::bigint as added_bytes,
               count(*) filter (first = n and holders = 1) as alone_blocks,
               sum(length) filter (first <= n)::bigint as so_far_bytes,
               sum(length) filter (last >= n)::bigint as from_here_bytes,
               (select count(*) from firsts where firsts.first = n) as added_files
        from range(1, 5) s(n), blocks group by n order by n
        """
            .formatted(rows("blocks", "cid, length"), rows("files", "cid"));
    List<JsonNode> counted = query(sql);
    assertThat(counted).hasSize(builds.size());
    for (int i = 0; i < builds.size(); i++) {
      JsonNode step = report.get("series").get(i);
      JsonNode row = counted.get(i);
      assertThat(step.at("/all/blocks")).isEqualTo(row.get("all_blocks"));
      assertThat(step.at("/added/blocks")).isEqualTo(row.get("added_blocks"));
      assertThat(step.at("/added/bytes")).isEqualTo(row.get("added_bytes"));
      assertThat(step.at("/added/files")).isEqualTo(row.get("added_files"));
      assertThat(step.at("/alone/blocks")).isEqualTo(row.get("alone_blocks"));
      assertThat(step.at("/stored_so_far/bytes")).isEqualTo(row.get("so_far_bytes"));
      assertThat(step.at("/stored_from_here/bytes")).isEqualTo(row.get("from_here_bytes"));
    }
  }

  @Test
  void nodeThatImportsAllHoldsAsManyBlocksAndBytes() throws IOException {
    Path repo = folder.resolve("repo");
    ipfs(repo, "init", "--profile=test,flatfs,autoconf-off", "--empty-repo").succeed();
    // The node's own directory for files, which is empty.
    long ownBlocks = objects(repo);
    long ownBytes = storedBytes(repo);
    assertThat(ownBlocks).isLessThan(2);
    for (int i = 0; i < builds.size(); i++) {
      try (Stream<Path> files = Files.list(builds.get(i).resolve("car"))) {
        List<Object> line = new ArrayList<>(List.of("dag", "import"));
        files.filter(file -> file.toString().endsWith(".car")).sorted().forEach(line::add);
        ipfs(repo, line.toArray()).succeed();
      }
      JsonNode stored = report.get("series").get(i).get("stored_so_far");
      assertThat(objects(repo) - ownBlocks).isEqualTo(stored.get("blocks").asLong());
      assertThat(storedBytes(repo) - ownBytes).isEqualTo(stored.get("bytes").asLong());
    }
    List<Object> line = new ArrayList<>(List.of("dag", "stat", "--progress=false", "--enc=json"));
    report.get("series").forEach(step -> line.add(step.get("root").asText()));
    JsonNode stat = JSON.readTree(ipfs(repo, line.toArray()).succeed().text());
    assertThat(stat.get("UniqueBlocks").asLong()).isEqualTo(report.at("/stored/blocks").asLong());
    assertThat(stat.get("TotalSize").asLong()).isEqualTo(report.at("/stored/bytes").asLong());
  }

  private static long objects(Path repo) throws IOException {
    String stat = ipfs(repo, "repo", "stat", "--enc=json").succeed().text();
    return JSON.readTree(stat).get("NumObjects").asLong();
  }

  /** The bytes of the blocks, each of which the repository keeps as a file. */
  private static long storedBytes(Path repo) throws IOException {
    try (Stream<Path> files = Files.walk(repo.resolve("blocks"))) {
      return files
          .filter(file -> file.toString().endsWith(".data"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  private static Command ipfs(Path repo, Object... arguments) {
    List<Object> line = new ArrayList<>(List.of("--offline"));
    line.addAll(List.of(arguments));
    return Command.of(Tools.kubo(), line.toArray()).with("IPFS_PATH", repo);
  }

  @Test
  void partsOfFilesAreOfTheKindOfTheirFiles() {
    for (JsonNode share : report.get("shares")) {
      assertThat(share.get("kind").asText() + share.get("all"))
          .doesNotStartWith("other{\"files\":0");
    }
  }

  @Test
  void editionsShareNearlyAllAndProfilesOnlyWhatIsOneRawLeaf() {
    JsonNode now = report.get("series").get(1);
    assertThat(now.at("/added/bytes").asDouble() / now.at("/all/bytes").asDouble())
        .isBetween(0.02, 0.1);
    JsonNode v0 = report.get("series").get(3);
    assertThat(v0.get("added")).isEqualTo(v0.get("all"));
    JsonNode chunks = report.get("series").get(2);
    assertThat(chunks.at("/in_previous/files").asLong()).isPositive();
    for (JsonNode share : report.get("shares")) {
      if (share.get("snapshot").asText().equals("chunks")
          && share.get("kind").asText().equals("html")) {
        assertThat(share.get("reason").asText()).isIn("same_path", "new");
      }
    }
  }
}
