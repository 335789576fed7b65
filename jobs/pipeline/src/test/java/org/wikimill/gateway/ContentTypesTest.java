package org.wikimill.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTypesTest {

  @ParameterizedTest
  @CsvSource({
    "index.html, text/html",
    "A.HTM, text/html",
    "style.min.css, text/css; charset=utf-8",
    "Node.js, text/javascript; charset=utf-8",
    "README.md, text/markdown; charset=utf-8",
    "m\u0131ll.PNG, image/png",
    "map.svg, image/svg+xml"
  })
  void theExtensionDecidesFirst(String name, String type) {
    assertThat(ContentTypes.byName(name)).contains(type);
  }

  @ParameterizedTest
  @CsvSource({"Wheel", "St. Louis", ".NET", "a.", "''", "html"})
  void titlesWithoutAKnownExtensionSayNothing(String name) {
    assertThat(ContentTypes.byName(name)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "<!DOCTYPE html><html>, text/html",
    "'  \n<HTML lang=en>', text/html",
    "<!-- a comment -->, text/html",
    "<p>a, text/html",
    "<pre>a, text/plain; charset=utf-8",
    "<?xml version='1.0'?><svg>, image/svg+xml",
    "<?xml version='1.0'?><rss>, text/xml; charset=utf-8",
    "<svg xmlns=x>, image/svg+xml",
    "%PDF-1.7, application/pdf",
    "GIF89a, image/gif",
    "plain, text/plain; charset=utf-8",
    "'', text/plain"
  })
  void elseTheFirstBytesDecide(String start, String type) {
    assertThat(ContentTypes.byContent(start.getBytes(UTF_8))).isEqualTo(type);
  }

  @Test
  void imagesAndWhatIsNoTextAreKnownByTheirBytes() {
    assertThat(ContentTypes.byContent("RIFF\0\0\0\0WEBPVP8 ".getBytes(ISO_8859_1)))
        .isEqualTo("image/webp");
    assertThat(ContentTypes.byContent("\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1)))
        .isEqualTo("image/png");
    assertThat(ContentTypes.byContent(new byte[] {1, 2, 0, 3}))
        .isEqualTo("application/octet-stream");
  }
}
