package org.wikimill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server of JSON on the loopback interface, below {@code /pins}, for those with a secret. */
abstract class JsonServer implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  final ExecutorService threads = Executors.newCachedThreadPool();
  private final String authorization;
  private final HttpServer server;

  JsonServer(String authorization) throws IOException {
    this.authorization = authorization;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/pins", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * What a server answers.
   *
   * @param body null for none
   */
  record Answer(int status, JsonNode body) {}

  /**
   * Answers a call.
   *
   * @param method and, where the path names one pin, the word {@code one}
   * @param id the pin's name; empty if there is none
   */
  abstract Answer answer(String method, String id, Map<String, String> query, JsonNode body)
      throws IOException;

  abstract JsonNode error(int status, String reason);

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer =
          authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))
              ? answer(exchange)
              : new Answer(401, error(401, "the secret is missing or wrong"));
      byte[] bytes = answer.body == null ? new byte[0] : answer.body.toString().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    String id = exchange.getRequestURI().getPath().replaceFirst("^/pins/?", "");
    Map<String, String> query = new TreeMap<>();
    String text = exchange.getRequestURI().getQuery();
    for (String pair : text == null ? new String[0] : text.split("&", -1)) {
      query.put(pair.replaceFirst("=.*", ""), pair.replaceFirst("[^=]*=?", ""));
    }
    String method = exchange.getRequestMethod() + (id.isEmpty() ? "" : " one");
    return answer(method, id, query, JSON.readTree(exchange.getRequestBody()));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
