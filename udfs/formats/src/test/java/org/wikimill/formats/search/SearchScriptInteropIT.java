package org.wikimill.formats.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.testing.Command;
import org.wikimill.testing.Tools;

/**
 * The site's script in a real JavaScript engine: it folds as Java does, and finds what is there.
 */
class SearchScriptInteropIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OFFERED = 10;

  @TempDir Path folder;

  private List<String> run(String verb, List<String> inputs) throws IOException {
    Path file = folder.resolve("inputs.json");
    JSON.writeValue(file.toFile(), inputs);
    Path script = Tools.node().resolve("search-site.mjs");
    return Command.of("node", script, verb, file, folder).succeed().lines();
  }

  @Test
  void bothFoldEveryCharacterAlike() throws IOException {
    new IndexFolder(List.of()).write(folder);
    List<String> texts = new ArrayList<>();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (Character.getType(c) != Character.SURROGATE) {
        texts.add("a" + Character.toString(c));
      }
    }
    JsonNode folded = JSON.readTree(run("fold", texts).get(0));

    List<String> differing =
        IntStream.range(0, texts.size())
            .filter(i -> !folded.get(i).asText().equals(Folding.fold(texts.get(i))))
            .mapToObj(i -> Integer.toHexString(texts.get(i).codePointAt(1)))
            .toList();
    assertThat(folded).hasSameSizeAs(texts);
    assertThat(differing).isEmpty();
  }

  @Test
  void bothFoldWholeTextsAlike() throws IOException {
    new IndexFolder(List.of()).write(folder);
    MadeUpTitles random = new MadeUpTitles(5);
    List<String> texts = new ArrayList<>(List.of("", " ", "_ _", "\u0301", " a  b ", "\u0301 a"));
    for (int i = 0; i < 20_000; i++) {
      texts.add(random.title());
    }
    JsonNode folded = JSON.readTree(run("fold", texts).get(0));

    for (int i = 0; i < texts.size(); i++) {
      assertThat(folded.get(i).asText()).isEqualTo(Folding.fold(texts.get(i)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 999, 30_000})
  void everyPrefixFindsTitlesInTwoSmallFiles(int count) throws IOException {
    List<SearchTitle> titles = new MadeUpTitles(count).titles(count);
    lookUp(new IndexFolder(titles), count, 2);
  }

  @Test
  void whereARangeFileStandsBetweenEveryPrefixFindsTitlesInThree() throws IOException {
    List<SearchTitle> titles = new MadeUpTitles(7).titles(60_000);
    lookUp(new IndexFolder(titles, new Cut(50, 1 << 16, 1 << 17)), 7, 3);
  }

  private void lookUp(IndexFolder index, int seed, int files) throws IOException {
    index.write(folder);
    Set<String> queries = queries(index.sorted(), new Random(seed));

    List<String> lines = run("find", List.copyOf(queries));
    assertThat(lines).hasSameSizeAs(queries);
    List<Known> known = index.sorted().stream().map(Known::of).toList();
    Set<Integer> loads = new HashSet<>();
    for (String line : lines) {
      loads.add(check(JSON.readTree(line), known));
    }
    assertThat(loads).containsExactly(files);
  }

  /** Whole titles and their beginnings, above all of those that stand around cuts; and others. */
  private static Set<String> queries(List<SearchTitle> sorted, Random random) {
    Set<String> queries =
        new LinkedHashSet<>(List.of("nothing of the kind", "\uffff", "!", "moon"));
    for (int i = 0; i < 100; i++) {
      int near = Math.min(sorted.size() - 1, random.nextInt(sorted.size()) / 1000 * 1000);
      int at = i % 2 == 0 ? random.nextInt(sorted.size()) : near;
      String title = sorted.get(at).title();
      int length = random.nextInt(title.codePointCount(0, title.length()));
      queries.add(title);
      queries.add(title.substring(0, title.offsetByCodePoints(0, length + 1)));
    }
    queries.removeIf(String::isBlank);
    return queries;
  }

  /** A title, as it is looked for and as it is told. */
  private record Known(String key, String place, String text) {
    static Known of(SearchTitle title) {
      String place = new String(title.place(), UTF_8);
      return of(title.title(), title.target(), place);
    }

    static Known of(JsonNode found) {
      String title = found.get("title").asText();
      return of(title, found.get("target").asText(), found.get("place").asText());
    }

    private static Known of(String title, String target, String place) {
      return new Known(Folding.fold(title), place, title + "\t" + target + "\t" + place);
    }
  }

  /** Returns how many files were loaded. */
  private static int check(JsonNode answer, List<Known> titles) {
    String query = answer.get("query").asText();
    String key = Folding.fold(query);
    List<Known> matching = titles.stream().filter(t -> t.key().startsWith(key)).toList();
    long places = matching.stream().map(Known::place).distinct().count();
    List<Known> found = new ArrayList<>();
    answer.get("titles").forEach(title -> found.add(Known.of(title)));

    assertThat(matching).as(query).containsAll(found);
    assertThat(found).as(query).extracting(Known::place).doesNotHaveDuplicates();
    // The first leaf may repeat one place over and over; but what is there is found.
    assertThat(found.size()).as(query).isBetween((int) Math.min(2, places), OFFERED);
    if (matching.stream().anyMatch(title -> title.key().equals(key))) {
      assertThat(found.get(0).key()).as(query).isEqualTo(key);
    }
    for (JsonNode file : answer.get("loaded")) {
      assertThat(file.get("size").asInt()).isLessThan(Shards.MAX_BYTES);
    }
    return answer.get("loaded").size();
  }
}
