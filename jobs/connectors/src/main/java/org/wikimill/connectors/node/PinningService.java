package org.wikimill.connectors.node;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpMethod;
import org.wikimill.connectors.node.NodeException.Kind;
import org.wikimill.formats.ipld.Cid;

/**
 * A client of a remote pinning service, by the <a
 * href="https://ipfs.github.io/pinning-services-api-spec/">IPFS Pinning Service API</a> 1.0.
 *
 * <p>A service fetches what it is to pin from whoever has it. Its word that it has is no proof.
 * Limits and failures are those of {@link KuboClient}.
 */
public final class PinningService implements Closeable {
  /** The most origins that a request may name. */
  private static final int MAX_ORIGINS = 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final NodeAddress service;
  private final KuboHttp http;

  /** A client of a service, which is not asked anything yet. */
  public PinningService(NodeAddress service) throws NodeException {
    this.service = service;
    this.http = new KuboHttp(service, System.getenv());
  }

  public NodeAddress service() {
    return service;
  }

  /** How far a request is. */
  public enum State {
    QUEUED,
    PINNING,
    PINNED,
    FAILED
  }

  /**
   * A request to pin.
   *
   * @param id the service's name for it
   * @param delegates addresses of nodes that fetch it: connecting to them speeds it up
   */
  public record PinRequest(String id, State state, List<String> delegates) {}

  /**
   * Asks for a pin of a whole DAG.
   *
   * @param name for people, 255 characters at most
   * @param origins addresses of nodes that have it; the first twenty count
   */
  public PinRequest add(Cid root, String name, List<String> origins) throws IOException {
    ObjectNode pin = JSON.createObjectNode().put("cid", root.toString()).put("name", name);
    origins.stream().limit(MAX_ORIGINS).forEach(pin.withArray("origins")::add);
    Call call = Call.of("/pins");
    return request(call, http.exchange(HttpMethod.POST, call, JSON.writeValueAsBytes(pin)));
  }

  /** A request for a root, whatever became of it; empty if there is none. */
  public Optional<PinRequest> find(Cid root) throws IOException {
    Call call =
        Call.of("/pins")
            .with("cid", root)
            .with("status", "queued,pinning,pinned,failed")
            .with("limit", 1);
    JsonNode results = http.exchange(HttpMethod.GET, call, null).path("results");
    return results.isEmpty() ? Optional.empty() : Optional.of(request(call, results.get(0)));
  }

  /** How far a request is now. */
  public PinRequest look(PinRequest request) throws IOException {
    Call call = call(request);
    return request(call, http.exchange(HttpMethod.GET, call, null));
  }

  /** Takes a request back, and the pin with it. */
  public void remove(PinRequest request) throws IOException {
    http.exchange(HttpMethod.DELETE, call(request), null);
  }

  private static Call call(PinRequest request) {
    return Call.of("/pins/" + encode(request.id(), UTF_8).replace("+", "%20"));
  }

  private PinRequest request(Call call, JsonNode answer) throws NodeException {
    Failures failures = http.failures(call);
    List<String> delegates = new ArrayList<>();
    answer.path("delegates").forEach(delegate -> delegates.add(delegate.asText()));
    String id = Fields.text(failures, answer, "requestid");
    String state = Fields.text(failures, answer, "status");
    try {
      return new PinRequest(id, State.valueOf(state.toUpperCase(Locale.ROOT)), delegates);
    } catch (IllegalArgumentException e) {
      throw failures.of(Kind.MALFORMED, "no status of a request: " + state, null);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
