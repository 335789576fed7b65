package org.wikimill.formats.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What no article page may hold: what runs, asks other hosts for something, or leads elsewhere. */
final class SafePage {
  private static final Set<String> LOADING =
      Set.of("src", "srcset", "poster", "data", "background", "action", "formaction", "ping");

  private SafePage() {}

  /** Fails if a page holds any of it. */
  static void check(String name, Document page) {
    assertThat(
            page.select(
                "script, iframe, frame, object, embed, form, input, button, base, svg, template,"
                    + " noscript, textarea, meta[http-equiv], body link, body meta, body style,"
                    + " annotation-xml, mglyph, xmp, plaintext"))
        .as(name)
        .isEmpty();
    for (Element element : page.getAllElements()) {
      for (Attribute attribute : element.attributes()) {
        String key = attribute.getKey();
        String value = attribute.getValue().toLowerCase(Locale.ROOT);
        assertThat(key).as(name).doesNotStartWith("on").doesNotContain(":");
        assertThat(LOADING).as(name + element).doesNotContain(key);
        if (key.equals("href")) {
          assertThat(value.replaceAll("[\\x00-\\x20]", ""))
              .as(name)
              .doesNotMatch("(?s)(javascript|data|vbscript):.*");
        } else if (key.equals("style")) {
          assertThat(value).as(name).doesNotContain("url", "\\", "expression");
        }
      }
    }
    for (Element style : page.select("style")) {
      assertThat(style.data())
          .as(name)
          .doesNotContainPattern("(url\\(|@import)\\s*[\"']?(?!\"data:text/css)[^\"]*//");
      assertThat(style.data()).as(name).doesNotContain("upload.wikimedia.org", "evil");
    }
    for (Element link : page.select("link")) {
      assertThat(link.attr("rel")).as(name).isIn("canonical", "icon", "stylesheet");
      if (!link.attr("rel").equals("canonical")) {
        assertThat(link.attr("href")).as(name).startsWith("../");
      }
    }
  }
}
