package org.wikimill.connectors.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wikimill.formats.ipld.Cid;

/** The keys of a node, and IPNS names: a key's word of what it stands for. */
public final class KuboNames {
  private static final String UNRESOLVED = "could not resolve name";

  /** How long a node may look for those in the network who are to keep a record. */
  private static final Duration SEARCH = Duration.ofMinutes(10);

  private final KuboHttp http;

  KuboNames(KuboHttp http) {
    this.http = http;
  }

  /** The keys by the names that the node has for them; the values are IPNS names. */
  public SortedMap<String, String> keys() throws IOException {
    Call call = Call.of("key/list");
    SortedMap<String, String> keys = new TreeMap<>();
    for (JsonNode key : http.json(call, KuboClient.MAX_LIST_BYTES).path("Keys")) {
      keys.put(
          Fields.text(http.failures(call), key, "Name"),
          Fields.text(http.failures(call), key, "Id"));
    }
    return keys;
  }

  /** Makes a key; its IPNS name. */
  public String generate(String key) throws IOException {
    Call call = Call.of("key/gen").arg(key);
    return Fields.text(http.failures(call), http.json(call, KuboClient.MAX_JSON_BYTES), "Id");
  }

  /**
   * Publishes a DAG under a key, also where the node has no peers yet; the IPNS name.
   *
   * @param key the node's name for it
   * @param lifetime how long the word holds
   */
  public String publish(Cid root, String key, Duration lifetime) throws IOException {
    Call call =
        Call.of("name/publish")
            .arg("/ipfs/" + root)
            .with("key", key)
            .with("lifetime", lifetime.toSeconds() + "s")
            .with("allow-offline", true)
            .with("resolve", false);
    return Fields.text(
        http.failures(call), http.json(call, KuboClient.MAX_JSON_BYTES, SEARCH), "Name");
  }

  /** What a name stands for by the record that the node itself has; empty if it has none. */
  public Optional<String> record(String name) throws IOException {
    Call call = Call.of("name/resolve").arg(name).with("offline", true);
    try {
      JsonNode answer = http.json(call, KuboClient.MAX_JSON_BYTES);
      return Optional.of(Fields.text(http.failures(call), answer, "Path"));
    } catch (NodeException e) {
      if (e.kind() == NodeException.Kind.FAILED && e.detail().contains(UNRESOLVED)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** What a name stands for: a path. */
  public String resolve(String name) throws IOException {
    Call call = Call.of("name/resolve").arg(name);
    return Fields.text(http.failures(call), http.json(call, KuboClient.MAX_JSON_BYTES), "Path");
  }
}
