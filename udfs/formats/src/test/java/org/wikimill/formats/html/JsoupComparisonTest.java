package org.wikimill.formats.html;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.parser.TokenRecorder;
import org.jsoup.parser.TokenRecorder.Seen;
import org.jsoup.parser.TokenRecorder.SeenAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.testing.Shared;

/**
 * The tokens of every page of the real archives are those that jsoup's tokenizer reads while jsoup
 * builds its tree: kinds, names, positions, attributes with their positions and values, texts.
 *
 * <p>Pages are given to jsoup as Latin-1, one character a byte, so that its positions are bytes.
 */
class JsoupComparisonTest {

  private static final List<String> PIECES =
      List.of(
          "<a",
          "<a href=",
          " title='",
          "\"",
          "'",
          "=",
          ">",
          "/>",
          " ",
          "\n",
          "x",
          "&amp;",
          "&lt",
          "&#65;",
          "<!--",
          "-->",
          "--!>",
          "-",
          "<!x",
          "</x",
          "</>",
          "</ ",
          "<p>",
          "</p>",
          "<title>",
          "</title>",
          "<script>",
          "</script>",
          "</script ",
          "<style>",
          "</style>",
          "<textarea>",
          "</textarea>",
          "<!doctype html>",
          "<!DOCTYPE",
          "<b",
          "<",
          "\u00e9");

  private static final Pattern SPACE_IN_DOCTYPE =
      Pattern.compile("<!doctype\\s*[^\\s>]+\\s", Pattern.CASE_INSENSITIVE);

  private static final Pattern LESS_IN_ATTRIBUTE_NAME = Pattern.compile("\n  [^ ]*<");

  /** Ends whatever is open, so that no tag is dropped. */
  private static final String END = "'>\">--></title></textarea></style></script></script>";

  /** Every page of every archive that is not a copy of another. */
  @ParameterizedTest
  @CsvSource({
    "devdocs_en_markdown_2026-01.zim, 1",
    "gozim_test.zim, 177",
    "java-libkiwix_small_4070.zim, 1",
    "kiwix-android_characters_encoding.zim, 1",
    "libkiwix_corner_cases.zim, 2",
    "libkiwix_example.zim, 4",
    "libkiwix_poor.zim, 8",
    "split/wikipedia_en_ray_charles_2015-06.zimaa, 85",
    "testing-suite/nons/small.zim, 1",
    "testing-suite/nons/wikibooks_be_all_nopic_2017-02.zim, 66",
    "wikipedia_cr_all_2015-04.zim, 236",
    "wikipedia_en_100_mini_2022-10.zim, 101",
    "wikipedia_en_ray_charles_mini_2020-03.zim, 129",
    "wikipedia_fr_test_2018-10.zim, 4"
  })
  void tokensOfRealPagesAreThoseOfJsoup(String archive, int pages) throws IOException {
    Path file = Shared.require().resolve("zims").resolve(archive);
    assertThat(RealPages.read(file, JsoupComparisonTest::compare)).isEqualTo(pages);
  }

  /**
   * In three things jsoup departs from the tokenizer of the standard, or tells no positions: {@code
   * <} in an attribute's name, the line feed after {@code <textarea>} is no token, and a document
   * type with white space after its name ends before its {@code >}. Such pages are left out.
   */
  @Test
  void tokensOfPiecesOfMarkupAreThoseOfJsoup() {
    Random random = new Random(20_000);
    int compared = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder pieces = new StringBuilder();
      for (int k = random.nextInt(12); k >= 0; k--) {
        pieces.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      String page = pieces + END;
      List<String> ours = ours(page.getBytes(ISO_8859_1));
      boolean departs =
          page.contains("<textarea>\n")
              || SPACE_IN_DOCTYPE.matcher(page).find()
              || ours.stream().anyMatch(line -> LESS_IN_ATTRIBUTE_NAME.matcher(line).find());
      if (!departs) {
        assertThat(ours).as(page).isEqualTo(jsoups(page.getBytes(ISO_8859_1)));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(18_000);
  }

  private static void compare(String name, byte[] page) {
    List<String> ours = ours(page);
    assertThat(ours).as(name).isEqualTo(jsoups(page));
    assertThat(ours.isEmpty()).as(name).isEqualTo(page.length == 0);
  }

  private static List<String> ours(byte[] page) {
    List<String> lines = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    HtmlTokenizer tokens = new HtmlTokenizer(page);
    while (tokens.next()) {
      TokenText token = new TokenText(page, tokens, ISO_8859_1);
      switch (tokens.token()) {
        case TEXT -> text.append(token.text());
        case CDATA -> text.append(token.content());
        case DROPPED -> {}
        default -> {
          flush(text, lines);
          lines.add(line(token, tokens));
        }
      }
    }
    flush(text, lines);
    return lines;
  }

  private static String line(TokenText token, HtmlTokenizer tokens) {
    String range = " [" + tokens.start() + ", " + tokens.end() + ")";
    return switch (tokens.token()) {
      case START_TAG -> "StartTag " + token.name() + range + attributes(token, tokens.tag());
      case END_TAG -> "EndTag " + token.name() + " to " + tokens.end();
      case COMMENT -> "Comment " + token.content() + range;
      case DOCTYPE -> "Doctype" + range;
      case TEXT, CDATA, DROPPED -> throw new AssertionError(tokens.token());
    };
  }

  private static String attributes(TokenText token, HtmlTag tag) {
    StringBuilder out = new StringBuilder();
    List<String> values = List.copyOf(token.attributes().values());
    List<String> names = List.copyOf(token.attributes().keySet());
    Set<String> seen = new HashSet<>();
    for (int i = 0, k = 0; i < tag.attributeCount(); i++) {
      String name = token.attributeName(i);
      if (seen.add(name)) {
        assertThat(names.get(k)).isEqualTo(name);
        out.append(
            attribute(
                name,
                values.get(k++),
                tag.attributeStart(i),
                tag.attributeEnd(i),
                tag.valueStart(i),
                tag.valueEnd(i)));
      }
    }
    return out.toString();
  }

  /** jsoup gives no place to empty values. */
  private static String attribute(
      String name, String value, int nameStart, int nameEnd, int valueStart, int valueEnd) {
    String place = value.isEmpty() ? "" : " [" + valueStart + ", " + valueEnd + ")";
    return "\n  " + name + " [" + nameStart + ", " + nameEnd + ") = " + value + place;
  }

  private static List<String> jsoups(byte[] page) {
    List<String> lines = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Seen token : TokenRecorder.tokens(new String(page, ISO_8859_1))) {
      String range = " [" + token.start() + ", " + token.end() + ")";
      switch (token.kind()) {
        case Character -> text.append(token.text().replace("\r\n", "\n").replace('\r', '\n'));
        case EOF -> flush(text, lines);
        default -> {
          flush(text, lines);
          lines.add(
              switch (token.kind()) {
                case StartTag -> "StartTag " + token.text() + range + attributes(token);
                case EndTag -> "EndTag " + token.text() + " to " + token.end();
                case Comment -> "Comment " + token.text() + range;
                default -> token.kind() + range;
              });
        }
      }
    }
    return lines;
  }

  private static String attributes(Seen token) {
    StringBuilder out = new StringBuilder();
    Set<String> seen = new HashSet<>();
    for (SeenAttribute a : token.attributes()) {
      if (seen.add(a.name())) {
        out.append(
            attribute(
                a.name(), a.value(), a.nameStart(), a.nameEnd(), a.valueStart(), a.valueEnd()));
      }
    }
    return out.toString();
  }

  private static void flush(StringBuilder text, List<String> lines) {
    if (text.length() > 0) {
      lines.add("Text " + text);
      text.setLength(0);
    }
  }
}
