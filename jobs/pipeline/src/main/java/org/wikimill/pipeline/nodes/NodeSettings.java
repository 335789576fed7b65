package org.wikimill.pipeline.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.wikimill.connectors.node.Announcements;
import org.wikimill.connectors.node.KuboVersion;

/** What a node's settings must be before blocks are written to it, and the commands that set it. */
final class NodeSettings {
  /** A time of nothing, as Go writes it. */
  private static final Pattern ZERO =
      Pattern.compile("[+-]?(0|(0+(\\.0*)?(ns|us|µs|μs|ms|s|m|h))+)");

  /** The first with one setting for all announcements. */
  private static final int MIN_MINOR_VERSION = 38;

  private NodeSettings() {}

  /**
   * All that is wrong, a line each.
   *
   * @param version of Kubo, in its own words
   * @param config its settings
   */
  static List<String> problems(String version, JsonNode config) {
    List<String> problems = new ArrayList<>();
    KuboVersion kubo = KuboVersion.of(version);
    if (!kubo.isFrom(MIN_MINOR_VERSION)) {
      problems.add("it is Kubo " + version + ": 0." + MIN_MINOR_VERSION + " or later is needed");
    }
    String period = config.at("/Datastore/GCPeriod").asText("");
    if (!ZERO.matcher(period).matches()) {
      problems.add(
          "it may collect blocks before the root is pinned (Datastore.GCPeriod is "
              + (period.isEmpty() ? "1h" : period)
              + "): run 'ipfs config Datastore.GCPeriod 0s' and restart it");
    }
    Announcements announcements = Announcements.of(config);
    if (!announcements.spareFiles()) {
      problems.add(
          "it would announce every single block (Provide.Strategy is "
              + announcements.strategy()
              + "): run '"
              + Announcements.command(kubo)
              + "' and restart it");
    }
    return problems;
  }
}
