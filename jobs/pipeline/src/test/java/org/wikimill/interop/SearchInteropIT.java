package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.pipeline.sample.SampleWiki;
import org.wikimill.pipeline.testing.ParquetRows;
import org.wikimill.testing.Command;
import org.wikimill.testing.Shared;
import org.wikimill.testing.Tools;

/**
 * The search of built sites, by their own script, on blocks that JavaScript reads from their CARs.
 */
class SearchInteropIT {
  private static final int MAX_FILES = 3;
  private static final int MAX_BYTES = 256 << 10;

  @TempDir Path folder;

  private String build(Path out, Object... arguments) {
    Object[] line =
        Stream.concat(Stream.of("build", "-q", "--layout", "site", "-o", out), Stream.of(arguments))
            .toArray();
    return Wikimill.command(line).succeed().text().strip();
  }

  /** What each query finds. */
  private Map<String, JsonNode> find(Path build, String site, List<String> queries)
      throws IOException {
    Path file = folder.resolve("queries.json");
    new ObjectMapper().writeValue(file.toFile(), queries);
    List<Object> arguments = new ArrayList<>();
    arguments.addAll(List.of(Tools.node().resolve("search-site.mjs"), "find", file, site));
    try (Stream<Path> cars = Files.list(build.resolve("car"))) {
      cars.filter(car -> car.toString().endsWith(".car")).sorted().forEach(arguments::add);
    }
    Map<String, JsonNode> found = new HashMap<>();
    for (JsonNode answer : JsonLines.of(Command.of("node", arguments.toArray()).succeed())) {
      assertThat(answer.get("loaded").size()).isLessThanOrEqualTo(MAX_FILES);
      answer.get("loaded").forEach(f -> assertThat(f.get("size").asInt()).isLessThan(MAX_BYTES));
      found.put(answer.get("query").asText(), answer.get("titles"));
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource({
    "wikipedia_cr_all_2015-04.zim, link",
    "wikipedia_fr_test_2018-10.zim, file",
    "testing-suite/withns/wikibooks_be_all_nopic_2017-02.zim, html",
    "wikipedia_en_100_mini_2022-10.zim, link",
    "libkiwix_example.zim, html",
    "kiwix-android_characters_encoding.zim, link",
    "devdocs_en_markdown_2026-01.zim, none",
  })
  void everyPageAndServedAliasIsFoundByItsWholeTitle(String name, String redirects)
      throws IOException {
    Path out = folder.resolve("out");
    Path archive = Shared.require().resolve("zims").resolve(name);
    String root = build(out, archive, "--redirects", redirects);
    Map<String, String> places = new HashMap<>();
    List<String> titles = new ArrayList<>();
    for (Group row : ParquetRows.of(out, "files")) {
      String path = row.getString("path", 0);
      String title = row.getString("title", 0).strip();
      places.put(path, title);
      if (path.startsWith("wiki/")
          && !path.equals("wiki/index.html")
          && row.getString("mime", 0).startsWith("text/html")
          && !title.isEmpty()) {
        titles.add(title);
      }
    }
    assertThat(titles).isNotEmpty();
    List<String> some =
        titles.stream()
            .distinct()
            .sorted()
            .filter(t -> t.hashCode() % 7 == 0 || titles.size() < 200)
            .toList();
    Map<String, JsonNode> found = find(out, root, some);
    for (String title : some) {
      JsonNode first = found.get(title).get(0);
      assertThat(first).as(title).isNotNull();
      assertThat(first.get("title").asText()).isEqualToIgnoringCase(title);
      assertThat(places).as(title).containsKey(first.get("place").asText());
      String target = first.get("target").asText();
      assertThat(places.get(first.get("place").asText()))
          .isEqualTo(target.isEmpty() ? first.get("title").asText() : target);
    }
  }

  @Test
  void theSampleIsSearchedWithoutCaseAndEachOfSeveralSitesHasItsOwn() throws IOException {
    Path sample = folder.resolve("sample.zim");
    SampleWiki.write(sample);
    Path other = Shared.require().resolve("zims/wikipedia_en_100_mini_2022-10.zim");
    Path out = folder.resolve("both");
    String root = build(out, sample, other, "--snapshot", "both");

    String directory =
        ParquetRows.of(out, "files").stream()
            .map(row -> row.getString("path", 0))
            .filter(path -> path.endsWith("wiki/Wheel/Overshot"))
            .map(path -> path.substring(0, path.indexOf('/')))
            .findFirst()
            .orElseThrow();
    Map<String, JsonNode> found =
        find(out, root + "/" + directory, List.of("OVERSHOT", "overs", "zz"));
    assertThat(found.get("zz")).isEmpty();
    assertThat(found.get("overs")).isEqualTo(found.get("OVERSHOT"));
    assertThat(found.get("overs").get(0).get("url").asText())
        .isEqualTo("https://gateway.example/ipfs/root/wiki/Wheel/Overshot");
    assertThat(Wikimill.command("verify", "-q", out).succeed().text()).contains(root);
  }
}
