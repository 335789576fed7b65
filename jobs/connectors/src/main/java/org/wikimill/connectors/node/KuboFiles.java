package org.wikimill.connectors.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wikimill.connectors.node.NodeException.Kind;
import org.wikimill.formats.ipld.Cid;

/** The mutable file system of a node (MFS): names for DAGs, which keep them from collection. */
public final class KuboFiles {
  private static final String ABSENT = "does not exist";

  private final KuboHttp http;

  KuboFiles(KuboHttp http) {
    this.http = http;
  }

  /**
   * What stands at a path.
   *
   * @param cid its DAG
   * @param directory whether it is one
   * @param cumulativeBytes the bytes of all blocks of the DAG, repeated ones counted each time
   */
  public record Stat(Cid cid, boolean directory, long cumulativeBytes) {}

  /** What stands at a path; empty if nothing does. */
  public Optional<Stat> stat(String path) throws IOException {
    Call call = Call.of("files/stat").arg(path);
    Failures failures = http.failures(call);
    Optional<JsonNode> answer = present(call);
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Stat(
            Fields.cid(failures, answer.get().path("Hash")),
            Fields.text(failures, answer.get(), "Type").equals("directory"),
            Fields.number(failures, answer.get(), "CumulativeSize")));
  }

  /**
   * The bytes of all blocks of a DAG by what its root says, which no block needs to be read for.
   */
  public long cumulativeBytes(Cid root) throws IOException {
    return stat("/ipfs/" + root)
        .orElseThrow(() -> new IllegalStateException("no DAG " + root))
        .cumulativeBytes();
  }

  /** The entries of a directory; empty if there is none. */
  public SortedMap<String, Cid> list(String path) throws IOException {
    Call call = Call.of("files/ls").arg(path).with("long", true);
    SortedMap<String, Cid> entries = new TreeMap<>();
    Failures failures = http.failures(call);
    Optional<JsonNode> answer = present(call);
    if (answer.isPresent()) {
      for (JsonNode entry : answer.get().path("Entries")) {
        entries.put(Fields.text(failures, entry, "Name"), Fields.cid(failures, entry.path("Hash")));
      }
    }
    return entries;
  }

  /** Makes a directory and those above it; nothing happens if it is there. */
  public void makeDirectory(String path) throws IOException {
    http.bytes(
        Call.of("files/mkdir").arg(path).with("parents", true).with("cid-version", 1),
        KuboClient.MAX_JSON_BYTES);
  }

  /** Lets a DAG stand at a path where nothing stands; no block is fetched but the root's. */
  public void copy(Cid root, String path) throws IOException {
    http.bytes(
        Call.of("files/cp").arg("/ipfs/" + root).arg(path).with("parents", true),
        KuboClient.MAX_JSON_BYTES);
  }

  /** Removes what stands at a path; nothing happens if nothing does. */
  public void remove(String path) throws IOException {
    if (stat(path).isPresent()) {
      http.bytes(Call.of("files/rm").arg(path).with("recursive", true), KuboClient.MAX_JSON_BYTES);
    }
  }

  /** Writes what has changed at a path and above to the node's disk. */
  public void flush(String path) throws IOException {
    http.bytes(Call.of("files/flush").arg(path), KuboClient.MAX_JSON_BYTES);
  }

  private Optional<JsonNode> present(Call call) throws IOException {
    try {
      return Optional.of(http.json(call, KuboClient.MAX_LIST_BYTES));
    } catch (NodeException e) {
      if (e.kind() == Kind.FAILED && e.detail().contains(ABSENT)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
