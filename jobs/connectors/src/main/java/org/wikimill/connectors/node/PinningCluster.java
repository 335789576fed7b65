package org.wikimill.connectors.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpMethod;
import org.wikimill.formats.ipld.Cid;

/**
 * A client of an ipfs-cluster, by its <a
 * href="https://ipfscluster.io/documentation/reference/api/">REST API</a>.
 *
 * <p>A root has one pin in a cluster, which is named by its CID. How many peers are to have it is
 * the cluster's own setting; it is pinned when all to which it was allocated say so.
 */
final class PinningCluster implements RemotePinner {
  /** The most origins that a request may name. */
  private static final int MAX_ORIGINS = 20;

  /** Of peers that will have the root when nothing goes wrong. */
  private static final Set<String> ON_ITS_WAY = Set.of("pin_queued", "pinning");

  /** Of peers that have nothing to do with it. */
  private static final Set<String> ELSEWHERE =
      Set.of("unpinned", "remote", "unpinning", "unpin_queued");

  private final KuboHttp http;

  PinningCluster(KuboHttp http) {
    this.http = http;
  }

  @Override
  public PinRequest add(Cid root, String name, List<String> origins) throws IOException {
    Call call = call(root.toString()).with("name", name).with("mode", "recursive");
    if (!origins.isEmpty()) {
      List<String> first = origins.subList(0, Math.min(MAX_ORIGINS, origins.size()));
      call = call.with("origins", String.join(",", first));
    }
    http.exchange(HttpMethod.POST, call, null);
    return look(new PinRequest(root.toString(), State.QUEUED, List.of()));
  }

  @Override
  public Optional<PinRequest> find(Cid root) throws IOException {
    JsonNode status = status(root.toString());
    return peers(status).isEmpty()
        ? Optional.empty()
        : Optional.of(request(root.toString(), status));
  }

  @Override
  public PinRequest look(PinRequest request) throws IOException {
    return request(request.id(), status(request.id()));
  }

  @Override
  public List<PinRequest> remove(Cid root) throws IOException {
    Optional<PinRequest> request = find(root);
    if (request.isPresent()) {
      http.exchange(HttpMethod.DELETE, call(root.toString()), null);
    }
    return request.stream().toList();
  }

  private JsonNode status(String cid) throws IOException {
    Call call = call(cid);
    JsonNode status = http.exchange(HttpMethod.GET, call, null);
    Fields.cid(http.failures(call), status.path("cid"));
    return status;
  }

  private static Call call(String cid) {
    return Call.of("/pins/" + cid);
  }

  /** The states of all peers that have something to do with the root, in the cluster's words. */
  private static List<String> peers(JsonNode status) {
    List<String> states = new ArrayList<>();
    status.path("peer_map").forEach(peer -> states.add(peer.path("status").asText("")));
    states.removeIf(ELSEWHERE::contains);
    return states;
  }

  private static PinRequest request(String cid, JsonNode status) {
    Set<String> delegates = new TreeSet<>();
    for (JsonNode peer : status.path("peer_map")) {
      peer.path("ipfs_peer_addresses").forEach(address -> delegates.add(address.asText()));
    }
    return new PinRequest(cid, state(status), List.copyOf(delegates));
  }

  /** Errors count when no peer is on its way any more: a cluster tries again by itself. */
  private static State state(JsonNode status) {
    Set<String> states = new HashSet<>(peers(status));
    if (states.stream().anyMatch(ON_ITS_WAY::contains)) {
      return states.contains("pinning") ? State.PINNING : State.QUEUED;
    }
    // Right after the request its peers may not know of it yet.
    return states.isEmpty()
        ? State.QUEUED
        : states.equals(Set.of("pinned")) ? State.PINNED : State.FAILED;
  }

  @Override
  public void close() {
    http.close();
  }
}
