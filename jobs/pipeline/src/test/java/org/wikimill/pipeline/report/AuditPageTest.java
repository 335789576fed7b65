package org.wikimill.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.wikimill.pipeline.audit.AuditReport;
import org.wikimill.pipeline.audit.AuditReport.Audited;
import org.wikimill.pipeline.audit.AuditReport.Contents;
import org.wikimill.pipeline.audit.AuditReport.Explained;
import org.wikimill.pipeline.audit.AuditReport.Part;
import org.wikimill.pipeline.audit.AuditReport.SampledBlocks;
import org.wikimill.pipeline.audit.AuditReport.SampledDiff;
import org.wikimill.pipeline.audit.AuditReport.TableState;
import org.wikimill.pipeline.audit.Cause;
import org.wikimill.pipeline.audit.Detail;
import org.wikimill.pipeline.audit.Sample;
import org.wikimill.pipeline.evidence.BlockScan;
import org.wikimill.pipeline.evidence.Divergence;
import org.wikimill.pipeline.evidence.TamperedBlock;
import org.wikimill.pipeline.evidence.TextDiff;
import org.wikimill.pipeline.report.SideBySide.Changed;
import org.wikimill.pipeline.report.SideBySide.Place;
import org.wikimill.pipeline.report.SideBySide.Same;
import org.wikimill.pipeline.rows.Counts;

/** The page of an audit: all that its report says, and nothing that its texts would do. */
class AuditPageTest {
  private static final String CID = MadeUpReports.CID;

  private static AuditReport saying(String text) {
    Divergence.Block block = new Divergence.Block(CID, 10, 20);
    return new AuditReport(
        false,
        new Audited(text, CID, Counts.NONE),
        new Audited("b", CID, Counts.NONE),
        List.of("recipe " + text),
        List.of("source " + text),
        List.of(new TableState("files", false)),
        7L,
        3,
        List.of(
            new Explained(
                Cause.SOURCE,
                3,
                100,
                90,
                List.of(new Part(Detail.REVISION, 3)),
                List.of(
                    new Sample("p" + text, CID, CID, "text/html", List.of("cid", "sha256")),
                    new Sample("q", CID, CID, null, List.of("cid")),
                    new Sample("", CID, CID, null, List.of())))),
        new AuditReport.Shared(new Contents(1, 2), new Contents(3, 4), new Contents(5, 6)),
        new AuditReport.Hashed(
            new BlockScan(9, 1, List.of(new TamperedBlock(CID, text, 5, 6, List.of()))),
            new BlockScan(9, 0, List.of())),
        List.of(
            new SampledBlocks(
                "p" + text, Cause.SOURCE, new Divergence(block, null, 12L, text), null),
            new SampledBlocks("q", Cause.SOURCE, null, text)),
        List.of(
            new SampledDiff(
                "p" + text,
                Cause.SOURCE,
                new TextDiff("text", List.of("@@ -1 +1 @@", "-" + text, "+new"), 5))));
  }

  private static Document page(String text) throws IOException {
    return Jsoup.parse(new AuditPage(saying(text)).html());
  }

  private static List<String> tags(Document page) {
    return page.getAllElements().stream().map(Element::tagName).toList();
  }

  @Test
  void thePageSaysWhatTheReportHolds() throws IOException {
    Document page = page("x");
    assertThat(page.select("h1").text()).isEqualTo("x differs from b");
    assertThat(page.select("#causes").text())
        .contains("source bytes differ", "3: another revision of the page", "cid, sha256")
        .contains("at entry x", "A bytes 10 to 20 " + CID, "B has ended", "/ (the root)");
    assertThat(page.select("#blocks").text()).contains("A: 9 blocks hashed, 1 of them tampered.");
    assertThat(page.select("#builds li").eachText()).containsExactly("recipe x", "source x");
    assertThat(page.select("#diffs del").text()).isEqualTo("x");
    assertThat(page.select("#diffs ins").text()).isEqualTo("new");
    assertThat(page.select("#diffs").text()).contains("5 lines more.");
    assertThat(page.select("#contents tbody tr").eachText())
        .containsExactly("in both 1 2 B", "only in A 3 4 B", "only in B 5 6 B");
  }

  @Test
  void noTextOfABuildBecomesMarkup() throws IOException {
    for (String hostile :
        List.of("</script><img src=x onerror=alert(1)>", "</td></table><h1>", "\">")) {
      Document page = page(hostile);
      assertThat(tags(page)).isEqualTo(tags(page("x")));
      assertThat(page.select("#diffs del").text()).isEqualTo(hostile);
    }
  }

  @Test
  void buildsThatAreEqualHaveAPageThatSaysSo() throws IOException {
    Audited build = new Audited("a", CID, Counts.NONE);
    AuditReport equal =
        new AuditReport(
            true, build, build, List.of(), List.of(), List.of(), null, 0, List.of(), null, null,
            List.of(), List.of());
    Document page = Jsoup.parse(new AuditPage(equal).html());
    assertThat(page.select("h1").text()).isEqualTo("a equals a");
    assertThat(page.select(".tiles").text()).contains(CID);
    assertThat(page.select("#causes,#diffs,#contents")).isEmpty();
  }

  @Test
  void linesThatCameStandBesideThoseThatWent() {
    List<String> diff =
        List.of(
            "@@ -1,4 +1,3 @@",
            " same",
            "-one",
            "-two",
            "+1",
            " ",
            "-gone",
            "@@ -9 +8 @@",
            "+new",
            "-old");
    assertThat(SideBySide.of(diff).rows())
        .containsExactly(
            new Place("@@ -1,4 +1,3 @@"),
            new Same("same"),
            new Changed("one", "1"),
            new Changed("two", null),
            new Same(""),
            new Changed("gone", null),
            new Place("@@ -9 +8 @@"),
            new Changed(null, "new"),
            new Changed("old", null));
  }
}
