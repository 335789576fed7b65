package org.wikimill.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.wikimill.pipeline.audit.AuditReport;
import org.wikimill.pipeline.audit.Sample;

/** The report of an audit, for people. */
final class AuditText {
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
    lines.add(line("paths     %,d equal, %,d differ", report.samePaths(), report.differingPaths()));
    lines.add("contents  " + contents(report.contents()));
    report.causes().forEach(cause -> lines.addAll(cause(cause)));
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

  private static List<String> cause(AuditReport.Explained cause) {
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            "%,10d  %s (%,d bytes in A, %,d in B)",
            cause.paths(), cause.cause().phrase(), cause.bytesA(), cause.bytesB()));
    for (Sample sample : cause.first()) {
      String path = sample.path().isEmpty() ? "(the root)" : sample.path();
      String columns = sample.columns().isEmpty() ? "" : ": " + String.join(", ", sample.columns());
      lines.add("            " + path.replaceAll("\\p{Cntrl}+", " ") + columns);
    }
    return lines;
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
