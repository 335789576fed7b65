package org.wikimill.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wikimill.pipeline.publish.PublishRecord;

/**
 * Which snapshots are on which nodes.
 *
 * @param snapshots those of the builds, then those that nodes have besides
 * @param failures by node: why it does not answer
 */
record StatusAnswer(List<StatusCommand.Published> snapshots, Map<String, String> failures)
    implements CommonOptions.Result {

  @Override
  public String text() {
    List<String> lines = new ArrayList<>();
    for (StatusCommand.Published snapshot : snapshots) {
      lines.add(snapshot.name() + " " + snapshot.root());
      for (StatusCommand.OnNode node : snapshot.nodes()) {
        lines.add("  " + node.node() + ": " + on(node));
      }
      if (snapshot.shared() != null) {
        snapshot
            .shared()
            .forEach(
                (other, amount) ->
                    lines.add(
                        String.format(
                            Locale.ROOT,
                            "  shared with %s: %,d blocks, %,d bytes",
                            other,
                            amount.blocks(),
                            amount.bytes())));
      }
    }
    failures.forEach((node, why) -> lines.add("no word: " + why));
    return lines.isEmpty() ? "nothing is published" : String.join("\n", lines);
  }

  private static String on(StatusCommand.OnNode node) {
    List<String> parts = new ArrayList<>();
    parts.add(node.pinned() ? "pinned" : "not pinned");
    parts.addAll(node.paths());
    parts.add(proof(node.proof()));
    return String.join(", ", parts);
  }

  private static String proof(PublishRecord.Copy copy) {
    if (copy == null) {
      return "never proven here";
    }
    if (copy.lacking() != null) {
      return String.format(
          Locale.ROOT,
          "lacking on %s: %,d missing, %,d damaged",
          copy.lacking().at(),
          copy.lacking().missing(),
          copy.lacking().damaged());
    }
    String text =
        String.format(
            Locale.ROOT,
            "proven %s, %,d blocks, %,d bytes",
            copy.proven().at(),
            copy.proven().amount().blocks(),
            copy.proven().amount().bytes());
    return copy.sampled() == null ? text : text + ", by sample " + copy.sampled().at();
  }

  @Override
  public Object json() {
    return this;
  }
}
