package org.wikimill.get;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.wikimill.formats.sums.SumAlgorithm;

/** A web server on the loopback interface: files with ranges and entity tags, and misconduct. */
public final class WebSite implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  /** What is done about requests for a path. */
  @FunctionalInterface
  public interface Page {
    void answer(HttpExchange exchange) throws IOException;
  }

  public WebSite() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** The URL of a path, which begins with a slash. */
  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** Answers requests for a path so. */
  public WebSite on(String path, Page page) {
    pages.put(path, page);
    return this;
  }

  /** Serves a file, with ranges and an entity tag of its bytes. */
  public WebSite file(String path, byte[] bytes) {
    return on(path, exchange -> sendFile(exchange, bytes, bytes.length, true));
  }

  /** Serves a file of text. */
  public WebSite file(String path, String text) {
    return file(path, text.getBytes(UTF_8));
  }

  /** Serves a file with its sum beside it. */
  public WebSite summed(String path, byte[] bytes) {
    file(path + ".sha256", sha256(bytes) + "  " + path.substring(path.lastIndexOf('/') + 1));
    return file(path, bytes);
  }

  /** Serves a file and breaks off after so many bytes of each answer. */
  public WebSite cutting(String path, byte[] bytes, int after) {
    return on(path, exchange -> sendFile(exchange, bytes, after, true));
  }

  /** Serves a file as a server does that does not know ranges. */
  public WebSite withoutRanges(String path, byte[] bytes, int after) {
    return on(path, exchange -> sendFile(exchange, bytes, after, false));
  }

  /** Answers with a status, a header and nothing else. */
  public WebSite status(String path, int status, String header, String value) {
    return on(
        path,
        exchange -> {
          exchange.getResponseHeaders().set(header, value);
          exchange.sendResponseHeaders(status, -1);
        });
  }

  /** Answers the first requests so, and later ones as is told after. */
  public WebSite first(int count, String path, Page page, Page later) {
    AtomicInteger seen = new AtomicInteger();
    return on(path, exchange -> (seen.getAndIncrement() < count ? page : later).answer(exchange));
  }

  /** What was asked, in its order: method, path, and what of it if not all. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** The most requests that were answered at once. */
  public int mostAtOnce() {
    return most.get();
  }

  /** Sends a file, or the part that is asked for, up to a number of bytes. */
  public static void sendFile(HttpExchange exchange, byte[] bytes, int most, boolean ranges)
      throws IOException {
    String tag = "\"" + sha256(bytes).substring(0, 16) + "\"";
    String range = exchange.getRequestHeaders().getFirst("Range");
    String condition = exchange.getRequestHeaders().getFirst("If-Range");
    boolean part = ranges && range != null && (condition == null || condition.equals(tag));
    int start = part ? Integer.parseInt(range.replaceAll("bytes=([0-9]+)-", "$1")) : 0;
    if (ranges) {
      exchange.getResponseHeaders().set("ETag", tag);
    }
    if (part && start >= bytes.length) {
      exchange.getResponseHeaders().set("Content-Range", "bytes */" + bytes.length);
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    if (part) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + start + "-" + (bytes.length - 1) + "/" + bytes.length);
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", "" + bytes.length);
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    exchange.sendResponseHeaders(part ? 206 : 200, bytes.length - start);
    OutputStream out = exchange.getResponseBody();
    out.write(bytes, start, Math.min(most, bytes.length - start));
    out.flush();
  }

  /** The SHA-256 of bytes, hex. */
  public static String sha256(byte[] bytes) {
    MessageDigest digest = SumAlgorithm.SHA256.digest();
    return HexFormat.of().formatHex(digest.digest(bytes));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    String path = exchange.getRequestURI().toString();
    requests.add(exchange.getRequestMethod() + " " + path + (range == null ? "" : " " + range));
    most.accumulateAndGet(now.incrementAndGet(), Math::max);
    try {
      Page page = pages.get(path);
      if (page == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        page.answer(exchange);
      }
    } finally {
      now.decrementAndGet();
      exchange.close();
    }
  }
}
