package org.wikimill.connectors.node;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 */
final class PinningService implements RemotePinner {
  /** The most origins that a request may name. */
  private static final int MAX_ORIGINS = 20;

  /** A service names the same request until it is gone; so many are taken back at most. */
  private static final int MAX_REQUESTS = 1000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final KuboHttp http;

  PinningService(KuboHttp http) {
    this.http = http;
  }

  @Override
  public PinRequest add(Cid root, String name, List<String> origins) throws IOException {
    ObjectNode pin = JSON.createObjectNode().put("cid", root.toString()).put("name", name);
    origins.stream().limit(MAX_ORIGINS).forEach(pin.withArray("origins")::add);
    Call call = Call.of("/pins");
    return request(call, http.exchange(HttpMethod.POST, call, JSON.writeValueAsBytes(pin)));
  }

  @Override
  public Optional<PinRequest> find(Cid root) throws IOException {
    Call call =
        Call.of("/pins")
            .with("cid", root)
            .with("status", "queued,pinning,pinned,failed")
            .with("limit", 1);
    JsonNode results = http.exchange(HttpMethod.GET, call, null).path("results");
    return results.isEmpty() ? Optional.empty() : Optional.of(request(call, results.get(0)));
  }

  @Override
  public PinRequest look(PinRequest request) throws IOException {
    Call call = call(request);
    return request(call, http.exchange(HttpMethod.GET, call, null));
  }

  @Override
  public List<PinRequest> remove(Cid root) throws IOException {
    List<PinRequest> removed = new ArrayList<>();
    Optional<PinRequest> request = find(root);
    while (request.isPresent() && removed.size() < MAX_REQUESTS) {
      http.exchange(HttpMethod.DELETE, call(request.get()), null);
      removed.add(request.get());
      request = find(root);
    }
    return removed;
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
