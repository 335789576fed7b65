package org.wikimill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.testing.Documents;
import org.wikimill.pipeline.testing.Documents.Block;
import org.wikimill.pipeline.testing.Documents.Section;
import org.wikimill.testing.Command;
import org.wikimill.testing.Shared;
import org.wikimill.testing.Tools;

/** The queries of docs/cookbook.md on the builds that it names, in the engines that it names. */
class CookbookInteropIT {
  private static final String SPARK = "Spark SQL";
  private static final String DUCKDB = "DuckDB";
  private static final String DUMP = "itwiki-2013-small-dump.xml.gz";
  private static final Pattern HEAD =
      Pattern.compile("^Engines: ([\\w ,]+)\\. Builds: ([`\\w ,]+)\\.$", Pattern.MULTILINE);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static List<Recipe> recipes;

  /**
   * A question of the cookbook.
   *
   * @param engines that it names
   * @param builds that it names
   */
  private record Recipe(
      String title, List<String> engines, List<String> builds, String query, String answer) {

    static Recipe of(Section section) {
      Matcher head = HEAD.matcher(section.text());
      assertThat(head.find()).as(section.heading()).isTrue();
      List<Block> blocks = section.blocks();
      assertThat(blocks).extracting(Block::language).containsExactly("sql", "text");
      return new Recipe(
          section.heading(),
          List.of(head.group(1).split(", ")),
          List.of(head.group(2).replace("`", "").split(", ")),
          blocks
              .get(0)
              .text()
              .strip()
              .replaceFirst(";$", "")
              .replace("path 'snapshot/", "path '" + folder.resolve("snapshot") + "/"),
          blocks.get(1).text());
    }
  }

  @BeforeAll
  static void build() throws IOException {
    Path dump = Shared.require().resolve("dumps/xml").resolve(DUMP);
    made("build", "--links", "-o", "snapshot");
    made(
        "build",
        "--profile",
        "unixfs-v0-2015",
        "--redirects",
        "none",
        "--snapshot",
        "plain",
        "-o",
        "plain");
    made("build", dump, "--links", "--snapshot", "itwiki", "-o", "articles");
    made("tables", "--xml", dump, "--snapshot", "itwiki", "-o", "tables");
    recipes =
        Documents.sections("cookbook.md").stream()
            .filter(section -> section.text().startsWith("Engines: "))
            .map(Recipe::of)
            .toList();
  }

  /** What the document does with the command, the last word being a folder. */
  private static void made(Object... words) {
    List<Object> line = new ArrayList<>(List.of(words));
    line.set(line.size() - 1, folder.resolve(words[words.length - 1].toString()));
    line.addAll(List.of("-q", "--master", "local[2]"));
    Cli run = Cli.run(line.toArray());
    assertThat(run.exit()).as(run.err()).isZero();
  }

  @Test
  void thereAreTwentyAndTwelveOfThemAreTheSameInBothEngines() {
    assertThat(recipes).hasSize(20);
    for (int i = 0; i < recipes.size(); i++) {
      assertThat(recipes.get(i).title()).startsWith(i + 1 + ". ");
    }
    assertThat(recipes)
        .filteredOn(recipe -> recipe.engines().containsAll(List.of(SPARK, DUCKDB)))
        .hasSizeGreaterThanOrEqualTo(12);
    assertThat(recipes).allMatch(recipe -> List.of(SPARK, DUCKDB).containsAll(recipe.engines()));
  }

  @Test
  void sparkSqlGivesTheAnswers() {
    check(SPARK, CookbookInteropIT::inTheShell);
  }

  @Test
  void duckDbGivesTheAnswersWithoutWikimill() {
    check(DUCKDB, CookbookInteropIT::inDuckDb);
  }

  /** An engine: the answers to queries over builds. */
  private interface Engine {
    List<String> answers(List<Path> builds, List<String> queries) throws IOException;
  }

  private static void check(String name, Engine engine) {
    Map<List<String>, List<Recipe>> byBuilds = new LinkedHashMap<>();
    for (Recipe recipe : recipes) {
      if (recipe.engines().contains(name)) {
        byBuilds.computeIfAbsent(recipe.builds(), b -> new ArrayList<>()).add(recipe);
      }
    }
    assertThat(byBuilds).isNotEmpty();
    SoftAssertions all = new SoftAssertions();
    byBuilds.forEach(
        (builds, asked) -> {
          List<Path> folders = builds.stream().map(folder::resolve).toList();
          List<String> queries = asked.stream().map(Recipe::query).toList();
          all.assertThatCode(
                  () ->
                      assertThat(engine.answers(folders, queries))
                          .isEqualTo(asked.stream().map(Recipe::answer).toList()))
              .doesNotThrowAnyException();
        });
    all.assertAll();
  }

  /** Each query is followed by one whose answer marks its end. */
  private static List<String> inTheShell(List<Path> builds, List<String> queries) {
    String typed = String.join(";\nselect 'end' as mark;\n", queries) + ";\n";
    List<Object> words = new ArrayList<>(List.of("sql", "--shell", "-q", "--master", "local[2]"));
    words.addAll(builds);
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(typed.getBytes(UTF_8)));
    try {
      Cli run = Cli.run(words.toArray());
      assertThat(run.err()).isEmpty();
      return List.of(run.out().split("mark\n----\nend\n"));
    } finally {
      System.setIn(before);
    }
  }

  private static List<String> inDuckDb(List<Path> builds, List<String> queries) throws IOException {
    Path asked = folder.resolve("queries");
    StringBuilder lines = new StringBuilder();
    for (String query : queries) {
      lines.append(JSON.writeValueAsString(query)).append('\n');
    }
    Files.writeString(asked, lines);
    Object[] words = new Object[builds.size() + 2];
    words[0] = Tools.pythonScript("answer_queries.py");
    words[1] = asked;
    for (int i = 0; i < builds.size(); i++) {
      words[i + 2] = builds.get(i);
    }
    List<String> answers = new ArrayList<>();
    for (String line : Command.of(Tools.python(), words).succeed().lines()) {
      answers.add(JSON.readValue(line, String.class));
    }
    return answers;
  }
}
