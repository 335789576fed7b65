package org.wikimill.formats.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.site.SiteNotice.Project;
import org.wikimill.formats.site.SiteNotice.Robots;

class PageFooterTest {
  private static final SiteNotice WIKIPEDIA =
      new SiteNotice(
          "Wikipedia", Project.WIKIMEDIA, "", "Example Society", "a@b.example", Robots.ALLOW);

  private static SiteNotice other(String wiki, String licence, String publisher, String contact) {
    return new SiteNotice(wiki, Project.OTHER, licence, publisher, contact, Robots.ALLOW);
  }

  private static Element footer(SiteNotice notice, String title, String canonical, String place) {
    Document page =
        Jsoup.parse(
            new String(
                new PageFooter(notice)
                    .bytes(UTF_8, title, Optional.of(canonical), place.getBytes(UTF_8)),
                UTF_8));
    assertThat(page.body().children())
        .extracting(Element::normalName)
        .containsExactly("hr", "footer");
    return page.selectFirst("footer");
  }

  @Test
  void itSaysWhatThePageIsAndWhoAnswersForIt() {
    Element footer =
        footer(WIKIPEDIA, "AC/DC", "https://en.wikipedia.org/wiki/AC/DC", "wiki/AC/DC/index.html");
    assertThat(footer.text())
        .isEqualTo(
            "This is a read-only snapshot of AC/DC from Wikipedia. Published by Example Society."
                + " Contact: a@b.example. Not affiliated with the Wikimedia Foundation. Licence: CC"
                + " BY-SA; other terms may apply. About this snapshot");
    assertThat(footer.select("a").eachAttr("href"))
        .containsExactly(
            "https://en.wikipedia.org/wiki/AC/DC",
            "mailto:a@b.example",
            "https://creativecommons.org/licenses/by-sa/4.0/",
            "../../../about.html");
    assertThat(footer.attr("lang") + " " + footer.attr("dir")).isEqualTo("en ltr");
  }

  @Test
  void itIsSmall() {
    byte[] bytes =
        new PageFooter(WIKIPEDIA)
            .bytes(
                UTF_8,
                "Ray Charles",
                Optional.of("https://en.wikipedia.org/wiki/Ray_Charles"),
                "wiki/Ray_Charles".getBytes(UTF_8));
    assertThat(bytes).hasSizeLessThanOrEqualTo(900);
  }

  @Test
  void outsideOfWikimediaItSaysNothingOfIt() {
    Element footer = footer(other("Markdown", "", "", ""), "", "", "wiki/x");
    assertThat(footer.text())
        .isEqualTo("This is a read-only snapshot of a page from Markdown. About this snapshot");
    assertThat(footer(other("", "BSD", "", ""), "T", "x", "wiki/x").text())
        .isEqualTo("This is a read-only snapshot of T. Licence: BSD. About this snapshot");
  }

  @ParameterizedTest
  @CsvSource({
    "https://x.example/a?b=1&c=2, https://x.example/a?b=1&c=2",
    "HTTP://x.example, HTTP://x.example",
    "a@b.example, mailto:a@b.example",
    "mailto:a@b.example, mailto:a@b.example",
    "javascript:alert(1), ",
    "data:text/html;x, ",
    "mailto:a@b.example?body=x, ",
    "https://x.example/ <b>, ",
    "//x.example, https://x.example",
    "the desk, ",
  })
  void aContactIsALinkOnlyForTheWebAndForMail(String contact, String url) {
    Element footer = footer(other("", "", "", contact), "T", "", "wiki/x");
    assertThat(footer.select("a").eachAttr("href"))
        .isEqualTo(url == null ? List.of("../about.html") : List.of(url, "../about.html"));
    assertThat(footer.text()).contains(contact.replaceFirst("^mailto:(?=\\S+$)(?!.*\\?)", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</footer><script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onclick='x",
        "</bdi></a><!--",
        "https://x.example/\"><script>",
        "a@b\"onclick=x",
        "&lt;b&gt;",
        "\u202e<plaintext>"
      })
  void noTextInjectsMarkup(String hostile) {
    SiteNotice notice =
        new SiteNotice(hostile, Project.WIKIMEDIA, hostile, hostile, hostile, Robots.ALLOW);
    Element footer = footer(notice, hostile, hostile, "wiki/" + hostile);
    assertThat(footer.select("*"))
        .allSatisfy(
            element -> {
              assertThat(element.normalName()).isIn("footer", "a", "bdi");
              assertThat(element.attributes().asList())
                  .extracting(org.jsoup.nodes.Attribute::getKey)
                  .isSubsetOf("data-wikimill", "lang", "dir", "style", "rel", "href");
            });
    assertThat(footer.select("bdi").eachText()).containsOnly(hostile.strip());
    assertThat(footer.select("a").eachAttr("href"))
        .allMatch(url -> url.matches("https://.*|mailto:.*|(\\.\\./)+about\\.html"));
  }

  @Test
  void aNoticeGoesToOtherMachines() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(WIKIPEDIA);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(WIKIPEDIA);
    }
  }
}
