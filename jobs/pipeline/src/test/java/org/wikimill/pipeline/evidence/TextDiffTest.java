package org.wikimill.pipeline.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A diff shows what a reader would see change, and never more than fits on some pages. */
class TextDiffTest {
  private static Optional<TextDiff> diff(String mime, String a, String b) {
    return TextDiff.of(mime, a.getBytes(UTF_8), b.getBytes(UTF_8));
  }

  @Test
  void ofAPageTheSentenceThatChangedIsShown() {
    String before = "<h1>Mill</h1><p>It grinds <b>rye</b>. It stands. It is old.</p><p>End</p>";
    String after = "<h1>Mill</h1><p>It grinds <b>oats</b>. It stands. It is old.</p><p>End</p>";
    TextDiff diff = diff("text/html; charset=utf-8", before, after).orElseThrow();
    assertThat(diff.of()).isEqualTo("text");
    assertThat(diff.lines())
        .containsExactly(
            "@@ -1,4 +1,4 @@",
            " Mill",
            "-It grinds rye.",
            "+It grinds oats.",
            " It stands.",
            " It is old.");
    assertThat(diff.omitted()).isZero();
  }

  @Test
  void ofAPageWhoseTextIsTheSameTheTagsAreCompared() {
    String before = "<p>See <a href=\"A/Mill\">mill</a>";
    TextDiff diff = diff("text/html", before, before.replace("A/Mill", "wiki/Mill")).orElseThrow();
    assertThat(diff.of()).isEqualTo("source");
    assertThat(diff.lines())
        .contains("-<a href=\"A/Mill\">mill", "+<a href=\"wiki/Mill\">mill", " <p>See ");
  }

  @Test
  void ofOtherTextsLinesAreCompared() {
    TextDiff diff = diff("text/css", "a {}\nb {}\n", "a {}\nc {}\n").orElseThrow();
    assertThat(diff.lines()).containsExactly("@@ -1,2 +1,2 @@", " a {}", "-b {}", "+c {}");
  }

  @Test
  void nothingIsShownWhereOnlyWhiteSpaceDiffers() {
    assertThat(diff("text/css", "a {}\n\n", "a {}\n")).isEmpty();
  }

  @Test
  void aDiffIsBoundedHoweverMuchDiffers() {
    String before = lines("old", 60_000);
    TextDiff diff = diff("text/plain", before, lines("new", 60_000)).orElseThrow();
    assertThat(diff.lines()).hasSize(200);
    assertThat(diff.omitted()).isPositive();
    String longLine = "x".repeat(100_000);
    assertThat(diff("text/plain", longLine, longLine + "y").orElseThrow().lines())
        .allMatch(line -> line.length() <= 402);
  }

  private static String lines(String word, int count) {
    return IntStream.range(0, count).mapToObj(i -> word + i).collect(Collectors.joining("\n"));
  }

  @Test
  void textIsToldByItsMediaType() {
    assertThat(TextDiff.isOfText("text/html; charset=utf-8")).isTrue();
    assertThat(TextDiff.isOfText("application/javascript")).isTrue();
    assertThat(TextDiff.isOfText("image/svg+xml")).isTrue();
    assertThat(TextDiff.isOfText("image/png")).isFalse();
    assertThat(TextDiff.isOfText("font/woff2")).isFalse();
  }
}
