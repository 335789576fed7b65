package org.wikimill.formats.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.site.SiteLayout.Scheme;

class SiteLayoutTest {
  private static final SiteLayout OLD = new SiteLayout(Scheme.OLD);
  private static final SiteLayout NEW = new SiteLayout(Scheme.NEW);

  @ParameterizedTest
  @CsvSource({
    "A/Moon, wiki/Moon",
    "A/Moon.html, wiki/Moon.html",
    "A/AC/DC, wiki/AC/DC",
    "A/, wiki/index.html",
    "I/m/Moon.jpg, I/m/Moon.jpg",
    "-/s/style.css, -/s/style.css",
    "J/song.ogg, J/song.ogg",
    "A/.NET, wiki/.NET",
    "A/../x, wiki/%2E%2E/x",
    "A/100%?_\"x\"_#1, wiki/100%?_\"x\"_#1",
  })
  void articlesOfTheOldSchemeAreInWikiAndAllElseBesideIt(String name, String place) {
    assertThat(wanted(OLD, name, "image/png")).isEqualTo(place);
  }

  @ParameterizedTest
  @CsvSource({
    "Moon, wiki/Moon",
    "A/Moon, wiki/A/Moon",
    "_assets_/0a/Moon.jpg.webp, wiki/_assets_/0a/Moon.jpg.webp",
    "example.org/, wiki/example.org/index.html",
    "example.org/a?b=c, wiki/example.org/a?b=c",
    "../evil, wiki/%2E%2E/evil",
    "'', wiki/index.html",
  })
  void everythingOfTheNewSchemeIsInWiki(String name, String place) {
    assertThat(wanted(NEW, name, "image/png")).isEqualTo(place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Node.js",
        "README.md",
        "README.MD",
        "Booking.com",
        "index.php",
        "page.xhtml",
        "a.b.png",
        ".com",
        "100.%",
        "Washington,_D.C"
      })
  void htmlNamedLikeAnotherTypeIsThePageOfADirectory(String name) {
    assertThat(wanted(NEW, name, "text/html")).isEqualTo("wiki/" + name + "/index.html");
    assertThat(wanted(NEW, name, "Text/HTML ;charset=x")).isEqualTo("wiki/" + name + "/index.html");
    assertThat(wanted(NEW, name, "application/javascript")).isEqualTo("wiki/" + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Moon", "Moon.html", "Moon.htm", "Moon.HTML", ".NET", "ASP.NET", "Washington,_D.C.",
        "St._Louis", "Mr._T", "3.14159", "Dr._No_(film)", "Млин", "a.水車", "x."
      })
  void htmlOfAnyOtherNameKeepsIt(String name) {
    assertThat(wanted(NEW, name, "text/html")).isEqualTo("wiki/" + name);
  }

  @Test
  void noDirectoryIsNamedAsThePageOfTheDirectoryAbove() {
    assertThat(wanted(NEW, "index.html/x", "text/html")).isEqualTo("wiki/index%2Ehtml/x");
    assertThat(wanted(OLD, "I/index.html/", "image/png")).isEqualTo("I/index%2Ehtml/index.html");
    assertThat(wanted(NEW, "x/index.html", "text/html")).isEqualTo("wiki/x/index.html");
  }

  @Test
  void namesOfUpTo255BytesStayAndLongerOnesAreCutBetweenCharacters() {
    String fits = "я".repeat(127) + "x";
    assertThat(wanted(NEW, fits, "text/html")).isEqualTo("wiki/" + fits);
    String long1 = "я".repeat(128) + ".jpg";
    String place = wanted(NEW, long1, "image/jpeg");
    assertThat(place).matches("wiki/я{117}~[0-9a-f]{16}\\.jpg");
    assertThat(place.getBytes(UTF_8).length - 5).isEqualTo(255);
    String long2 = "я".repeat(129) + ".jpg";
    assertThat(wanted(NEW, long2, "image/jpeg")).isNotEqualTo(place);
    assertThat(wanted(NEW, long1 + "/x", "image/jpeg")).isEqualTo(place + "/x");
    String noExtension = "x".repeat(300) + ".no_such_extension_is_known";
    assertThat(wanted(NEW, noExtension, "text/html")).matches("wiki/x{238}~[0-9a-f]{16}");
  }

  @Test
  void aStandInIsNeverLongerThanANameMayBeAndStaysInItsFamily() {
    for (int length = 235; length <= 255; length++) {
      for (String last : new String[] {"x", "я", "~5", "~", "~12~3"}) {
        String stem = "x".repeat(length - last.getBytes(UTF_8).length);
        byte[] place = ("wiki/" + stem + last).getBytes(UTF_8);
        for (int n : new int[] {1, 12, 1_000_000, Integer.MAX_VALUE}) {
          byte[] standIn = NEW.standIn(place, n);
          assertThat(standIn.length - 5).isLessThanOrEqualTo(255);
          assertThat(new String(standIn, UTF_8)).endsWith("~" + n).doesNotContain("\ufffd");
          assertThat(Places.family(standIn)).isEqualTo(Places.family(place));
        }
      }
    }
  }

  @Test
  void linksHoldBetweenPlacesOfOneDirectory() {
    assertThat(shareLinks("wiki/a", "wiki/b")).isTrue();
    assertThat(shareLinks("wiki/a/index.html", "wiki/a/b")).isTrue();
    assertThat(shareLinks("wiki/a/b", "wiki/c/b")).isFalse();
    assertThat(shareLinks("wiki/a", "wiki/a/index.html")).isFalse();
    assertThat(shareLinks("a", "b")).isTrue();
    assertThat(shareLinks("a", "a/b")).isFalse();
  }

  private static boolean shareLinks(String a, String b) {
    return Places.shareLinks(a.getBytes(UTF_8), b.getBytes(UTF_8));
  }

  private static String wanted(SiteLayout layout, String name, String mime) {
    return new String(layout.wanted(name.getBytes(UTF_8), Optional.of(mime)), UTF_8);
  }
}
