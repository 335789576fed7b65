package org.wikimill.connectors.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.wikimill.connectors.node.CarImport.Roots;
import org.wikimill.connectors.node.NodeException.Kind;
import org.wikimill.formats.ipld.Cid;

/**
 * A client of the RPC of one Kubo node. Serves many threads; must be closed.
 *
 * <p>Every answer is limited in size, every wait in time; what goes wrong is a {@link
 * NodeException}. The calls are those of <a href="https://docs.ipfs.tech/reference/kubo/rpc/">Kubo
 * 0.38 and later</a>.
 */
public final class KuboClient implements Closeable {
  /** The longest answer but for blocks and lists. */
  static final int MAX_JSON_BYTES = 1 << 20;

  /** The longest list that comes in one piece: of peers, of keys, of a directory. */
  static final int MAX_LIST_BYTES = 64 << 20;

  /** Twice what nodes exchange at most. */
  public static final int MAX_BLOCK_BYTES = 4 << 20;

  static final int MAX_LINE_BYTES = 1 << 16;

  /** The words with which Kubo says that it has no such block. */
  private static final String ABSENT = "could not find";

  private final NodeAddress node;
  private final KuboHttp http;

  /** A client of a node, which is not asked anything yet. */
  public KuboClient(NodeAddress node) throws NodeException {
    this.node = node;
    this.http = new KuboHttp(node, System.getenv());
  }

  public NodeAddress node() {
    return node;
  }

  /**
   * Who a node is.
   *
   * @param peerId its identity in the network
   * @param agent the program that it runs, with its version
   * @param addresses where peers can reach it, with its identity
   */
  public record Identity(String peerId, String agent, Set<String> addresses) {}

  /** Who the node is. */
  public Identity id() throws IOException {
    Call call = Call.of("id");
    JsonNode answer = http.json(call, MAX_JSON_BYTES);
    Set<String> addresses = new TreeSet<>();
    answer.path("Addresses").forEach(address -> addresses.add(address.asText()));
    Failures failures = http.failures(call);
    return new Identity(
        Fields.text(failures, answer, "ID"),
        Fields.text(failures, answer, "AgentVersion"),
        addresses);
  }

  /** The version of Kubo, such as {@code 0.43.0}. */
  public String version() throws IOException {
    Call call = Call.of("version");
    return Fields.text(http.failures(call), http.json(call, MAX_JSON_BYTES), "Version");
  }

  /**
   * How full a node is.
   *
   * @param repoBytes what its repository takes
   * @param storageMaxBytes what it is set to take at most, which is no hard limit
   */
  public record RepoStat(long repoBytes, long storageMaxBytes) {}

  /** How full the node is. */
  public RepoStat repoStat() throws IOException {
    Call call = Call.of("repo/stat").with("size-only", true);
    JsonNode answer = http.json(call, MAX_JSON_BYTES);
    Failures failures = http.failures(call);
    return new RepoStat(
        Fields.number(failures, answer, "RepoSize"), Fields.number(failures, answer, "StorageMax"));
  }

  /** Its settings as they stand in its file, which a running node may not have read yet. */
  public JsonNode config() throws IOException {
    return http.json(Call.of("config/show"), MAX_JSON_BYTES);
  }

  /** The identities of the peers that it is connected to. */
  public Set<String> peers() throws IOException {
    Set<String> peers = new TreeSet<>();
    for (JsonNode peer : http.json(Call.of("swarm/peers"), MAX_LIST_BYTES).path("Peers")) {
      peers.add(peer.path("Peer").asText());
    }
    return peers;
  }

  /** Connects it to a peer, by an address that holds the peer's identity. */
  public void connect(String address) throws IOException {
    http.json(Call.of("swarm/connect").arg(address), MAX_JSON_BYTES);
  }

  /** Begins to send it a CAR. */
  public CarImport importCar(Roots roots) throws IOException {
    return CarImport.begin(http, roots);
  }

  /** The length of a block that the node itself has; empty if it has none. */
  public OptionalLong blockSize(Cid cid) throws IOException {
    Call call = Call.of("block/stat").arg(cid).with("offline", true);
    Optional<JsonNode> answer = present(() -> http.json(call, MAX_JSON_BYTES));
    return answer.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Fields.number(http.failures(call), answer.get(), "Size"));
  }

  /**
   * A block that the node itself has; empty if it has none. Whether the bytes are those of the CID
   * is the caller's to check.
   */
  public Optional<byte[]> block(Cid cid) throws IOException {
    Call call = Call.of("block/get").arg(cid).with("offline", true);
    return present(() -> http.bytes(call, MAX_BLOCK_BYTES));
  }

  /** Takes the blocks of a listing. */
  @FunctionalInterface
  public interface BlockConsumer {
    void accept(Cid cid) throws IOException;
  }

  /**
   * All blocks that the node itself has, in no order. The multihashes are those of the blocks; the
   * codec is always raw, since the node does not keep it.
   */
  public void localBlocks(BlockConsumer consumer) throws IOException {
    Call call = Call.of("refs/local");
    Failures failures = http.failures(call);
    http.lines(
        call,
        MAX_LINE_BYTES,
        line -> {
          String error = line.path("Err").asText("");
          if (!error.isEmpty()) {
            throw failures.of(Kind.FAILED, error, null);
          }
          consumer.accept(Fields.cid(failures, line.path("Ref")));
        });
  }

  /** Its pins. */
  public KuboPins pins() {
    return new KuboPins(http);
  }

  /** Its mutable file system. */
  public KuboFiles files() {
    return new KuboFiles(http);
  }

  /** Its keys, and the names that it publishes with them. */
  public KuboNames names() {
    return new KuboNames(http);
  }

  /** The machine that it runs on. */
  public KuboSystem system() {
    return new KuboSystem(http);
  }

  /** What it announces. */
  public KuboProvide provide() {
    return new KuboProvide(http);
  }

  private interface Question<T> {
    T ask() throws IOException;
  }

  private static <T> Optional<T> present(Question<T> question) throws IOException {
    try {
      return Optional.of(question.ask());
    } catch (NodeException e) {
      if (e.kind() == Kind.FAILED && e.detail().contains(ABSENT)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
