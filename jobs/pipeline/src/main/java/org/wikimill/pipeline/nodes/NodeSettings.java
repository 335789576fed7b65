package org.wikimill.pipeline.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a node's settings must be before blocks are written to it, and the commands that set it. */
final class NodeSettings {
  /** A time of nothing, as Go writes it. */
  private static final Pattern ZERO =
      Pattern.compile("[+-]?(0|(0+(\\.0*)?(ns|us|µs|μs|ms|s|m|h))+)");

  private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\..*");

  /** The first with one setting for all announcements. */
  private static final int MIN_MINOR_VERSION = 38;

  /** Strategies under which neither a block that comes nor a pin of all makes each announced. */
  private static final Set<String> BY_ROOT = Set.of("roots", "mfs", "roots+mfs", "mfs+roots");

  private NodeSettings() {}

  /**
   * All that is wrong, a line each.
   *
   * @param version of Kubo
   * @param config its settings
   */
  static List<String> problems(String version, JsonNode config) {
    List<String> problems = new ArrayList<>();
    Matcher numbers = VERSION.matcher(version);
    if (!numbers.matches()
        || Integer.parseInt(numbers.group(1)) == 0
            && Integer.parseInt(numbers.group(2)) < MIN_MINOR_VERSION) {
      problems.add("it is Kubo " + version + ": 0." + MIN_MINOR_VERSION + " or later is needed");
    }
    String period = config.at("/Datastore/GCPeriod").asText("");
    if (!ZERO.matcher(period).matches()) {
      problems.add(
          "it may collect blocks before the root is pinned (Datastore.GCPeriod is "
              + (period.isEmpty() ? "1h" : period)
              + "): run 'ipfs config Datastore.GCPeriod 0s' and restart it");
    }
    JsonNode strategy = config.at("/Provide/Strategy");
    if (announcesEveryBlock(strategy.asText("")) && !isOff(config.at("/Provide/Enabled"))) {
      problems.add(
          "it would announce every single block (Provide.Strategy is "
              + (strategy.isTextual() ? strategy.textValue() : "all")
              + "): run 'ipfs config Provide.Strategy roots' and restart it");
    }
    return problems;
  }

  private static boolean announcesEveryBlock(String strategy) {
    List<String> parts = List.of(strategy.split("\\+", -1));
    return !parts.contains("entities") && !BY_ROOT.contains(strategy);
  }

  private static boolean isOff(JsonNode enabled) {
    return enabled.isBoolean() && !enabled.booleanValue();
  }
}
