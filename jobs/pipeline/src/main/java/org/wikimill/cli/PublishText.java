package org.wikimill.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wikimill.pipeline.delta.Amount;
import org.wikimill.pipeline.publish.CopyProof;
import org.wikimill.pipeline.publish.PublishRecord.Sampled;
import org.wikimill.pipeline.publish.PublishReport;
import org.wikimill.pipeline.publish.PublishReport.Outcome;
import org.wikimill.pipeline.publish.RemotePins;

/** What came of publishing, for people. */
final class PublishText {
  private PublishText() {}

  /** The nodes, then what others can do. */
  static List<String> of(PublishReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("root      " + report.root());
    lines.add("path      " + report.path());
    for (PublishReport.Node node : report.nodes()) {
      lines.add(line("node      %s (%s)", node.node(), node.failureDomain()));
      lines.addAll(node(node));
    }
    if (report.outcome() != Outcome.PLANNED) {
      lines.add(line("copies    %d of at least %d", report.copies(), report.minCopies()));
    }
    if (report.outcome() == Outcome.PUBLISHED) {
      if (report.ipns() != null) {
        lines.add("ipns      /ipns/" + report.ipns());
      }
      for (RemotePins.RemotePin pin : report.services()) {
        lines.add("service   " + pin.service() + ": " + state(pin));
      }
      long bytes = report.cumulativeBytes() == null ? 0 : report.cumulativeBytes();
      lines.add("To host what you read of it:");
      lines.add("  " + report.lazyCommand());
      lines.add(line("To host all of it, %,d bytes:", bytes));
      lines.add("  " + report.fullCommand());
    }
    return lines;
  }

  private static String state(RemotePins.RemotePin pin) {
    return pin.failure() != null
        ? pin.failure()
        : pin.state().name().toLowerCase(Locale.ROOT) + ", request " + pin.request();
  }

  private static List<String> node(PublishReport.Node node) {
    List<String> lines = new ArrayList<>();
    if (node.announces() != null) {
      lines.add(line("  Kubo    %s, announces %s", node.version(), node.announces()));
    }
    if (node.lacked() != null) {
      lines.add("  lacked  " + amount(node.lacked()));
      lines.add("  sent    " + amount(node.sent()));
    }
    if (node.proof() != null) {
      lines.add("  proof   " + proof(node.proof()));
    }
    if (node.sampled() != null) {
      lines.add("  sample  " + sample(node.sampled()));
    }
    if (node.note() != null) {
      lines.add("  note    " + node.note());
    }
    if (node.failure() != null) {
      lines.add("  failed  " + node.failure());
    }
    return lines;
  }

  private static String proof(CopyProof proof) {
    if (proof.isFull()) {
      return amount(proof.has()) + ", each read and hashed";
    }
    String text =
        line("%s, %,d missing, %,d damaged", amount(proof.has()), proof.missing(), proof.damaged());
    return proof.first().isEmpty() ? text : text + ": " + String.join(", ", proof.first());
  }

  private static String sample(Sampled sampled) {
    return line(
        "of %,d blocks, seed %d: with confidence %s fewer than %,d are lacking",
        sampled.blocks(), sampled.seed(), sampled.confidence(), sampled.lackingBelow());
  }

  /** Why nothing was named. */
  static String tooFew(PublishReport report) {
    List<String> lines = new ArrayList<>();
    for (PublishReport.Node node : report.nodes()) {
      lines.add(node.node() + ": " + why(node));
    }
    lines.add(
        line(
            "%d proven full copies in different failure domains, not %d: nothing was named",
            report.copies(), report.minCopies()));
    return String.join("\n", lines);
  }

  private static String why(PublishReport.Node node) {
    if (node.failure() != null) {
      return node.failure();
    }
    if (node.proof() == null) {
      return "not tried";
    }
    if (node.proof().isFull()) {
      return "a full copy in failure domain " + node.failureDomain();
    }
    return line(
        "%,d blocks missing, %,d damaged%s",
        node.proof().missing(),
        node.proof().damaged(),
        node.proof().damaged() > 0 ? ": 'ipfs repo verify --drop', then publish again" : "");
  }

  private static String amount(Amount amount) {
    return line("%,d blocks, %,d bytes", amount.blocks(), amount.bytes());
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
