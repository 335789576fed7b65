package org.wikimill.formats.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wikimill.formats.site.PageUrls.Found;

class PageUrlsTest {
  @Test
  void urlsAreThoseOfAllAttributesInOrder() {
    String page =
        "<link rel=stylesheet href=' s.css\n'><a href='A?b=1&amp;c'>a</a>"
            + "<img src=i.png srcset='i.png 1x, j,k.png 2x'><blockquote cite=q>"
            + "<meta http-equiv=refresh content='0; url=next'><p style='background:url(no.png)'>";
    assertThat(PageUrls.of(page.getBytes(UTF_8)))
        .containsExactly(
            new Found("s.css", "link", "href"),
            new Found("A?b=1&c", "a", "href"),
            new Found("i.png", "img", "src"),
            new Found("i.png", "img", "srcset"),
            new Found("j,k.png", "img", "srcset"),
            new Found("q", "blockquote", "cite"),
            new Found("next", "meta", "content"));
  }
}
