package org.wikimill.formats.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wikimill.formats.html.HtmlEdits;
import org.wikimill.formats.site.SiteNotice.Project;
import org.wikimill.formats.site.SiteNotice.Robots;

/** That each edit of a page tells the rule that it follows, and each rule has an edit. */
class SiteRuleTest {
  private static final SiteNotice NOTICE =
      new SiteNotice("W", Project.OTHER, "", "", "", Robots.NOINDEX);

  private static final String PAGE =
      """
      <body class="skin-minerva">
      <a href="near">
      <a href="https://far.example/">
      <img src="https://far.example/i.png">
      <img srcset="i.png 1x">
      <p style="background:url(https://far.example/i.png)">
      <style>p{background:url(i.png)} q{background:url(//far.example/i.png)}</style>
      <iframe srcdoc="<img src=i.png>"></iframe>
      """;

  @Test
  void everyRuleIsToldWhereItWasFollowed() {
    byte[] page = PAGE.getBytes(UTF_8);
    byte[] place = "wiki/a/index.html".getBytes(UTF_8);
    HtmlEdits edits =
        new PageRewriter(NOTICE)
            .edits(page, page.length, "wiki/a".getBytes(UTF_8), place, "A", LinkSink.NONE);
    SearchBox.insert(page, page.length, place, edits);

    Map<String, String> told = new LinkedHashMap<>();
    edits
        .inOrder()
        .forEach(edit -> told.merge(edit.rule(), new String(edit.bytes(), UTF_8), String::concat));

    assertThat(told).hasSize(SiteRule.values().length);
    for (SiteRule rule : SiteRule.values()) {
      assertThat(told.get(rule.text())).as(rule.text()).contains(signOf(rule));
    }
  }

  private static String signOf(SiteRule rule) {
    return switch (rule) {
      case POLICY -> "Content-Security-Policy";
      case NOINDEX -> "noindex";
      case VIEWPORT -> "viewport";
      case FLOW -> "<style>";
      case RESPELLED -> "../near../i.png 1x\"../i.png\"";
      case INERT -> "data-wikimill-";
      case BLANKED -> "data:text/css,";
      case RELATION -> "nofollow";
      case FRAME -> "../i.png";
      case FOOTER -> "<footer";
      case SEARCH -> "search/search.js";
    };
  }
}
