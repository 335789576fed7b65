package org.wikimill.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.wikimill.testing.KuboNode;

/**
 * What the REST API of an ipfs-cluster shows of a cluster of two peers, of which one, a real node,
 * has all pins allocated to it.
 */
final class ClusterServer extends JsonServer {
  private final KuboNode node;
  private final Map<String, String> states = new ConcurrentSkipListMap<>();

  ClusterServer(KuboNode node, String userAndPassword) throws IOException {
    super(
        "Basic "
            + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8)));
    this.node = node;
  }

  @Override
  Answer answer(String method, String id, Map<String, String> query, JsonNode body) {
    return switch (method) {
      case "POST one" -> new Answer(200, add(id, query));
      case "GET one" -> new Answer(200, status(id));
      case "DELETE one" ->
          states.remove(id) != null
              ? new Answer(200, removed(id))
              : new Answer(404, error(404, "not found"));
      default -> new Answer(404, error(404, "not found"));
    };
  }

  @Override
  ObjectNode error(int status, String reason) {
    return JSON.createObjectNode().put("code", status).put("message", reason);
  }

  private ObjectNode add(String cid, Map<String, String> query) {
    states.put(cid, "pin_queued");
    threads.execute(
        () -> {
          states.put(cid, "pinning");
          for (String origin : query.get("origins").split(",", -1)) {
            node.command("swarm", "connect", origin).run();
          }
          boolean done = node.command("--timeout=10s", "pin", "add", cid).run().exitCode() == 0;
          states.put(cid, done ? "pinned" : "pin_error");
        });
    return pin(cid).put("name", query.get("name")).put("mode", query.get("mode"));
  }

  private ObjectNode removed(String cid) {
    node.command("pin", "rm", cid).succeed();
    return pin(cid);
  }

  private static ObjectNode pin(String cid) {
    return JSON.createObjectNode().put("cid", cid).put("type", "pin").put("max_depth", -1);
  }

  /** A cluster tells of every CID what each peer has to do with it. */
  private ObjectNode status(String cid) {
    String state = states.getOrDefault(cid, "unpinned");
    ObjectNode status = JSON.createObjectNode().put("cid", cid);
    ObjectNode peers = status.putObject("peer_map");
    ObjectNode here = peers.putObject("12D3KooWFirst").put("status", state);
    here.putArray("ipfs_peer_addresses")
        .add(node.command("id", "-f", "<addrs>").succeed().lines().get(0));
    peers
        .putObject("12D3KooWOther")
        .put("status", state.equals("unpinned") ? "unpinned" : "remote")
        .putArray("ipfs_peer_addresses");
    return status;
  }
}
