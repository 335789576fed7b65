package org.wikimill.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.testing.CraftedDump;
import org.wikimill.pipeline.testing.CraftedZim;
import org.wikimill.pipeline.testing.SmallWiki;

/**
 * What {@code wikimill explain} tells of sources of all kinds, and where they contradict tables.
 */
class ExplainSourcesSparkTest {
  private static final String OLD = SmallWiki.snapshot(2020);
  private static final String NEW = SmallWiki.snapshot(2021);

  @TempDir private static Path folder;
  private static Path oldArchive;
  private static Path newArchive;

  /** Both editions, and the archives themselves. */
  private static Path both;

  @BeforeAll
  static void build() throws IOException {
    oldArchive = SmallWiki.write(folder, 2020);
    newArchive = SmallWiki.write(folder, 2021);
    both = built("both", oldArchive, newArchive, "--include-source");
  }

  /** A site of that name. */
  private static Path built(String name, Object... args) {
    Path out = folder.resolve(name);
    List<Object> line = new ArrayList<>(List.of("build", "-o", out, "-q", "--no-sync"));
    line.addAll(List.of("--snapshot", "s", "--master", "local[1]"));
    line.addAll(List.of(args));
    Cli run = Cli.run(line.toArray());
    assertThat(run.exit()).as(run.err()).isZero();
    return out;
  }

  private static JsonNode told(Path build, String path, Object... more) throws IOException {
    List<Object> line = new ArrayList<>(List.of("explain", build, path, "--json"));
    line.addAll(List.of(more));
    Cli run = Cli.run(line.toArray());
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void eachOfSeveralSourcesTellsOfItsOwnFiles() throws IOException {
    JsonNode page = told(both, NEW + "/wiki/changing", "--source", newArchive);
    assertThat(page.at("/origin/source/directory").asText()).isEqualTo(NEW);
    assertThat(page.at("/origin/entry").asText()).isEqualTo(NEW + "/changing");
    assertThat(page.at("/reading/entry").asText()).isEqualTo("changing");
    assertThat(page.at("/reading/place").asText()).isEqualTo("wiki/changing");
    Cli other = Cli.run("explain", both, NEW + "/wiki/changing", "--source", oldArchive);
    assertThat(other.exit()).isEqualTo(2);
  }

  @Test
  void archiveInTheTreeIsTheSourceItself() throws IOException {
    JsonNode archive = told(both, OLD + "/" + OLD + ".zim", "--source", oldArchive);
    assertThat(archive.at("/origin/way").asText()).isEqualTo("source");
    assertThat(archive.at("/origin/source/sha256").asText())
        .isEqualTo(archive.at("/file/sha256").asText());
    assertThat(archive.at("/reading/note").asText()).contains("itself");
  }

  @Test
  void rowOfAnotherEditionIsNotBelieved() throws IOException {
    Path first = built("first", oldArchive);
    Path second = built("second", newArchive);
    try (Stream<Path> parts = Files.walk(second.resolve("index/files"))) {
      for (Path part : parts.filter(Files::isRegularFile).toList()) {
        Path target = first.resolve(second.relativize(part).toString());
        Files.copy(part, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Cli run = Cli.run("explain", first, "wiki/changing");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains("broken      'wiki/changing' is linked as bafk")
        .contains("; table files: bafk")
        .contains("broken      'wiki/changing': block 1 of the file: no block bafk");
    assertThat(Cli.run("explain", first, "wiki/always").exit()).isZero();
  }

  @Test
  void entryWithOtherBytesThanTheRowSaysIsBroken() throws IOException {
    byte[] name = "A/\u00ff".getBytes(ISO_8859_1); // no UTF-8
    byte[] bytes =
        new CraftedZim()
            .content("A/x", 0, 0)
            .content(name, 0, 1)
            .plainCluster("hello".getBytes(UTF_8), "world".getBytes(UTF_8))
            .bytes();
    Path archive = Files.write(folder.resolve("crafted.zim"), bytes);
    Path build = built("crafted", archive, "--layout", "zim");
    assertThat(told(build, "A/%FF", "--source", archive).at("/reading/size_bytes").asInt())
        .isEqualTo(5);

    String text = new String(bytes, ISO_8859_1).replace("hello", "hullo");
    Path altered = Files.write(folder.resolve("altered.zim"), text.getBytes(ISO_8859_1));

    Cli run = Cli.run("explain", build, "A/x", "--source", altered);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("broken      'A/x': no entry 'A/x' of SHA-256 2cf24dba");
  }

  @Test
  void pageOfADumpIsToldAsFarAsTablesKnowIt() throws IOException {
    Path dump = folder.resolve("testwiki-20260101-pages-articles.xml");
    new CraftedDump().page("Mill", "A ''mill''.").write(dump);
    JsonNode page = told(built("dump", dump), "wiki/Mill", "--source", dump);
    assertThat(page.at("/origin/way").asText()).isEqualTo("rendered");
    assertThat(page.at("/origin/page_id").asLong()).isPositive();
    assertThat(page.at("/origin/edited").asBoolean()).isTrue();
    assertThat(page.at("/reading/note").asText()).contains("dump");
  }
}
