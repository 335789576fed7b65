package org.wikimill.connectors.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

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

  /** Whether it announces nothing by itself. */
  public boolean areOfNothing() {
    return strategy.equals(NOTHING);
  }

  /** Whether it announces roots of pins and nothing below them. */
  public boolean areOfRootsAlone() {
    return strategy.equals("roots");
  }

  /** Whether a pin of millions of blocks makes it announce no block within a file. */
  public boolean spareFiles() {
    return areOfNothing() || areOfEntities() || List.of("roots", "mfs").containsAll(parts());
  }

  private boolean areOfEntities() {
    return parts().contains("entities");
  }

  /** Whether what two DAGs share is walked once. */
  public boolean areUnique() {
    return areOfEntities() || parts().contains("unique");
  }

  private List<String> parts() {
    return List.of(strategy.split("\\+", -1));
  }
}
