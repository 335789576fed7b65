package org.wikimill.formats.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.formats.html.UrlKind;
import org.wikimill.formats.site.PageUrl.Reach;
import org.wikimill.formats.site.SiteLayout.Scheme;

/** How URLs are read, found in values that hold more than one, and resolved. */
class PageUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a/b?c#d|SITE",
        "./Help:Foo|SITE",
        "1:x|SITE",
        "a b:c|SITE",
        "``|PAGE",
        "` #x`|PAGE",
        "?x|PAGE",
        "/x|HOST",
        "\\x|HOST",
        "//x|WORLD",
        "/\\x|WORLD",
        "http:x|WORLD",
        "` hTTps://x`|WORLD",
        "ht\ttp://x|WORLD",
        "wss:x|WORLD",
        "mailto:a@b|NOWHERE",
        "Help:Foo|NOWHERE",
        "httpx:a|NOWHERE",
        "blob:https://x|NOWHERE",
      })
  void whereAUrlLeadsIsReadAsBrowsersDo(String url, Reach reach) {
    assertThat(PageUrl.of(url).reach()).isEqualTo(reach);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SRCSET|a 1x, b 2x|a + b",
        "SRCSET|a,b 1x,c|a,b + c",
        "SRCSET|`, a, b,, c (1,2) x, d`|a + b + c + d",
        "SRCSET|``|``",
        "REFRESH|5;url=a|a",
        "REFRESH|` 5 , URL = 'a b' c`|a b",
        "REFRESH|0 a|a",
        "REFRESH|.5;\"a\"|a",
        "REFRESH|0;urlx|urlx",
        "REFRESH|5|``",
        "REFRESH|url=a|``",
        "REFRESH|5x;url=a|``",
        "URL_LIST|` a b`|a + b",
        "DECLARATIONS|b:url( a ) URL('b')|a + 'b'",
        "DECLARATIONS|b:url(a\\)b)|a\\)b",
        "DECLARATIONS|b:url(a|a",
        "DECLARATIONS|b:url('a|'a",
        "DECLARATIONS|b:src('a') calc('b')|'a'",
        "DECLARATIONS|b:-webkit-image-set('a' type('b'), url(c))|'a' + c",
        "DECLARATIONS|b:'url(a)' /* url(b) */ curl(c)|``",
        "STYLE_SHEET|@import 'a';@IMPORT url(b) x;p{content:'c'}|'a' + b",
        "STYLE_SHEET|@namespace 'a';@namespace x url(b);@import 'c'|'c'",
      })
  void urlsAreFoundInValues(UrlKind kind, String value, String expected) {
    assertThat(
            UrlSpans.of(kind, value).stream()
                .map(span -> value.substring(span.start(), span.end()))
                .collect(Collectors.joining(" + ")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "'a', a",
        "a, a",
        "\"a\\22 b\\\\\", a\"b\\",
        "\\68 ttp:\\/x, http:/x",
        "'\\110000\\0', \ufffd\ufffd",
        "'a, a",
      })
  void cssEscapesAreResolved(String spelled, String meaning) {
    assertThat(CssText.meaning(spelled)).isEqualTo(meaning);
  }

  @Test
  void cssStringsMeanWhatTheyAreMadeOfAndEndNoElement() {
    assertThat(CssText.string("a\"b\\c</style>")).isEqualTo("\"a\\\"b\\\\c%3C/style>\"");
    assertThat(CssText.meaning(CssText.string("a\"b\\c"))).isEqualTo("a\"b\\c");
  }

  @Test
  void pathsAreResolvedAndMadeRelativeAsUrisAre() {
    Random random = new Random(3);
    List<String> segments = List.of("a", "b", "..", ".", "c:d", "%2F", "a/b");
    for (int i = 0; i < 20_000; i++) {
      String directory = List.of("", "a/", "a/b/", "a/b/c:d/").get(random.nextInt(4));
      StringBuilder path = new StringBuilder(segments.get(random.nextInt(segments.size())));
      for (int n = random.nextInt(4); n > 0; n--) {
        path.append('/').append(segments.get(random.nextInt(segments.size())));
      }
      // Far enough below the root that nothing climbs above it.
      String root = "/x/x/x/x/x/x/x/x/";
      String to = Urls.resolve(directory, path.toString());
      URI expected = URI.create("http://h" + root + directory).resolve("./" + path);
      assertThat(URI.create("http://h" + root).resolve("./" + to))
          .as(directory + " " + path)
          .isEqualTo(expected);
      String from = List.of("", "b/", "a/b/", "a/c:d/").get(random.nextInt(4));
      assertThat(URI.create("http://h" + root + from).resolve(Urls.relative(from, to)))
          .as(from + " " + to)
          .isEqualTo(expected);
    }
  }

  @Test
  void theQuickLookAtNamesMissesNoneThatTheLayoutAlters() {
    Random random = new Random(5);
    SiteLayout layout = new SiteLayout(Scheme.OLD);
    List<String> parts =
        List.of("A", "/", "/", ".", "..", "index.html", "x".repeat(250), "y", "\u0416", "-");
    int altered = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder name = new StringBuilder("z");
      for (int n = random.nextInt(6); n > 0; n--) {
        name.append(parts.get(random.nextInt(parts.size())));
      }
      byte[] bytes = name.substring(random.nextInt(2)).getBytes(UTF_8);
      if (random.nextInt(8) == 0 && bytes.length > 0) {
        bytes[random.nextInt(bytes.length)] = (byte) 0xff;
      }
      boolean directory = bytes.length == 0 || bytes[bytes.length - 1] == '/';
      byte[] place = layout.wanted(bytes, Optional.empty());
      if (!directory && !Arrays.equals(place, bytes)) {
        altered++;
        assertThat(SiteLayout.mayAlter(bytes)).as(name.toString()).isTrue();
      }
    }
    assertThat(altered).isGreaterThan(1_000);
    assertThat(SiteLayout.mayAlter("wiki/\u0416".getBytes(UTF_8))).isFalse();
  }
}
