package org.wikimill.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.wikimill.pipeline.dedup.Amount;
import org.wikimill.pipeline.dedup.DedupReport;
import org.wikimill.pipeline.dedup.Kind;
import org.wikimill.pipeline.dedup.Reason;

/** What builds have in common, for people. */
final class DedupText {
  private static final int BAR = 40;

  private DedupText() {}

  static String of(DedupReport report) {
    List<String> lines = new ArrayList<>();
    lines.addAll(columns(series(report)));
    lines.add("");
    lines.addAll(chart(report));
    if (report.series().size() > 1) {
      lines.add("");
      lines.add("of " + since(report) + ":");
      lines.addAll(columns(kinds(report)));
      lines.add("");
      lines.addAll(columns(reasons(report)));
    }
    lines.add("");
    lines.addAll(columns(hosts(report)));
    return String.join("\n", lines);
  }

  private static List<List<String>> series(DedupReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "build", "files", "blocks", "bytes", "new files", "new blocks", "new bytes", "alone"));
    for (DedupReport.Step step : report.series()) {
      rows.add(
          List.of(
              step.number() + " " + step.snapshot(),
              number(step.all().files()),
              number(step.all().blocks()),
              number(step.all().bytes()),
              number(step.added().files()),
              number(step.added().blocks()),
              number(step.added().bytes()),
              number(step.alone().bytes())));
    }
    return rows;
  }

  /** A bar a build: what it adds, then what it shares with builds before it. */
  private static List<String> chart(DedupReport report) {
    long most = 1;
    int width = 0;
    for (DedupReport.Step step : report.series()) {
      most = Math.max(most, step.all().bytes());
      width = Math.max(width, name(step).length());
    }
    List<String> lines = new ArrayList<>();
    for (DedupReport.Step step : report.series()) {
      int all = cells(step.all().bytes(), most);
      int added = Math.min(all, cells(step.added().bytes(), most));
      String bar = "█".repeat(added) + "░".repeat(all - added) + " ".repeat(BAR - all);
      String name = name(step) + " ".repeat(width - name(step).length());
      lines.add(name + "  " + bar + "  " + percent(step.added(), step.all()) + " new");
    }
    return lines;
  }

  private static String name(DedupReport.Step step) {
    return step.number() + " " + step.snapshot();
  }

  /** Anything shows, if little. */
  private static int cells(long bytes, long most) {
    return (int) Math.ceil((double) BAR * bytes / most);
  }

  private static String since(DedupReport report) {
    DedupReport.Step second = report.series().get(1);
    return report.series().size() == 2 ? name(second) : name(second) + " and those after it";
  }

  private static List<List<String>> kinds(DedupReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("kind", "blocks", "bytes", "shared bytes", "shared"));
    for (Kind kind : Kind.values()) {
      Amount all = sum(report, share -> share.kind() == kind);
      Amount added = sum(report, s -> s.kind() == kind && s.reason() == Reason.NEW);
      if (all.blocks() > 0) {
        Amount shared = all.minus(added);
        rows.add(
            List.of(
                kind.text(),
                number(all.blocks()),
                number(all.bytes()),
                number(shared.bytes()),
                percent(shared, all)));
      }
    }
    return rows;
  }

  private static List<List<String>> reasons(DedupReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("reason", "files", "blocks", "bytes", "share"));
    Amount all = sum(report, share -> true);
    for (Reason reason : Reason.values()) {
      Amount of = sum(report, share -> share.reason() == reason);
      if (of.blocks() > 0) {
        rows.add(
            List.of(
                reason.phrase(),
                number(of.files()),
                number(of.blocks()),
                number(of.bytes()),
                percent(of, all)));
      }
    }
    return rows;
  }

  /** What is shared is a matter of all builds but the first. */
  private static Amount sum(DedupReport report, Predicate<DedupReport.Share> which) {
    return report.shares().stream()
        .filter(share -> share.number() > 1)
        .filter(which)
        .map(DedupReport.Share::all)
        .reduce(Amount.NONE, Amount::plus);
  }

  private static List<List<String>> hosts(DedupReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("who stores", "files", "blocks", "bytes", "of separate"));
    List<DedupReport.Step> series = report.series();
    for (int i = series.size() - 1; i > 0; i--) {
      rows.add(host("the last " + (series.size() - i), series.get(i).storedFromHere(), report));
    }
    rows.add(host("all " + series.size(), report.stored(), report));
    rows.add(host("each separately", report.separately(), report));
    return rows;
  }

  private static List<String> host(String who, Amount stored, DedupReport report) {
    return List.of(
        who,
        number(stored.files()),
        number(stored.blocks()),
        number(stored.bytes()),
        percent(stored, report.separately()));
  }

  private static String percent(Amount part, Amount whole) {
    double share = whole.bytes() == 0 ? 0 : 100.0 * part.bytes() / whole.bytes();
    return String.format(Locale.ROOT, "%.1f %%", share);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Rows with their cells below each other: words to the left, numbers to the right. */
  private static List<String> columns(List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(row.get(0));
      line.append(" ".repeat(widths[0] - row.get(0).length()));
      for (int i = 1; i < widths.length; i++) {
        line.append(" ".repeat(2 + widths[i] - row.get(i).length())).append(row.get(i));
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
