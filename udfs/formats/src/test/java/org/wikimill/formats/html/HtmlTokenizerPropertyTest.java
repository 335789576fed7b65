package org.wikimill.formats.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wikimill.testing.Shared;

/**
 * Whatever the bytes are, the tokens are a partition of them, the positions inside a token ascend
 * and lie inside it, and nothing outside the given range is looked at.
 */
class HtmlTokenizerPropertyTest {
  private static final Duration AT_MOST = Duration.ofMinutes(5);
  private static final int MUTANTS = 4_000;
  private static final int LONGEST_BYTES = 20_000;

  /** What decides positions, and what is likely to be taken for it. */
  private static final List<String> PIECES =
      List.of(
          "<",
          ">",
          "</",
          "/>",
          "=",
          "\"",
          "'",
          "&",
          "-",
          "--",
          "-->",
          "--!>",
          "<!--",
          "<!-->",
          "<!",
          "<?",
          "</>",
          "</ ",
          "<a",
          "<a href=",
          "<script>",
          "</script>",
          "<script ",
          "</script ",
          "<style>",
          "</style>",
          "<title>",
          "</title>",
          "<textarea>",
          "</textarea>",
          "<plaintext>",
          "<svg>",
          "</svg>",
          "<svg/>",
          "<math>",
          "</math>",
          "<mi>",
          "</mi>",
          "<foreignObject>",
          "</foreignObject>",
          "<annotation-xml encoding=text/html>",
          "<desc>",
          "<p>",
          "</p>",
          "<div>",
          "</div>",
          "<![CDATA[",
          "]]>",
          "<!doctype html>",
          "\0",
          "\r\n",
          "\t",
          " ",
          "/",
          "\u00e9",
          "\ud83d\ude00",
          "</body>",
          "<body>",
          "<head>",
          "</head>",
          "<meta charset=latin1>",
          "<base href=x>",
          "<img srcset='a 1x,b 2x'>",
          "</html>");

  private static final List<byte[]> PAGES = new ArrayList<>();

  @BeforeAll
  static void readPages() throws IOException {
    for (String archive : List.of("wikipedia_fr_test_2018-10.zim", "libkiwix_poor.zim")) {
      Path file = Shared.require().resolve("zims").resolve(archive);
      RealPages.read(file, (name, page) -> PAGES.add(page));
    }
    PAGES.removeIf(page -> page.length == 0);
  }

  @Test
  void tokensOfDamagedPagesAreAPartition() {
    Random random = new Random(20_000);
    Assertions.assertTimeoutPreemptively(
        AT_MOST,
        () -> {
          for (int i = 0; i < MUTANTS; i++) {
            byte[] page = PAGES.get(random.nextInt(PAGES.size()));
            int from = random.nextInt(page.length);
            int to = Math.min(page.length, from + 1 + random.nextInt(LONGEST_BYTES));
            assertPartition(mutant(Arrays.copyOfRange(page, from, to), random), "mutant " + i);
          }
        });
  }

  @Test
  void tokensOfPiecesOfMarkupAreAPartition() {
    Random random = new Random(50_000);
    Assertions.assertTimeoutPreemptively(
        AT_MOST,
        () -> {
          for (int i = 0; i < 10 * MUTANTS; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(20); k >= 0; k--) {
              text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            assertPartition(text.toString().getBytes(UTF_8), text.toString());
          }
        });
  }

  @Test
  void everyCutOfAPageIsReadToItsEnd() {
    byte[] page = PAGES.get(PAGES.size() - 1);
    for (int length = 0; length <= page.length; length += length < 2_000 ? 1 : 97) {
      assertPartition(Arrays.copyOf(page, length), "cut to " + length);
    }
  }

  private static byte[] mutant(byte[] bytes, Random random) {
    byte[] mutant = bytes;
    for (int n = random.nextInt(30); n >= 0; n--) {
      int at = random.nextInt(mutant.length + 1);
      int removed = Math.min(mutant.length - at, random.nextInt(4));
      byte[] piece = PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8);
      byte[] next = new byte[mutant.length - removed + piece.length];
      System.arraycopy(mutant, 0, next, 0, at);
      System.arraycopy(piece, 0, next, at, piece.length);
      System.arraycopy(mutant, at + removed, next, at + piece.length, mutant.length - at - removed);
      mutant = next;
    }
    return mutant;
  }

  /** Reads the bytes alone, and again amid others that must not matter. */
  private static void assertPartition(byte[] bytes, String what) {
    List<String> alone = tokens(bytes, 0, bytes.length, what);
    byte[] amid = new byte[bytes.length + 40];
    byte[] around = "<!--\"'<script>--></script>\">".getBytes(UTF_8);
    System.arraycopy(around, 0, amid, 0, around.length);
    System.arraycopy(around, around.length - 10, amid, amid.length - 10, 10);
    System.arraycopy(bytes, 0, amid, 30, bytes.length);
    assertThat(tokens(amid, 30, bytes.length, what)).as(what).isEqualTo(alone);
    assertScanned(bytes, what);
  }

  private static List<String> tokens(byte[] bytes, int offset, int length, String what) {
    List<String> seen = new ArrayList<>();
    HtmlTokenizer tokens = new HtmlTokenizer(bytes, offset, length);
    int end = offset;
    while (tokens.next()) {
      assertThat(tokens.start()).as(what).isEqualTo(end);
      assertThat(tokens.end()).as(what).isGreaterThan(end);
      end = tokens.end();
      assertAscending(
          what, tokens.start(), tokens.contentStart(), tokens.contentEnd(), tokens.end());
      HtmlToken token = tokens.token();
      if (token == HtmlToken.START_TAG || token == HtmlToken.END_TAG) {
        assertTag(tokens, what);
      }
      seen.add(token + " " + (tokens.start() - offset) + " " + tokens.isComplete());
    }
    assertThat(end).as(what).isEqualTo(offset + length);
    return seen;
  }

  private static void assertTag(HtmlTokenizer tokens, String what) {
    HtmlTag tag = tokens.tag();
    assertAscending(what, tokens.start() + 1, tag.nameStart(), tag.nameEnd(), tokens.end());
    int before = tag.nameEnd();
    for (int i = 0; i < tag.attributeCount(); i++) {
      assertAscending(
          what,
          before,
          tag.attributeStart(i),
          tag.attributeEnd(i),
          tag.valueStart(i),
          tag.valueEnd(i),
          tokens.end() - 1);
      assertThat(tag.attributeEnd(i)).as(what).isGreaterThan(tag.attributeStart(i));
      before = tag.valueEnd(i);
    }
  }

  private static void assertAscending(String what, int... positions) {
    for (int i = 1; i < positions.length; i++) {
      if (positions[i] < positions[i - 1]) {
        Assertions.fail(what + ": " + Arrays.toString(positions));
      }
    }
  }

  private static void assertScanned(byte[] bytes, String what) {
    PageScan scan = PageScan.of(bytes);
    int last = 0;
    for (UrlPlace place : scan.places()) {
      assertAscending(what, place.tagStart(), place.start(), place.end(), bytes.length);
      assertThat(place.start()).as(what).isGreaterThanOrEqualTo(last);
      assertThat(place.value(bytes, UTF_8)).as(what).isNotNull();
      last = place.end();
    }
    assertAscending(what, 0, scan.headStart(), scan.headEnd(), bytes.length);
    assertAscending(what, 0, scan.bodyEnd(), bytes.length);
  }
}
