package org.wikimill.pipeline.joined;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.formats.article.MediaFiles.Credits;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.testing.Shared;

/** What is read of answers of the API. */
class ApiAnswerTest {

  private static Map<String, MediaInfo> read(PositionedInput input) throws IOException {
    Map<String, MediaInfo> told = new TreeMap<>();
    try (input) {
      ApiAnswer.read(
          input, "uk", (name, teller, info) -> assertThat(told.put(name, info)).isNull());
    }
    return told;
  }

  private static Map<String, MediaInfo> read(String json) throws IOException {
    return read(Inputs.of("answer.json", json.getBytes(UTF_8)));
  }

  /** Counts as Python's json has them. */
  @ParameterizedTest
  @CsvSource({
    "image_data_example.json, 1, 1, 1, 1, 1",
    "wmc_pretty1.json, 9, 9, 6, 9, 8",
    "wmc_raw.json, 28, 28, 18, 28, 27",
  })
  void realAnswersTellOfAllTheirFiles(
      String file, int files, int licences, int urls, int authors, int descriptions)
      throws IOException {
    Path path = Shared.require().resolve("dumps/commons/extmetadata").resolve(file);
    Map<String, MediaInfo> told = read(Inputs.file(path));
    assertThat(told).hasSize(files);
    var credits = told.values().stream().map(MediaInfo::credits).toList();
    assertThat(credits.stream().filter(c -> !c.licence().isEmpty())).hasSize(licences);
    assertThat(credits.stream().filter(c -> !c.licenceUrl().isEmpty())).hasSize(urls);
    assertThat(credits.stream().filter(c -> !c.author().isEmpty())).hasSize(authors);
    assertThat(credits.stream().filter(c -> !c.description().isEmpty())).hasSize(descriptions);
  }

  @Test
  void aRealAnswerTellsSizeAndLicence() throws IOException {
    Path folder = Shared.require().resolve("dumps/commons/extmetadata");
    MediaInfo tree =
        read(Inputs.file(folder.resolve("image_data_example.json")))
            .get("20120925 PlozevetBretagne LoneTree DSC07971 PtrQs.jpg");
    assertThat(tree.width()).isEqualTo(5514);
    assertThat(tree.height()).isEqualTo(3102);
    assertThat(tree.credits())
        .isEqualTo(
            new Credits(
                "CC BY-SA 4.0",
                "https://creativecommons.org/licenses/by-sa/4.0",
                "<a href=\"//commons.wikimedia.org/wiki/User:PtrQs\""
                    + " title=\"User:PtrQs\">PtrQs</a>",
                "<span class=\"int-own-work\" lang=\"en\">Own work</span>",
                "SONY DSC"));
  }

  @Test
  void answersMayFollowEachOther() throws IOException {
    String page =
        "{\"title\":\"File:%s.png\",\"imageinfo\":[{\"sha1\":\"%s\",\"mime\":\"image/png\"}]}\n";
    String sum = "0123456789abcdef0123456789ABCDEF01234567";
    Map<String, MediaInfo> told = read(page.formatted("A", sum) + page.formatted("B", "no sum"));
    assertThat(told).containsOnlyKeys("A.png", "B.png");
    assertThat(told.get("A.png").sha1()).isEqualTo("0123456789abcdef0123456789abcdef01234567");
    assertThat(told.get("B.png").sha1()).isNull();
  }

  @Test
  void anAnswerIsToldByItsFirstBytes() throws IOException {
    for (String json : new String[] {"{}", " \n[{}]", "\uFEFF{}"}) {
      assertThat(ApiAnswer.is(Inputs.of("x", json.getBytes(UTF_8)))).as(json).isTrue();
    }
    for (String other : new String[] {"", "<mediawiki>", "BZh9", "text {"}) {
      assertThat(ApiAnswer.is(Inputs.of("x", other.getBytes(UTF_8)))).as(other).isFalse();
    }
  }

  @Test
  void ofSeveralLanguagesThatOfTheWikiIsTaken() throws IOException {
    String page =
        "{\"title\":\"File:A.png\",\"imageinfo\":[{\"extmetadata\":{\"ImageDescription\":"
            + "{\"value\":{\"en\":\"Tree\",\"uk\":\"Дерево\"}}}}]}";
    assertThat(read(page).get("A.png").credits().description()).isEqualTo("Дерево");
  }

  @Test
  void whatIsNoAnswerIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> read("{\"query\": [}"))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContaining("not an answer of the API")
        .hasMessageContaining("answer.json");
    assertThatThrownBy(() -> read("{\"query\": {")).isInstanceOf(MalformedInputException.class);
  }
}
