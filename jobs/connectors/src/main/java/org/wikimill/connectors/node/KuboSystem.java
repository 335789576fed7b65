package org.wikimill.connectors.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.wikimill.connectors.node.NodeException.Kind;

/** What a node knows of the machine that it runs on. */
public final class KuboSystem {
  private static final int MAX_METRICS_BYTES = 8 << 20;

  private final KuboHttp http;

  KuboSystem(KuboHttp http) {
    this.http = http;
  }

  /**
   * What is free on the disk where {@code IPFS_PATH} leads, else where its home is; empty if the
   * node cannot tell.
   */
  public OptionalLong freeBytes() throws IOException {
    try {
      JsonNode disk = http.json(Call.of("diag/sys"), KuboClient.MAX_JSON_BYTES).path("diskinfo");
      JsonNode free = disk.path("free_space");
      return free.canConvertToLong() ? OptionalLong.of(free.asLong()) : OptionalLong.empty();
    } catch (NodeException e) {
      if (e.kind() == Kind.FAILED) {
        return OptionalLong.empty();
      }
      throw e;
    }
  }

  /** Its metrics that have a name and a number alone, as Prometheus is told. */
  public Map<String, Double> metrics() throws IOException {
    Call call = Call.of("/debug/metrics/prometheus");
    Map<String, Double> metrics = new TreeMap<>();
    for (String line : new String(http.bytes(call, MAX_METRICS_BYTES), UTF_8).split("\n", -1)) {
      String[] words = line.split(" ", -1);
      if (words.length == 2 && words[0].matches("[a-zA-Z_:][a-zA-Z0-9_:]*")) {
        try {
          metrics.put(words[0], Double.valueOf(words[1]));
        } catch (NumberFormatException e) {
          throw http.failures(call).of(Kind.MALFORMED, "no metric: " + words[0], null);
        }
      }
    }
    return metrics;
  }
}
