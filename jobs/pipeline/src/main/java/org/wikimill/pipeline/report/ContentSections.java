package org.wikimill.pipeline.report;

import java.util.ArrayList;
import java.util.List;
import org.wikimill.pipeline.report.BuildReport.LargeFile;
import org.wikimill.pipeline.report.BuildReport.MediaType;
import org.wikimill.pipeline.report.BuildReport.SizeClass;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.LinkCounts;

/**
 * The sections of a report that say what a build holds.
 *
 * @param links where its paths lead
 */
record ContentSections(BuildReport report, Links links) {
  void addTo(Page page) {
    entries(page.section("entries", "What became of the entries"));
    types(page.section("types", "Media types"));
    sizes(page.section("sizes", "Sizes"));
    largest(page.section("largest", "Biggest files"));
  }

  private void entries(Markup out) {
    Counts counts = report.counts();
    out.html(Page.chart("entries", "Entries of the source by what became of them"));
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(entry("files of their own", counts.files()));
    rows.add(entry("redirects served as files", counts.aliases()));
    rows.add(entry("redirects that forward", counts.forwards()));
    rows.add(entry("redirects not served", counts.notServed()));
    rows.add(entry("left out by policy", counts.excluded()));
    rows.add(entry("errors", counts.errors()));
    out.table(
        Amounts.count(counts.entries()) + " entries of the source",
        List.of(Column.of("What"), Column.number("Entries"), Column.number("Share")),
        rows);
    out.element("p", "The build added " + Amounts.count(counts.generated()) + " files of its own.");
    LinkCounts references = counts.links();
    if (!references.equals(LinkCounts.NONE)) {
      out.element("p", told(references));
    }
  }

  private List<Cell> entry(String what, long entries) {
    return List.of(
        Cell.text(what), Cell.count(entries), Cell.share(entries, report.counts().entries()));
  }

  private static String told(LinkCounts references) {
    String broken =
        references.broken() == 0
            ? "never"
            : "%s times (to %s places)"
                .formatted(
                    Amounts.count(references.broken()), Amounts.count(references.brokenTargets()));
    return "Pages refer to the site %s times, %s in vain; elsewhere %s times."
        .formatted(
            Amounts.count(references.references()), broken, Amounts.count(references.external()));
  }

  private void types(Markup out) {
    out.html(Page.chart("types", "Bytes of files by media type"));
    List<List<Cell>> rows = new ArrayList<>();
    for (MediaType type : report.types()) {
      rows.add(
          List.of(
              Cell.text(type.type() == null ? "all others" : type.type()),
              Cell.count(type.files()),
              Cell.bytes(type.bytes()),
              Cell.share(type.bytes(), report.ownBytes())));
    }
    out.table(
        "Files of their own",
        List.of(
            Column.of("Type"),
            Column.number("Files"),
            Column.number("Bytes"),
            Column.number("Share")),
        rows);
  }

  private void sizes(Markup out) {
    out.html(Page.chart("sizes", "Share of files and share of bytes by size"));
    List<List<Cell>> rows = new ArrayList<>();
    for (SizeClass size : report.sizes()) {
      String from = Amounts.bytes(size.fromBytes());
      boolean empty = size.fromBytes() == 0;
      rows.add(
          List.of(
              Cell.text(empty ? "empty" : from + " to " + Amounts.bytes(size.toBytes())),
              Cell.count(size.files()),
              Cell.bytes(size.bytes())));
    }
    out.table(
        "Files of their own",
        List.of(Column.of("Size"), Column.number("Files"), Column.number("Bytes")),
        rows);
  }

  private void largest(Markup out) {
    List<List<Cell>> rows = new ArrayList<>();
    for (LargeFile file : report.largest()) {
      rows.add(
          List.of(
              links.cell(file.path()),
              Cell.bytes(file.bytes()),
              Cell.text(file.mime()),
              Cell.name(file.title().equals(file.path()) ? "" : file.title(), null),
              Cell.code(file.cid())));
    }
    out.table(
        "The " + rows.size() + " biggest of " + Amounts.count(report.ownFiles()),
        List.of(
            Column.of("Path"),
            Column.number("Size"),
            Column.aside("Type"),
            Column.aside("Title"),
            Column.aside("CID")),
        rows);
  }
}
