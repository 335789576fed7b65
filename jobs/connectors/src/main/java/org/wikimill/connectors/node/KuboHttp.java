package org.wikimill.connectors.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.ContinueProtocolHandler;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.OutputStreamRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wikimill.connectors.node.NodeException.Kind;

/**
 * HTTP/1.1 to one node, with connections that are kept. Serves many threads.
 *
 * <p>Redirects are not followed, cookies not kept, encodings not offered: what comes is what the
 * node sent, and its length is what is counted.
 */
final class KuboHttp implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(KuboHttp.class);
  private static final int MAX_THREADS = 8;
  private static final int MAX_HEADER_BYTES = 32 << 10;

  private final NodeAddress node;
  private final Map<String, String> environment;
  private final HttpClient client;

  /**
   * @param environment which may hold the node's secret
   * @throws NodeException if the certificates cannot be read
   */
  KuboHttp(NodeAddress node, Map<String, String> environment) throws NodeException {
    this.node = node;
    this.environment = environment;
    ClientConnector connector = new ClientConnector();
    connector.setSelectors(1);
    connector.setSslContextFactory(tls(node));
    this.client = new HttpClient(new HttpClientTransportOverHTTP(connector));
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 0);
    threads.setName("node " + node.name());
    threads.setDaemon(true);
    client.setExecutor(threads);
    client.setConnectTimeout(node.timeouts().connect().toMillis());
    client.setIdleTimeout(node.timeouts().idle().toMillis());
    client.setFollowRedirects(false);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "wikimill"));
    client.setMaxResponseHeadersSize(MAX_HEADER_BYTES);
    start();
  }

  private void start() throws NodeException {
    try {
      client.start();
      client.getProtocolHandlers().clear(); // each final answer is ours to judge
      client.getProtocolHandlers().put(new ContinueProtocolHandler());
      client.getContentDecoderFactories().clear();
    } catch (Exception e) {
      throw new NodeException(node.name(), "client", Kind.UNREACHABLE, "cannot start: " + e, e);
    }
  }

  /** One JSON value. */
  JsonNode json(Call call, int maxBytes) throws IOException {
    try (Answer answer = send(call)) {
      return answer.json(maxBytes);
    }
  }

  /** One JSON value of a call that a node works on for so long before it answers. */
  JsonNode json(Call call, int maxBytes, Duration work) throws IOException {
    Request request = request(call).idleTimeout(work.toMillis(), TimeUnit.MILLISECONDS);
    try (Answer answer = send(call, request, work.toMillis())) {
      return answer.json(maxBytes);
    }
  }

  /** A short body. */
  byte[] bytes(Call call, int maxBytes) throws IOException {
    try (Answer answer = send(call)) {
      return answer.bytes(maxBytes);
    }
  }

  /**
   * What another API than Kubo's answers: one JSON value, a missing one if it is empty.
   *
   * @param json the body; null for none
   */
  JsonNode exchange(HttpMethod method, Call call, byte[] json) throws IOException {
    Request request = request(call).method(method);
    if (json != null) {
      request.body(new BytesRequestContent("application/json", json));
    }
    try (Answer answer = send(call, request)) {
      return answer.optionalJson(KuboClient.MAX_JSON_BYTES);
    }
  }

  /** JSON values, one a line, however many. */
  void lines(Call call, int maxLineBytes, JsonConsumer consumer) throws IOException {
    LineBuffer lines = new LineBuffer(maxLineBytes);
    try (Answer answer = send(call)) {
      for (Optional<JsonNode> line = answer.line(lines);
          line.isPresent();
          line = answer.line(lines)) {
        consumer.accept(line.get());
      }
    }
  }

  /** Takes the values of an answer. */
  @FunctionalInterface
  interface JsonConsumer {
    void accept(JsonNode value) throws IOException;
  }

  /**
   * Begins a call whose body is written while it runs. The body waits for the node's word to go on
   * (RFC 9110, 10.1.1): one that refuses says so before it gets a byte, where it would otherwise
   * hang up on what is being sent, and its answer be lost with the connection.
   */
  Upload upload(Call call, String contentType) throws IOException {
    OutputStreamRequestContent content = new OutputStreamRequestContent(contentType);
    // How long we take is our own affair: the upload watches the node alone.
    Request request =
        request(call)
            .idleTimeout(0, TimeUnit.MILLISECONDS)
            .headers(fields -> fields.put(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE))
            .body(content);
    Upload.Listener listener = new Upload.Listener();
    request.send(listener);
    return new Upload(
        failures(call),
        request,
        content.getOutputStream(),
        listener,
        client.getScheduler(),
        node.timeouts().idle().toMillis());
  }

  private Answer send(Call call) throws IOException {
    return send(call, request(call));
  }

  private Answer send(Call call, Request request) throws IOException {
    return send(call, request, node.timeouts().idle().toMillis());
  }

  private Answer send(Call call, Request request, long idleMillis) throws IOException {
    InputStreamResponseListener listener = new InputStreamResponseListener();
    request.send(listener);
    // The connection's own timeout comes first, and says more.
    long patience = 2 * (node.timeouts().connect().toMillis() + idleMillis);
    return Answer.await(failures(call), listener, patience);
  }

  private Request request(Call call) throws IOException {
    Request request = client.newRequest(node.call(call.pathAndQuery())).method(HttpMethod.POST);
    Optional<String> authorization;
    try {
      authorization = node.credentials().authorization(environment);
    } catch (IOException e) {
      throw failures(call).of(Kind.REFUSED, e.getMessage(), e);
    }
    authorization.ifPresent(
        value -> request.headers(headers -> headers.put(HttpHeader.AUTHORIZATION, value)));
    return request;
  }

  Failures failures(Call call) {
    return new Failures(node.name(), call.path());
  }

  private static SslContextFactory.Client tls(NodeAddress node) throws NodeException {
    SslContextFactory.Client tls = new SslContextFactory.Client();
    if (node.trusted().isEmpty()) {
      return tls;
    }
    String file = node.trusted().get();
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("ca-" + trusted.size(), certificate);
      }
      if (trusted.size() == 0) {
        throw new IOException("it holds no certificate");
      }
      tls.setTrustStore(trusted);
      return tls;
    } catch (IOException | GeneralSecurityException e) {
      throw new NodeException(
          node.name(), "TLS", Kind.REFUSED, "cannot read ca_file " + file + ": " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      client.stop();
    } catch (Exception e) {
      LOG.debug("a client that does not stop in order", e); // its threads are daemons
    }
  }
}
