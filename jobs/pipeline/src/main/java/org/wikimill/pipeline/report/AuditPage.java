package org.wikimill.pipeline.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.wikimill.connectors.io.Store;
import org.wikimill.pipeline.audit.AuditReport;
import org.wikimill.pipeline.audit.AuditReport.Audited;
import org.wikimill.pipeline.audit.AuditReport.Contents;
import org.wikimill.pipeline.audit.AuditReport.Shared;
import org.wikimill.pipeline.rows.Counts;

/** The page that a report on an audit is read as. It depends on the report alone. */
public final class AuditPage {
  /** The name of the file in the folder of an audit. */
  public static final String NAME = "report.html";

  private final AuditReport report;
  private final Page page;

  public AuditPage(AuditReport report) {
    this.report = report;
    String title = report.a().snapshot() + " and " + report.b().snapshot();
    this.page = new Page(title + " - wikimill audit", header());
    builds(page.section("builds", "The two builds"));
    new CauseSections(report).addTo(page);
    if (report.contents() != null) {
      contents(page.section("contents", "What they share"), report.contents());
    }
  }

  /** Writes the page to the folder of an audit. */
  public void write(Store store) throws IOException {
    page.write(store, NAME, report);
  }

  /** The page as text. */
  String html() throws IOException {
    return page.html(report);
  }

  private Markup header() {
    Markup out = new Markup();
    out.element("p", "kind", "wikimill audit of two builds");
    out.html("\n<h1>").name(report.a().snapshot(), null);
    out.text(report.equal() ? " equals " : " differs from ");
    out.name(report.b().snapshot(), null).html("</h1>\n<dl class=\"tiles\">\n");
    if (report.equal()) {
      return out.tile("root of both", report.a().root()).html("</dl>\n");
    }
    out.tile("paths differ", Amounts.count(report.differingPaths()));
    if (report.samePaths() != null) {
      out.tile("paths are equal", Amounts.count(report.samePaths()));
    }
    out.tile("causes", Amounts.count(report.causes().size()));
    if (report.contents() != null) {
      out.tile("files in both", Amounts.count(report.contents().inBoth().files()));
      out.tile("only in A", Amounts.count(report.contents().onlyInA().files()));
      out.tile("only in B", Amounts.count(report.contents().onlyInB().files()));
    }
    return out.html("</dl>\n");
  }

  private void builds(Markup out) {
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(build("A", report.a()));
    rows.add(build("B", report.b()));
    out.table(
        "What their manifests say",
        List.of(
            Column.of(""),
            Column.of("Root"),
            Column.number("Files"),
            Column.number("Aliases"),
            Column.number("Content")),
        rows);
    said(out, "Recipes", report.recipe());
    said(out, "Sources", report.sources());
    List<List<Cell>> tables = new ArrayList<>();
    report
        .tables()
        .forEach(
            table ->
                tables.add(
                    List.of(
                        Cell.text(table.table()), Cell.text(table.same() ? "same" : "differs"))));
    out.table("Tables of the indexes", List.of(Column.of("Table"), Column.of("")), tables);
  }

  private static List<Cell> build(String side, Audited build) {
    Counts counts = build.counts();
    return List.of(
        Cell.text(side),
        Cell.code(build.root()),
        counts == null ? Cell.text("") : Cell.count(counts.files() + counts.generated()),
        counts == null ? Cell.text("") : Cell.count(counts.aliases()),
        counts == null ? Cell.text("") : Cell.bytes(counts.contentBytes()));
  }

  private static void said(Markup out, String what, List<String> lines) {
    if (lines.isEmpty()) {
      out.element("p", what + ": the same.");
      return;
    }
    out.element("h3", what).html("\n<ul>\n");
    lines.forEach(line -> out.element("li", line).html("\n"));
    out.html("</ul>\n");
  }

  private static void contents(Markup out, Shared shared) {
    out.html(Page.chart("contents", "Bytes of distinct files by the builds that have them"));
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(contents("in both", shared.inBoth()));
    rows.add(contents("only in A", shared.onlyInA()));
    rows.add(contents("only in B", shared.onlyInB()));
    out.table(
        "Distinct files, each once however many paths it has",
        List.of(Column.of("Where"), Column.number("Files"), Column.number("Bytes")),
        rows);
  }

  private static List<Cell> contents(String where, Contents contents) {
    return List.of(Cell.text(where), Cell.count(contents.files()), Cell.bytes(contents.bytes()));
  }
}
