package org.wikimill.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.wikimill.testing.KuboNode;

/**
 * A remote pinning service on the loopback interface: the IPFS Pinning Service API in front of a
 * real node, which connects to the origins and pins what is asked for.
 */
final class PinningServer extends JsonServer {
  private final KuboNode node;
  private final Map<String, ObjectNode> requests = new ConcurrentSkipListMap<>();

  PinningServer(KuboNode node, String token) throws IOException {
    super("Bearer " + token);
    this.node = node;
  }

  @Override
  Answer answer(String method, String id, Map<String, String> query, JsonNode body) {
    return switch (method) {
      case "POST" -> new Answer(202, add(body));
      case "GET" -> new Answer(200, list(query));
      case "GET one" -> new Answer(requests.containsKey(id) ? 200 : 404, one(id));
      case "DELETE one" -> new Answer(remove(id) ? 202 : 404, null);
      default -> new Answer(400, error(400, "no such call"));
    };
  }

  @Override
  ObjectNode error(int status, String reason) {
    ObjectNode error = JSON.createObjectNode();
    error.putObject("error").put("reason", reason);
    return error;
  }

  private ObjectNode one(String id) {
    return requests.getOrDefault(id, error(404, "no such request"));
  }

  private ObjectNode add(JsonNode pin) {
    String id = "request " + (requests.size() + 1); // an opaque text: clients must encode it
    ObjectNode request = JSON.createObjectNode();
    request.put("requestid", id).put("status", "queued").put("created", "2026-05-01T00:00:00Z");
    request.set("pin", pin);
    request.putArray("delegates").add(node.command("id", "-f", "<addrs>").succeed().lines().get(0));
    requests.put(id, request);
    threads.execute(() -> pin(request, pin));
    return request.deepCopy();
  }

  private void pin(ObjectNode request, JsonNode pin) {
    request.put("status", "pinning");
    for (JsonNode origin : pin.path("origins")) {
      node.command("swarm", "connect", origin.asText()).run();
    }
    boolean done =
        node.command("--timeout=10s", "pin", "add", pin.get("cid").asText()).run().exitCode() == 0;
    request.put("status", done ? "pinned" : "failed");
  }

  private ObjectNode list(Map<String, String> filters) {
    String states = "," + filters.getOrDefault("status", "pinned") + ",";
    ObjectNode list = JSON.createObjectNode();
    for (ObjectNode request : requests.values()) {
      String cid = request.at("/pin/cid").asText();
      if (states.contains("," + request.get("status").asText() + ",")
          && filters.getOrDefault("cid", cid).contains(cid)) {
        list.withArray("results").add(request.deepCopy());
      }
    }
    return list.put("count", list.withArray("results").size());
  }

  private boolean remove(String id) {
    ObjectNode request = requests.remove(id);
    if (request != null) {
      node.command("pin", "rm", request.at("/pin/cid").asText()).run();
    }
    return request != null;
  }
}
