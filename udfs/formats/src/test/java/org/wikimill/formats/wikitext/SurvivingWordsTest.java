package org.wikimill.formats.wikitext;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wikimill.formats.dumps.DumpPage;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.testing.Shared;

/**
 * Floors under the share of the words of Parsoid's HTML that stand in ours, in their order: see
 * docs/wikitext.md. The pages are those of which there are both kinds of data, of one revision.
 */
class SurvivingWordsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern FILE = Pattern.compile("resource=\"\\./([^:\"]+):");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  /** Of the words that the wikitext itself holds: the records have no templates. */
  @Test
  void wordsOfThePageItselfSurviveInTheirOrder() throws IOException {
    Map<String, JsonNode> records = records();
    assertThat(records).hasSize(15);
    double sum = 0;
    for (Map.Entry<String, JsonNode> record : records.entrySet()) {
      double share = share(record.getValue(), Map.of());
      assertThat(share).as(record.getKey()).isGreaterThan(0.975);
      sum += share;
    }
    assertThat(sum / records.size()).isGreaterThan(0.995);
  }

  /** Of those and of the words of templates that two extracts of the wiki hold, of another year. */
  @Tag("slow")
  @Test
  void wordsOfTemplatesSurviveWhereTheTemplatesAreThere() throws IOException {
    Path extracts = Shared.require().resolve("dumps/xml");
    Map<String, String> texts = new HashMap<>();
    for (String extract : List.of("20230812", "templates")) {
      Path file = extracts.resolve("enwiki-special-export-" + extract + ".xml.bz2");
      texts.putAll(WikitextBench.read(file, 0).texts());
    }
    Map<String, JsonNode> records = new TreeMap<>(records());
    records.keySet().removeIf(name -> !name.startsWith("enwiki "));
    assertThat(records).hasSize(5);
    for (Map.Entry<String, JsonNode> record : records.entrySet()) {
      assertThat(share(record.getValue(), texts)).as(record.getKey()).isGreaterThan(0.94);
    }
  }

  private static double share(JsonNode record, Map<String, String> texts) throws IOException {
    JsonNode body = record.path("article_body");
    Document parsoid = Jsoup.parse(body.path("html").asText());
    for (Element part : parsoid.select("[typeof~=mw:Transclusion]")) {
      if (!areThere(JSON.readTree(part.attr("data-mw")), texts::containsKey)) {
        String about = part.attr("about");
        part.remove();
        parsoid.getElementsByAttributeValue("about", about.isEmpty() ? "-" : about).remove();
      }
    }
    List<String> wanted = words(parsoid.body());
    SiteInfo site = site(record);
    WikitextRenderer renderer =
        new WikitextRenderer(
            new Titles(site),
            site,
            title -> Optional.ofNullable(texts.get(title)),
            RenderLimits.DEFAULT);
    DumpPage page =
        new DumpPage(
            1,
            0,
            record.path("name").asText(),
            Optional.empty(),
            1,
            record.path("date_modified").asText(),
            new DumpPage.Text("wikitext", body.path("wikitext").asText()));
    Rendered rendered = renderer.render(page);
    assertThat(rendered.failure()).isEmpty();
    return (double) common(wanted, words(Jsoup.parse(rendered.html()).body())) / wanted.size();
  }

  /** Whether all templates that gave a part of a page are there: not those that they call. */
  private static boolean areThere(JsonNode dataMw, Predicate<String> isThere) {
    boolean any = false;
    for (JsonNode part : dataMw.path("parts")) {
      JsonNode target = part.path("template").path("target");
      String href = target.path("href").asText();
      String title = href.isEmpty() ? "" : URLDecoder.decode(href.substring(2), UTF_8);
      if (part.has("template") && !target.has("function")) {
        if (!isThere.test(title.replace('_', ' '))) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  private static SiteInfo site(JsonNode record) {
    SortedMap<Integer, SiteInfo.Namespace> namespaces = new TreeMap<>();
    add(828, "Module", namespaces);
    Matcher file = FILE.matcher(record.path("article_body").path("html").asText());
    if (file.find()) {
      add(6, URLDecoder.decode(file.group(1), UTF_8), namespaces);
    }
    for (JsonNode category : record.path("categories")) {
      add(14, category.path("name").asText().split(":", 2)[0], namespaces);
    }
    String language = record.path("in_language").path("identifier").asText();
    return new SiteInfo(
        "", "", "https://" + language + ".wikipedia.org/wiki/Main", language, namespaces);
  }

  private static void add(
      int number, String name, SortedMap<Integer, SiteInfo.Namespace> namespaces) {
    namespaces.put(
        number, new SiteInfo.Namespace(number, name.replace('_', ' '), SiteInfo.Case.FIRST_LETTER));
  }

  /** Without the numbers of footnotes: each that stands in a missing template shifts the others. */
  private static List<String> words(Element body) {
    body.select("style, script, math, .mwe-math, .mwe-math-element, .mw-reflink-text").remove();
    return NO_WORD
        .splitAsStream(body.text().toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** The length of the longest common subsequence. */
  private static int common(List<String> wanted, List<String> found) {
    int[] lengths = new int[found.size() + 1];
    Map<String, Integer> ids = new HashMap<>();
    int[] other = found.stream().mapToInt(w -> ids.computeIfAbsent(w, x -> ids.size())).toArray();
    for (String word : wanted) {
      int id = ids.getOrDefault(word, -1);
      int diagonal = 0;
      for (int i = 0; i < other.length; i++) {
        int above = lengths[i + 1];
        lengths[i + 1] = other[i] == id ? diagonal + 1 : Math.max(above, lengths[i]);
        diagonal = above;
      }
    }
    return lengths[other.length];
  }

  private static Map<String, JsonNode> records() throws IOException {
    Path file =
        Shared.require().resolve("dumps/enterprise/mixed-NS0-sample-ENTERPRISE-HTML.json.tar.gz");
    Map<String, JsonNode> records = new TreeMap<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
      tar.getNextEntry();
      BufferedReader lines = new BufferedReader(new InputStreamReader(tar, UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode record = JSON.readTree(line);
        String wiki = record.path("is_part_of").path("identifier").asText();
        records.put(wiki + " " + record.path("name").asText(), record);
      }
    }
    return records;
  }
}
