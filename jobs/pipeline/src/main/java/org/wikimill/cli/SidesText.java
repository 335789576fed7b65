package org.wikimill.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wikimill.pipeline.audit.AuditReport;
import org.wikimill.pipeline.nodeaudit.NodeAuditReport;
import org.wikimill.pipeline.rebuild.RebuildReport;
import org.wikimill.pipeline.sides.RootReport;
import org.wikimill.pipeline.sides.TreeReport;

/** The reports of audits other than those of two builds, for people. */
final class SidesText {
  private static final int CARS_TOLD = 5;

  private SidesText() {}

  /** What manifests tell of builds that they do not prove equal. */
  static String ofManifests(AuditReport report, List<String> counts) {
    List<String> lines = manifests(report);
    counts.forEach(line -> lines.add("counts    " + line));
    lines.add("differs: which paths is not told, that needs both indexes");
    return String.join("\n", lines);
  }

  private static List<String> manifests(AuditReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("a         " + report.a().snapshot() + " " + report.a().root());
    lines.add("b         " + report.b().snapshot() + " " + report.b().root());
    lines.addAll(AuditText.circumstances(report));
    lines.add("tables    " + AuditText.tables(report));
    return lines;
  }

  /** One line if the roots are equal; else why no more is known. */
  static String of(RootReport report) {
    if (report.equal()) {
      return "equal " + report.rootB();
    }
    return String.join(
        "\n",
        "a         " + report.rootA(),
        "b         " + report.rootB(),
        "differs: " + report.notes().get(0));
  }

  /** One line if the trees are equal; else the causes, each with the first of its paths. */
  static String of(TreeReport report) {
    if (report.equal()) {
      return "equal " + report.rootB();
    }
    List<String> lines = new ArrayList<>();
    boolean first = report.index().equals("a");
    lines.add("a         " + report.rootA() + (first ? " (index)" : " (blocks)"));
    lines.add("b         " + report.rootB() + (first ? " (blocks)" : " (index)"));
    lines.add(
        line(
            "equal     %,d files, %,d directories with all below, in directories that differ",
            report.sameFiles(), report.sameDirectories()));
    for (TreeReport.Explained cause : report.causes()) {
      lines.add(
          line(
              "%,10d  %s (%,d bytes in A, %,d in B)",
              cause.paths(), cause.cause().phrase(), cause.bytesA(), cause.bytesB()));
      cause.first().forEach(sample -> lines.add("            " + printable(sample.path())));
    }
    lines.add(line("differs: %,d paths", report.differingPaths()));
    return String.join("\n", lines);
  }

  /** One line if the same came out; else what did not. */
  static String of(RebuildReport report) {
    if (report.equal()) {
      return "equal " + report.root();
    }
    List<String> lines = new ArrayList<>();
    lines.add("recorded  " + report.snapshot() + " " + report.root());
    report.sources().forEach(line -> lines.add("source    " + line));
    if (report.rebuilt() == null) {
      lines.add("differs: the source; nothing was built of it");
      return String.join("\n", lines);
    }
    lines.add("rebuilt   " + report.rebuilt());
    report.counts().forEach(line -> lines.add("counts    " + line));
    if (!report.cars().isEmpty()) {
      int told = Math.min(CARS_TOLD, report.cars().size());
      lines.add(
          line(
              "cars      %,d differ: %s%s",
              report.cars().size(),
              String.join(", ", report.cars().subList(0, told)),
              report.cars().size() > told ? ", ..." : ""));
    }
    if (report.audit().samePaths() != null) {
      lines.add(AuditText.of(report.audit()));
    } else if (!report.audit().equal()) {
      lines.addAll(manifests(report.audit()));
      lines.add("differs: which paths is not told, the manifest has no index beside it");
    } else {
      lines.add("differs: not the tree, whose root and tables are equal");
    }
    return String.join("\n", lines);
  }

  /** What a sample says of the blocks that were not looked at; nothing without a sample. */
  static List<String> statement(NodeAuditReport report) {
    NodeAuditReport.Sampled sample = report.sample();
    if (sample == null || report.failure() != null) {
      return List.of();
    }
    String drawn =
        line(
            "sample    %,d of %,d blocks, --seed %d",
            sample.blocks(), report.all().blocks(), sample.seed());
    return sample.harmedBelow() == null
        ? List.of(drawn)
        : List.of(
            drawn,
            line(
                "rest      with confidence %s fewer than %,d blocks are missing or tampered",
                sample.confidence(), sample.harmedBelow()));
  }

  /** One line if nothing is wrong; else what is, by path. */
  static String of(NodeAuditReport report) {
    if (report.sound()) {
      return (report.sample() == null ? "equal " : "sampled ") + report.root();
    }
    List<String> lines = new ArrayList<>();
    lines.add("build     " + report.snapshot() + " " + report.root());
    lines.add(line("blocks    %,d, %,d bytes", report.all().blocks(), report.all().bytes()));
    lines.add(line("good      %,d, %,d bytes", report.good().blocks(), report.good().bytes()));
    lines.add(line("missing   %,d", report.missing()));
    lines.add(line("tampered  %,d", report.tampered()));
    lines.add(line("harmed    %,d files, %,d directories", report.files(), report.directories()));
    for (NodeAuditReport.HarmedPath path : report.paths()) {
      lines.add(
          line(
              "  %s: %,d missing, %,d tampered, %s",
              path.kind() + " " + printable(path.path()),
              path.missing(),
              path.tampered(),
              path.first().get(0)));
    }
    if (report.unplaced() > 0) {
      lines.add(
          line("unplaced  %,d blocks: no CAR tells what they are parts of", report.unplaced()));
    }
    lines.add(
        report.failure() != null
            ? "failed: " + report.failure()
            : line("differs: %,d blocks", report.missing() + report.tampered()));
    return String.join("\n", lines);
  }

  private static String printable(String path) {
    return path.isEmpty() ? "(the root)" : path.replaceAll("\\p{Cntrl}+", " ");
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
