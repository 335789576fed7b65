package org.wikimill.formats.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tokens of html5lib's tokenizer tests. Of a document type the name is compared, of everything
 * else all.
 */
class HtmlTokenizerGoldenTest {
  private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");

  /** Every test runs, in each of its states, but those with half a surrogate pair: not bytes. */
  @ParameterizedTest
  @CsvSource({
    "contentModelFlags, 24",
    "domjs, 58",
    "entities, 80",
    "escapeFlag, 9",
    "namedEntities, 4210",
    "numericEntities, 336",
    "pendingSpecChanges, 1",
    "test1, 68",
    "test2, 45",
    "test3, 1786",
    "test4, 85",
    "unicodeChars, 323",
    "unicodeCharsProblematic, 1"
  })
  void tokensAreThoseOfHtml5lib(String file, int runs) throws IOException {
    SoftAssertions softly = new SoftAssertions();
    int ran = 0;
    for (JsonNode test : tests(file)) {
      boolean twice = test.path("doubleEscaped").asBoolean();
      String input = unescape(test.get("input").asText(), twice);
      if (!UTF_8.newEncoder().canEncode(input)) {
        continue;
      }
      List<String> expected = new ArrayList<>();
      test.get("output").forEach(token -> add(expected, expected(token, twice)));
      for (String state : states(test)) {
        ran++;
        String last = test.path("lastStartTag").asText("none");
        softly
            .assertThat(tokens(input, state, last))
            .as(file + ": " + test.get("description").asText() + " in " + state)
            .isEqualTo(expected);
      }
    }
    softly.assertAll();
    assertThat(ran).isEqualTo(runs);
  }

  private static List<String> states(JsonNode test) {
    List<String> states = new ArrayList<>();
    test.path("initialStates").forEach(state -> states.add(state.asText()));
    return states.isEmpty() ? List.of("Data state") : states;
  }

  private static String expected(JsonNode token, boolean twice) {
    String kind = token.get(0).asText();
    String text = token.get(1).isNull() ? "" : unescape(token.get(1).asText(), twice);
    StringBuilder out = new StringBuilder(kind + " " + text);
    if (kind.equals("StartTag")) {
      token
          .get(2)
          .properties()
          .forEach(a -> out.append(attribute(a.getKey(), unescape(a.getValue().asText(), twice))));
      out.append(token.path(3).asBoolean() ? " /" : "");
    }
    return out.toString();
  }

  private static String attribute(String name, String value) {
    return " " + name + "=[" + value + "]";
  }

  private static void add(List<String> tokens, String token) {
    String text = "Character ";
    int last = tokens.size() - 1;
    if (token.startsWith(text) && last >= 0 && tokens.get(last).startsWith(text)) {
      tokens.set(last, tokens.get(last) + token.substring(text.length()));
    } else {
      tokens.add(token);
    }
  }

  private static List<String> tokens(String input, String state, String lastStartTag) {
    String prefix = state.equals("CDATA section state") ? "<svg><![CDATA[" : "";
    byte[] bytes = (prefix + input).getBytes(UTF_8);
    HtmlTokenizer tokenizer = new HtmlTokenizer(bytes);
    if (prefix.isEmpty()) {
      tokenizer.switchTo(mode(state), lastStartTag);
    } else {
      assertThat(tokenizer.next()).isTrue();
    }
    List<String> tokens = new ArrayList<>();
    while (tokenizer.next()) {
      TokenText token = new TokenText(bytes, tokenizer, UTF_8);
      token.describe().ifPresent(text -> add(tokens, text));
      if (tokenizer.token() == HtmlToken.START_TAG) {
        tokenizer.switchTo(TextMode.DATA, "");
      }
    }
    return tokens;
  }

  private static TextMode mode(String state) {
    return TextMode.valueOf(state.replace(" state", "").replace(' ', '_').toUpperCase(Locale.ROOT));
  }

  private static String unescape(String text, boolean twice) {
    return twice
        ? ESCAPED
            .matcher(text)
            .replaceAll(m -> Character.toString(Integer.parseInt(m.group(1), 16)))
        : text;
  }

  private static JsonNode tests(String file) throws IOException {
    try (InputStream in =
        HtmlTokenizerGoldenTest.class.getResourceAsStream("/html/tokenizer/" + file + ".test")) {
      return new ObjectMapper().readTree(in).get("tests");
    }
  }
}
