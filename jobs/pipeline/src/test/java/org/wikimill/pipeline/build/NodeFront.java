package org.wikimill.pipeline.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A reverse proxy before a node that answers 500 to every import, as one does without room. */
final class NodeFront implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final String node;

  NodeFront(String node) throws IOException {
    this.node = node;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestURI().getPath().endsWith("/dag/import")) {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        byte[] body = "{\"Message\":\"no room\",\"Code\":0,\"Type\":\"error\"}".getBytes(UTF_8);
        exchange.sendResponseHeaders(500, body.length);
        exchange.getResponseBody().write(body);
      } else {
        forward(exchange);
      }
    }
  }

  private void forward(HttpExchange exchange) throws IOException {
    HttpURLConnection call =
        (HttpURLConnection) URI.create(node + exchange.getRequestURI()).toURL().openConnection();
    call.setRequestMethod("POST");
    int status = call.getResponseCode();
    exchange.sendResponseHeaders(status, 0);
    try (InputStream in = status == 200 ? call.getInputStream() : call.getErrorStream()) {
      in.transferTo(exchange.getResponseBody());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
