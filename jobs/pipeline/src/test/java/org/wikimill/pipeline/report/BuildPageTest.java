package org.wikimill.pipeline.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.connectors.io.Digests;

/** A page that is one file, whatever the texts of a build are. */
class BuildPageTest {
  private static final String PLAIN = "plain";

  private static Document page(String text) throws IOException {
    String html = new BuildPage(MadeUpReports.saying(text), Optional.of(Preview.LOCAL)).html();
    return Jsoup.parse(html, "https://elsewhere.example/");
  }

  private static List<String> tags(Document page) {
    return page.getAllElements().stream().map(Element::tagName).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "\"><img src=x onerror=alert(1)>",
        "'><svg onload=alert(1)>",
        "</title></style></table><h1>",
        "javascript:alert(1)",
        "//elsewhere.example/x",
        "../../../etc/passwd",
        "line\u2028separator\u2029and\nline",
        "\u202Eright to left\u0000\u0007",
        "a?b#c%41&amp;",
        "\ud83d\ude00 \ud800 half",
      })
  void noTextOfABuildBecomesMarkupOrLeadsElsewhere(String hostile) throws IOException {
    Document page = page(hostile);
    assertThat(tags(page)).isEqualTo(tags(page(PLAIN)));
    assertThat(page.select("[onerror],[onload],[src]")).isEmpty();
    assertThat(page.select("a[href]"))
        .allMatch(
            link ->
                link.attr("href").startsWith("#")
                    || link.attr("href")
                        .startsWith("http://127.0.0.1:8080/ipfs/" + MadeUpReports.CID + "/"));
    String shown = hostile.replaceAll("[\\p{Cntrl}\\p{Cs}&&[^\n]]", "\ufffd");
    assertThat(page.select("h1 bdi").first().wholeText()).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"</script><b>", "\u2028\u2029", "<!--<script>", "&lt;"})
  void theDataOfChartsAreJsonThatEndsNoScript(String hostile) throws IOException {
    String json = Page.embedded(MadeUpReports.saying(hostile));
    assertThat(json).doesNotContain("<", ">", "&", "\u2028", "\u2029");
    JsonNode data = new ObjectMapper().readTree(json);
    assertThat(data.get("snapshot").asText()).isEqualTo(hostile);
    assertThat(data.at("/making/timeline/stages/0/name").asText()).isEqualTo(hostile);
  }

  @Test
  void thePolicyAllowsTheScriptsOfThePageAndNothingElse() throws IOException {
    Document page = page(PLAIN);
    String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
    assertThat(policy)
        .startsWith("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-");
    assertThat(policy).endsWith("; base-uri 'none'; form-action 'none'").doesNotContain("http");
    List<Element> scripts = page.select("script:not([type])");
    assertThat(scripts).hasSize(3);
    for (Element script : scripts) {
      byte[] sum = Digests.sha256().digest(script.data().getBytes(UTF_8));
      assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(sum) + "'");
    }
    assertThat(page.select("link,iframe,img,object,embed,form,base")).isEmpty();
  }

  @Test
  void theLicencesOfTheChartsAreOnThePageWhichStaysBelowAMegabyte() throws IOException {
    String html = new BuildPage(MadeUpReports.saying(PLAIN), Optional.empty()).html();
    assertThat(html)
        .contains("Observable, Inc.\n\nPermission to use", "Mike Bostock\n\nPermission");
    assertThat(html.getBytes(UTF_8)).hasSizeLessThan(1_000_000);
  }

  @Test
  void thePageDependsOnTheReportAlone() throws IOException {
    assertThat(page(PLAIN).outerHtml()).isEqualTo(page(PLAIN).outerHtml());
  }

  @Test
  void withoutAPreviewPathsLeadNowhere() throws IOException {
    String html = new BuildPage(MadeUpReports.saying(PLAIN), Optional.empty()).html();
    assertThat(Jsoup.parse(html).select("main a[href],h1 a[href],.root a[href]")).isEmpty();
  }

  @Test
  void aBuildWithoutATimelineHasAPageAllTheSame() throws IOException {
    BuildReport r = MadeUpReports.saying(PLAIN);
    BuildReport.Making m = r.making();
    BuildReport.Making older =
        new BuildReport.Making(
            m.started(),
            m.seconds(),
            m.secondsByPart(),
            m.sourceFiles(),
            m.spark(),
            m.java(),
            4,
            0,
            null);
    for (BuildReport.Making making : new BuildReport.Making[] {older, null}) {
      BuildReport report =
          new BuildReport(
              r.snapshot(),
              r.root(),
              r.recipe(),
              r.sources(),
              r.counts(),
              r.types(),
              r.sizes(),
              r.largest(),
              r.sharing(),
              r.tree(),
              r.errors(),
              making);
      Document page = Jsoup.parse(new BuildPage(report, Optional.empty()).html());
      assertThat(page.select("figure[data-chart=read]")).isEmpty();
      assertThat(page.select("#time")).hasSize(making == null ? 0 : 1);
    }
  }
}
