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

  private static CraftedDump mills(int count) {
    CraftedDump dump = new CraftedDump().redirect("Grinder", "Mill 1");
    for (int i = 1; i <= count; i++) {
      dump.page("Mill " + i, "The ''mill'' number " + i + ".");
    }
    return dump;
  }

  private static void assertRead(JsonNode page, int number) {
    assertThat(page.at("/reading/entry").asText()).isEqualTo("Mill " + number);
    assertThat(page.at("/reading/size_bytes").asInt())
        .isEqualTo(("The ''mill'' number " + number + ".").length());
    assertThat(page.at("/reading/sha256").asText())
        .isEqualTo(page.at("/origin/source_sha256").asText());
  }

  @Test
  void pageOfADumpIsReadInIt() throws IOException {
    Path dump = mills(300).write(folder.resolve("awiki-20260101-pages-articles.xml"));
    for (String sink : List.of("car", "none")) {
      Path build = built("dump-" + sink, dump, "--sink", sink, "--shard-size", "32K");
      for (int number : List.of(1, 150, 300)) {
        JsonNode page = told(build, "wiki/Mill_" + number, "--source", dump);
        assertThat(page.at("/origin/way").asText()).isEqualTo("rendered");
        assertThat(page.at("/origin/page_id").asInt()).isEqualTo(number + 1);
        assertThat(page.at("/origin/edited").asBoolean()).isTrue();
        assertRead(page, number);
      }
      assertRead(told(build, "wiki/Grinder", "--source", dump), 1);
    }
    String note = told(folder.resolve("dump-car"), "about.html", "--source", dump).toString();
    assertThat(note).contains("made by the build");
  }

  @Test
  void pageOfADumpInPartsIsReadInThatPart() throws IOException {
    mills(3).write(folder.resolve("bwiki-20260101-pages-articles1.xml-p1p9"));
    new CraftedDump()
        .page(0, 10, "Wheel", 200, "A ''wheel''.")
        .write(folder.resolve("bwiki-20260101-pages-articles2.xml-p10p19"));
    Path all = folder.resolve("bwiki-20260101-pages-articles*.xml-p*");
    Path build = built("parts", all);
    assertRead(told(build, "wiki/Mill_3", "--source", all), 3);
    assertThat(told(build, "wiki/Wheel", "--source", all).at("/reading/size_bytes").asInt())
        .isEqualTo(12);
  }

  @Test
  void pageThatTheDumpHasNotIsBroken() throws IOException {
    String end = "<!--" + "x".repeat(1 << 20) + "-->"; // what is compared before anything is read
    Path dump =
        new CraftedDump()
            .page("First", end)
            .page("Mill", "A ''mill''.")
            .page("Last", end)
            .write(folder.resolve("cwiki-20260101-pages-articles.xml"));
    Path build = built("other-dump", dump);
    String altered = Files.readString(dump).replace("preserve\">A ", "preserve\">B ");
    Files.writeString(dump, altered);

    Cli run = Cli.run("explain", build, "wiki/Mill", "--source", dump);

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
    assertThat(run.out())
        .contains("broken      'wiki/Mill': no page 2, revision 101, of SHA-256 ")
        .contains("read        the dump has no such page");
    Path longer = mills(3).write(folder.resolve("dwiki-20260101-pages-articles.xml"));
    Cli other = Cli.run("explain", build, "wiki/Mill", "--source", longer);
    assertThat(other.exit()).isEqualTo(2);
    assertThat(other.err()).contains("is another one: source length was ");
  }
}
