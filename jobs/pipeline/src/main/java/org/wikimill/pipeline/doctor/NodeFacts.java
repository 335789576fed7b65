package org.wikimill.pipeline.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import org.wikimill.connectors.node.Announcements;
import org.wikimill.connectors.node.KuboClient;
import org.wikimill.connectors.node.KuboSystem;
import org.wikimill.connectors.node.KuboVersion;

/**
 * What a node says of itself.
 *
 * @param version the version of Kubo
 * @param config its settings
 * @param repoBytes what its repository takes
 * @param storageMaxBytes what it is set to take
 * @param freeBytes what is free where the repository is; empty if that is not known
 * @param maxOpenFiles how many files it may have open; empty if that is not known
 * @param peers how many it is connected to
 */
public record NodeFacts(
    KuboVersion version,
    JsonNode config,
    long repoBytes,
    long storageMaxBytes,
    OptionalLong freeBytes,
    OptionalLong maxOpenFiles,
    int peers) {
  private static final String MAX_OPEN_FILES = "process_max_fds";

  /** Asks a node. */
  public static NodeFacts of(KuboClient node) throws IOException {
    KuboClient.RepoStat repo = node.repoStat();
    KuboSystem system = node.system();
    Map<String, Double> metrics = system.metrics();
    Double files = metrics.get(MAX_OPEN_FILES);
    return new NodeFacts(
        KuboVersion.of(node.version()),
        node.config(),
        repo.repoBytes(),
        repo.storageMaxBytes(),
        system.freeBytes(),
        files == null ? OptionalLong.empty() : OptionalLong.of(files.longValue()),
        node.peers().size());
  }

  /** A setting, by names with dots between; a missing one if it is not set. */
  JsonNode setting(String name) {
    JsonNode value = config;
    for (String part : name.split("\\.", -1)) {
      value = value.path(part);
    }
    return value;
  }

  Announcements announcements() {
    return Announcements.of(config);
  }
}
