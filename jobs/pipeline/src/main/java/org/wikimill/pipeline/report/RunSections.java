package org.wikimill.pipeline.report;

import java.util.ArrayList;
import java.util.List;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.Recipe;
import org.wikimill.pipeline.manifest.Run;
import org.wikimill.pipeline.manifest.SourceFacts;
import org.wikimill.pipeline.report.BuildReport.Errors;
import org.wikimill.pipeline.report.BuildReport.Failed;
import org.wikimill.pipeline.report.BuildReport.Making;

/**
 * The sections of a report that say how a build was made, and of what.
 *
 * @param links where its paths lead
 */
record RunSections(BuildReport report, Links links) {
  void addTo(Page page) {
    if (report.making() != null) {
      time(page.section("time", "Throughput over time"), report.making());
    }
    errors(page.section("errors", "Errors"));
    made(page.section("made", "How it was made"));
  }

  private static void time(Markup out, Making making) {
    out.element(
        "p",
        "Begun %s, done after %s. %s partitions, %s of them resumed."
            .formatted(
                making.started().replaceFirst("\\.\\d+Z$", "Z"),
                Amounts.seconds(making.seconds()),
                Amounts.count(making.partitions()),
                Amounts.count(making.resumedPartitions())));
    if (making.timeline() == null) {
      out.element("p", "The build was made before runs were recorded over time.");
    } else {
      out.html(Page.chart("read", "Bytes of the source read each second"))
          .html(Page.chart("cores", "Cores that were busy"))
          .html(Page.chart("stages", "Stages of the run over time"));
      stages(out, making.timeline());
    }
    List<List<Cell>> rows = new ArrayList<>();
    making.secondsByPart().forEach((part, time) -> said(rows, part, Amounts.seconds(time)));
    out.table("Parts of the run", List.of(Column.of("Part"), Column.number("Time")), rows);
  }

  private static void stages(Markup out, Run.Timeline timeline) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Run.Stage stage : timeline.stages()) {
      rows.add(
          List.of(
              Cell.text(stage.name()),
              Cell.text(Amounts.seconds(stage.start())),
              Cell.text(Amounts.seconds(stage.end() - stage.start())),
              Cell.count(stage.tasks())));
    }
    out.html("<details><summary>Stages</summary>\n")
        .table(
            "Stages of Spark by their starts",
            List.of(
                Column.of("Stage"),
                Column.number("Start"),
                Column.number("Time"),
                Column.number("Tasks")),
            rows)
        .html("</details>\n");
  }

  private void errors(Markup out) {
    Errors errors = report.errors();
    if (report.counts().fallbacks() > 0) {
      String fallbacks = Amounts.count(report.counts().fallbacks());
      out.element("p", fallbacks + " pages could not be rendered as they should be.");
    }
    if (errors.stages().isEmpty()) {
      out.element("p", "None: every entry was processed.");
      return;
    }
    List<List<Cell>> stages =
        errors.stages().stream()
            .map(stage -> List.of(Cell.text(stage.stage()), Cell.count(stage.entries())))
            .toList();
    out.table("By stage", List.of(Column.of("Stage"), Column.number("Entries")), stages);
    List<List<Cell>> first = new ArrayList<>();
    for (Failed failed : errors.first()) {
      first.add(
          List.of(
              Cell.name(failed.sourceEntry(), null),
              Cell.text(failed.stage()),
              Cell.text(failed.reason())));
    }
    out.table(
        "The first " + first.size(),
        List.of(Column.of("Entry of the source"), Column.aside("Stage"), Column.of("Reason")),
        first);
  }

  private void made(Markup out) {
    List<List<Cell>> rows = new ArrayList<>();
    Recipe recipe = report.recipe();
    said(rows, "layout, redirects", recipe.policy().layout() + ", " + recipe.policy().redirects());
    said(rows, "profile of CIDs", recipe.profile().name());
    said(rows, "format", Integer.toString(recipe.format()));
    said(rows, "shards, sink", Amounts.bytes(recipe.shardBytes()) + ", " + recipe.sink());
    report.sources().forEach(source -> source(rows, source));
    if (report.making() != null) {
      Making making = report.making();
      making.sourceFiles().forEach(file -> said(rows, "read from", file));
      said(rows, "Spark, Java", making.spark() + ", " + making.java());
    }
    List<Column> columns = List.of(Column.of("What"), Column.of("Value"));
    out.table("What decided the root, and the run", columns, rows);
    links.preview().ifPresent(preview -> serving(out, preview));
  }

  private static void source(List<List<Cell>> rows, Manifest.Source source) {
    SourceFacts facts = source.facts();
    said(
        rows,
        facts.directory().isEmpty() ? "source" : "source of " + facts.directory(),
        "%s, %s, %s entries"
            .formatted(
                facts.kind(), Amounts.bytes(facts.lengthBytes()), Amounts.count(facts.entries())));
    if (source.sums().sha256() != null) {
      rows.add(List.of(Cell.text("its SHA-256"), Cell.code(source.sums().sha256())));
    }
  }

  private static void serving(Markup out, Preview preview) {
    out.html("<p>Paths lead to ").element("code", preview.gateway());
    out.html(". If nothing answers there: <code>wikimill serve DIR</code>.</p>\n");
  }

  private static void said(List<List<Cell>> rows, String what, String value) {
    rows.add(List.of(Cell.text(what), Cell.text(value)));
  }
}
