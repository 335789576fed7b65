package org.wikimill.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.wikimill.pipeline.audit.AuditReport;
import org.wikimill.pipeline.audit.AuditReport.SampledBlocks;
import org.wikimill.pipeline.audit.Sample;
import org.wikimill.pipeline.evidence.BlockScan;
import org.wikimill.pipeline.evidence.Divergence;
import org.wikimill.pipeline.evidence.TamperedBlock;

/** The report of an audit, for people. */
final class AuditText {
  private static final int MAX_TAMPERED_LINES = 10;

  private AuditText() {}

  /** One line if the builds are equal; else all that is known of the difference. */
  static String of(AuditReport report) {
    if (report.equal()) {
      return "equal " + report.b().root();
    }
    List<String> lines = new ArrayList<>();
    lines.add("a         " + report.a().snapshot() + " " + report.a().root());
    lines.add("b         " + report.b().snapshot() + " " + report.b().root());
    lines.addAll(circumstances(report));
    lines.add("tables    " + tables(report));
    if (report.hashed() != null) {
      lines.addAll(hashed("A", report.hashed().a()));
      lines.addAll(hashed("B", report.hashed().b()));
    }
    lines.add(line("paths     %,d equal, %,d differ", report.samePaths(), report.differingPaths()));
    lines.add("contents  " + contents(report.contents()));
    report.causes().forEach(cause -> lines.addAll(cause(cause, report.blocks())));
    report.diffs().forEach(diff -> lines.addAll(diff(diff)));
    lines.add(line("differs: %,d paths", report.differingPaths()));
    return String.join("\n", lines);
  }

  /** What differs between recipes and sources, which may or may not have come to anything. */
  static List<String> circumstances(AuditReport report) {
    List<String> lines = new ArrayList<>();
    report.recipe().forEach(line -> lines.add("recipe    " + line));
    report.sources().forEach(line -> lines.add("source    " + line));
    return lines;
  }

  static String tables(AuditReport report) {
    return report.tables().stream()
        .map(table -> table.table() + (table.same() ? " same" : " differs"))
        .collect(Collectors.joining(", "));
  }

  private static String contents(AuditReport.Shared contents) {
    return String.join(
        ", ",
        amount(contents.inBoth(), "in both"),
        amount(contents.onlyInA(), "only in A"),
        amount(contents.onlyInB(), "only in B"));
  }

  private static String amount(AuditReport.Contents contents, String where) {
    return line("%,d %s (%,d bytes)", contents.files(), where, contents.bytes());
  }

  /** How many blocks were hashed, and which of them are not what their CIDs say. */
  private static List<String> hashed(String build, BlockScan scan) {
    List<String> lines = new ArrayList<>();
    lines.add(
        line("blocks    %,d of %s hashed, %,d tampered", scan.blocks(), build, scan.tampered()));
    for (TamperedBlock block : scan.first()) {
      if (lines.size() <= MAX_TAMPERED_LINES) {
        lines.add(line("            %s, byte %,d: %s", block.shard(), block.offset(), block.cid()));
      }
    }
    return lines;
  }

  private static List<String> cause(AuditReport.Explained cause, List<SampledBlocks> blocks) {
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            "%,10d  %s (%,d bytes in A, %,d in B)",
            cause.paths(), cause.cause().phrase(), cause.bytesA(), cause.bytesB()));
    for (AuditReport.Part part : cause.details()) {
      lines.add(line("            %,d: %s", part.paths(), part.detail().phrase()));
    }
    for (Sample sample : cause.first()) {
      String columns = sample.columns().isEmpty() ? "" : ": " + String.join(", ", sample.columns());
      lines.add("              " + printable(sample.path()) + columns);
      blocks.stream()
          .filter(of -> of.cause() == cause.cause() && of.path().equals(sample.path()))
          .forEach(of -> lines.addAll(blocks(of)));
    }
    return lines;
  }

  private static List<String> blocks(SampledBlocks blocks) {
    String indent = "                ";
    if (blocks.divergence() == null) {
      return List.of(indent + blocks.trouble());
    }
    Divergence divergence = blocks.divergence();
    String where =
        divergence.entry() != null
            ? ", at entry " + printable(divergence.entry())
            : divergence.firstByte() != null ? line(", at byte %,d", divergence.firstByte()) : "";
    return List.of(
        indent + "first differs" + where,
        indent + "  A " + block(divergence.a()),
        indent + "  B " + block(divergence.b()));
  }

  private static String block(Divergence.Block block) {
    return block == null
        ? "has ended"
        : line("[%,d, %,d) %s", block.from(), block.end(), block.cid());
  }

  private static List<String> diff(AuditReport.SampledDiff sampled) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("--- A/" + printable(sampled.path()) + " (" + sampled.diff().of() + ")");
    lines.add("+++ B/" + printable(sampled.path()));
    sampled.diff().lines().forEach(line -> lines.add(printable(line)));
    if (sampled.diff().omitted() > 0) {
      lines.add(line("... %,d lines more", sampled.diff().omitted()));
    }
    return lines;
  }

  /** A path or line without what would take over a terminal. */
  private static String printable(String text) {
    String shown = text.isEmpty() ? "(the root)" : text;
    return shown.replaceAll("\\p{Cntrl}+", " ");
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
