package org.wikimill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.wikimill.testing.KuboNode;

/**
 * A remote pinning service on the loopback interface: the IPFS Pinning Service API in front of a
 * real node, which connects to the origins and pins what is asked for.
 */
final class PinningServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KuboNode node;
  private final String token;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, ObjectNode> requests = new ConcurrentSkipListMap<>();

  PinningServer(KuboNode node, String token) throws IOException {
    this.node = node;
    this.token = token;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/pins", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      if (!("Bearer " + token).equals(authorization)) {
        answer(exchange, 401, error("access token is missing or invalid"));
        return;
      }
      String id = exchange.getRequestURI().getPath().replaceFirst("^/pins/?", "");
      switch (exchange.getRequestMethod() + (id.isEmpty() ? "" : " one")) {
        case "POST" -> answer(exchange, 202, add(JSON.readTree(exchange.getRequestBody())));
        case "GET" -> answer(exchange, 200, list(exchange.getRequestURI().getQuery()));
        case "GET one" -> answer(exchange, requests.containsKey(id) ? 200 : 404, one(id));
        case "DELETE one" -> answer(exchange, remove(id) ? 202 : 404, null);
        default -> answer(exchange, 400, error("no such call"));
      }
    }
  }

  private static ObjectNode error(String reason) {
    ObjectNode error = JSON.createObjectNode();
    error.putObject("error").put("reason", reason);
    return error;
  }

  private ObjectNode one(String id) {
    return requests.getOrDefault(id, error("no such request"));
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

  private ObjectNode list(String query) {
    Map<String, String> filters = new TreeMap<>();
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      filters.put(pair.replaceFirst("=.*", ""), pair.replaceFirst("[^=]*=?", ""));
    }
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

  private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = body == null ? new byte[0] : body.toString().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
