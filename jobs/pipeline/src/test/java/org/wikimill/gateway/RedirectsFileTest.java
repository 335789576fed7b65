package org.wikimill.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.site.RedirectRule;
import org.wikimill.gateway.RedirectsFile.Match;

/** What lines of {@code _redirects} mean. */
class RedirectsFileTest {

  @ParameterizedTest
  @CsvSource({
    "/a /b, /a, /b",
    "/a/ /b, /a, /b",
    "/a https://example.org/x?y=1#z, /a, https://example.org/x?y=1#z",
    "/a ipfs://bafkqaaa, /a, ipfs://bafkqaaa",
    "/posts/:month/:year/:slug /articles/:year/:month/:slug, /posts/06/2022/hi, /articles/2022/06/hi",
    "/:a/:ab/x /:ab/:a/:abc, /1/2/x, /2/1/2c",
    "/:a /:b/:a, /1, /:b/1",
    "/:a /x/:splat/y, /1, /x//y",
    "/p/:a /q?x=:a&y=:a#:a, /p/m n, /q?x=m%20n&y=m%20n#m%20n",
    "/p/:a http://h:80/:a, /p/:a, http://h:80/%3Aa",
    "/posts/* /articles/:splat, /posts/2022/06/hi, /articles/2022/06/hi",
    "/:a/* /:splat/:a, /1/2/3, /2/3/1",
    "/* /x/:splat, /a/?#/b, /x/a/%3F%23/b",
    "/foo* /x/:splat, /foo*, /x/",
    "/caf\u00e9 /b, /caf\u00e9, /b",
    "/100%25 /b, /100%25, /b",
  })
  void aRuleLeadsWhereItSays(String line, String path, String to) throws Exception {
    assertThat(match(line, path)).contains(new Match(to, 301));
  }

  @ParameterizedTest
  @CsvSource({
    "/a /b, /A",
    "/a /b, /a/b",
    "/a/b /b, /a",
    "/:a/b /b, /x/c",
    "/posts/* /b, /posts",
    "/posts/:a/* /b, /posts/x",
    "/foo* /b, /foobar",
    "/100%25 /b, /100%",
    "/a//b /c, /a/b",
  })
  void aRuleIsNotOfOtherPaths(String line, String path) throws Exception {
    assertThat(match(line, path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 301, 302, 303, 307, 308, 404, 410, 451})
  void everyStatusOfTheSpecificationIsKnown(int status) throws Exception {
    assertThat(match("/a /b " + status, "/a")).contains(new Match("/b", status));
  }

  @Test
  void theFirstRuleThatMatchesCounts() throws Exception {
    String file = "/a /1 302\n/* /2\n/a /3\n";
    assertThat(match(file, "/a")).contains(new Match("/1", 302));
    assertThat(match(file, "/b")).contains(new Match("/2", 301));
  }

  @Test
  void commentsBlankLinesAndSpaceMeanNothing() throws Exception {
    String file = "# /a /0\r\n\r\n \t\n  #/a /0\n\t/a\t \t/1  302 \r\n/b\u00a0/2";
    assertThat(parse(file).rules()).hasSize(2);
    assertThat(match(file, "/a")).contains(new Match("/1", 302));
    assertThat(match(file, "/b")).contains(new Match("/2", 301));
    assertThat(parse("").rules()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/a, a line is no rule",
    "/a /b 301 x, a line is no rule",
    "a /b, a rule is of no path",
    "https://example.org/a /b, a rule is of no path",
    "/*/a /b, a rule is of no path",
    "/** /b, a rule is of no path",
    "/a b, a rule leads to no path",
    "/a javascript:alert(1), a rule leads to no path",
    "/a ftp://example.org/, a rule leads to no path",
    "/a :b, a rule leads to no path",
    "/a /b 301!, a rule has no status",
    "/a /b 300, a rule has no status",
    "/a /b 500, a rule has no status",
    "/a /b 0301, a rule has no status",
    "/a% /b, a rule is of no URL",
    "/a /b%2, a rule is of no URL",
    "/a /b%zz, a rule is of no URL",
    "/a /b\u0001c, a rule is of no URL",
  })
  void aLineThatIsNoRuleIsRefusedByItsPlace(String line, String reason) {
    assertThatThrownBy(() -> parse("/ok /ok\n" + line + "\n"))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageStartingWith(reason + ": _redirects at byte 8, expected ");
  }

  @Test
  void bytesThatAreNoTextAreRefusedAndLongLinesShownInPart() {
    assertThatThrownBy(() -> RedirectsFile.parse("/\u00e9 /b".getBytes(ISO_8859_1)))
        .hasMessageContaining("expected UTF-8");
    assertThatThrownBy(() -> parse("x".repeat(60_000)))
        .hasMessageContaining("xxx...")
        .message()
        .hasSizeLessThan(400);
  }

  @Test
  void aFileOf64KiBIsReadAndOneByteMoreRefused() throws Exception {
    String full = "#".repeat((64 << 10) - 6) + "\n/a /b";
    assertThat(match(full, "/a")).contains(new Match("/b", 301));
    assertThatThrownBy(() -> parse(full + "\n"))
        .isInstanceOf(MalformedInputException.class)
        .hasMessage(
            "redirects file size cannot exceed 65536 bytes: _redirects, expected at most 65536,"
                + " found 65537");
  }

  @Test
  void aUrlOf8KiBIsLedToAndWhatRepeatsLongNamesIsRefusedBeforeItIsMade() throws Exception {
    String file = "/:a " + "/:a".repeat(8);
    assertThat(match(file, "/" + "x".repeat(1_023)))
        .contains(new Match(("/" + "x".repeat(1_023)).repeat(8), 301));
    assertThatThrownBy(() -> match("/:a " + "/:a".repeat(21_000), "/" + "x".repeat(16_000)))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageStartingWith("a rule leads to too long a URL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"wiki/A", "wiki/100%25_rye", "wiki/a:b", "wiki/a?b#c", "wiki/\u6c34", "A/B/C"})
  void whatABuildWritesIsReadAsItIsMeant(String place) throws Exception {
    byte[] line = RedirectRule.line(place.getBytes(UTF_8), "wiki/:splat".getBytes(UTF_8));
    assertThat(match(new String(line, UTF_8), "/" + place))
        .contains(new Match("/wiki/%3Asplat", 301));
  }

  private static RedirectsFile parse(String file) throws MalformedInputException {
    return RedirectsFile.parse(file.getBytes(UTF_8));
  }

  private static Optional<Match> match(String file, String path) throws MalformedInputException {
    return parse(file).match(List.of(path.substring(1).split("/")));
  }
}
