package org.wikimill.pipeline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wikimill.pipeline.audit.AuditReport;
import org.wikimill.pipeline.audit.AuditReport.Explained;
import org.wikimill.pipeline.audit.AuditReport.SampledBlocks;
import org.wikimill.pipeline.audit.AuditReport.SampledDiff;
import org.wikimill.pipeline.audit.Sample;
import org.wikimill.pipeline.evidence.BlockScan;
import org.wikimill.pipeline.evidence.Divergence;
import org.wikimill.pipeline.evidence.TamperedBlock;

/** The sections of an audit's page that say why paths differ, and show it. */
record CauseSections(AuditReport report) {
  private static final List<Column> SAMPLES =
      List.of(
          Column.of("Path"),
          Column.of("Columns that differ"),
          Column.of("First block that differs"));

  void addTo(Page page) {
    if (report.hashed() != null) {
      Markup blocks = page.section("blocks", "Stored blocks");
      hashed(blocks, "A", report.hashed().a());
      hashed(blocks, "B", report.hashed().b());
    }
    if (!report.causes().isEmpty()) {
      Markup causes = page.section("causes", "Causes");
      causes(causes);
      report.causes().forEach(cause -> samples(causes, cause));
    }
    if (!report.diffs().isEmpty()) {
      Markup diffs = page.section("diffs", "Sampled pages side by side");
      report.diffs().forEach(diff -> diff(diffs, diff));
    }
  }

  private static void hashed(Markup out, String side, BlockScan scan) {
    out.element(
        "p",
        "%s: %s blocks hashed, %s of them tampered."
            .formatted(side, Amounts.count(scan.blocks()), Amounts.count(scan.tampered())));
    List<List<Cell>> rows = new ArrayList<>();
    for (TamperedBlock block : scan.first().stream().limit(100).toList()) {
      rows.add(
          List.of(
              Cell.code(block.cid()),
              Cell.text(block.shard()),
              Cell.count(block.offset()),
              Cell.count(block.lengthBytes())));
    }
    if (!rows.isEmpty()) {
      out.table(
          "Blocks of " + side + " that do not hash to their CIDs, the first " + rows.size(),
          List.of(
              Column.of("CID"),
              Column.of("CAR"),
              Column.number("First byte"),
              Column.number("Bytes")),
          rows);
    }
  }

  private void causes(Markup out) {
    out.html(Page.chart("causes", "Paths that differ by cause"));
    List<List<Cell>> rows = new ArrayList<>();
    report.causes().forEach(cause -> rows.add(row(cause)));
    out.table(
        "Why paths differ, each counted once",
        List.of(
            Column.of("Cause"),
            Column.number("Paths"),
            Column.asideNumber("Share"),
            Column.asideNumber("Bytes in A"),
            Column.asideNumber("Bytes in B"),
            Column.of("What lies behind")),
        rows);
  }

  private List<Cell> row(Explained cause) {
    return List.of(
        Cell.text(cause.cause().phrase()),
        Cell.count(cause.paths()),
        Cell.share(cause.paths(), report.differingPaths()),
        Cell.bytes(cause.bytesA()),
        Cell.bytes(cause.bytesB()),
        Cell.text(
            cause.details().stream()
                .map(part -> Amounts.count(part.paths()) + ": " + part.detail().phrase())
                .collect(Collectors.joining("; "))));
  }

  private void samples(Markup out, Explained cause) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Sample sample : cause.first()) {
      Optional<SampledBlocks> blocks =
          report.blocks().stream()
              .filter(of -> of.cause() == cause.cause() && of.path().equals(sample.path()))
              .findFirst();
      rows.add(
          List.of(
              Cell.name(sample.path().isEmpty() ? "/ (the root)" : sample.path(), null),
              Cell.text(String.join(", ", sample.columns())),
              blocks.map(CauseSections::where).orElse(Cell.text(""))));
    }
    if (!rows.isEmpty()) {
      out.element("h3", cause.cause().phrase()).html("\n");
      String caption = "The first %d of %s paths";
      boolean inBoth =
          cause.first().stream().anyMatch(sample -> !sample.columns().isEmpty())
              || report.blocks().stream().anyMatch(blocks -> blocks.cause() == cause.cause());
      out.table(
          caption.formatted(rows.size(), Amounts.count(cause.paths())),
          SAMPLES.subList(0, inBoth ? SAMPLES.size() : 1),
          rows);
    }
  }

  private static Cell where(SampledBlocks blocks) {
    Divergence divergence = blocks.divergence();
    if (divergence == null) {
      return Cell.text(blocks.trouble());
    }
    return out -> {
      if (divergence.entry() != null) {
        out.html("<div>at entry ").name(divergence.entry(), null).html("</div>");
      } else if (divergence.firstByte() != null) {
        out.element("div", "at byte " + Amounts.count(divergence.firstByte()));
      }
      block(out, "A", divergence.a());
      block(out, "B", divergence.b());
    };
  }

  private static void block(Markup out, String side, Divergence.Block block) {
    if (block == null) {
      out.element("div", side + " has ended");
      return;
    }
    String range = Amounts.count(block.from()) + " to " + Amounts.count(block.end());
    out.html("<div>").text(side + " bytes " + range + " ").element("code", block.cid());
    out.html("</div>");
  }

  private static void diff(Markup out, SampledDiff sampled) {
    out.html("<h3>").name(sampled.path(), null).html("</h3>\n");
    out.element("p", sampled.cause().phrase() + "; " + sampled.diff().of() + " compared");
    SideBySide.of(sampled.diff().lines()).write(out);
    if (sampled.diff().omitted() > 0) {
      out.element("p", Amounts.count(sampled.diff().omitted()) + " lines more.");
    }
  }
}
