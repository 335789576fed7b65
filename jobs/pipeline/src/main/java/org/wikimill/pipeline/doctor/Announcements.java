package org.wikimill.pipeline.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * What a node tells the network by itself: its provide strategy.
 *
 * @param strategy in Kubo's words, such as {@code pinned+mfs+entities}; {@code nothing} if it is
 *     switched off
 */
public record Announcements(String strategy) {
  private static final String NOTHING = "nothing";

  /** That of a node with those settings, as {@code config show} prints them. */
  public static Announcements of(JsonNode config) {
    JsonNode provide = config.path("Provide");
    if (!provide.path("Enabled").asBoolean(true)) {
      return new Announcements(NOTHING);
    }
    String before = config.path("Reprovider").path("Strategy").asText(""); // until Kubo 0.37
    String strategy = provide.path("Strategy").asText("");
    return new Announcements(strategy.isEmpty() ? before.isEmpty() ? "all" : before : strategy);
  }

  /** The strategy that a node of that version should have for a DAG of millions of blocks. */
  public static String advised(KuboVersion version) {
    return version.isFrom(41) ? "pinned+mfs+entities" : "roots";
  }

  /** The command that sets it; the node must be started anew after it. */
  public static String command(KuboVersion version) {
    String setting = version.isFrom(38) ? "Provide.Strategy" : "Reprovider.Strategy";
    return "ipfs config " + setting + " " + advised(version);
  }

  /** Whether every block is announced as soon as it is stored. */
  public boolean areOfEveryBlock() {
    return parts().contains("all") || parts().contains("flat");
  }

  boolean areOfNothing() {
    return strategy.equals(NOTHING);
  }

  boolean areOfRootsAlone() {
    return strategy.equals("roots");
  }

  /** Whether blocks within files are left out. */
  boolean areOfEntities() {
    return parts().contains("entities");
  }

  /** Whether what two DAGs share is walked once. */
  boolean areUnique() {
    return areOfEntities() || parts().contains("unique");
  }

  private Set<String> parts() {
    return new java.util.HashSet<>(java.util.List.of(strategy.split("\\+", -1)));
  }
}
