package org.wikimill.connectors.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.wikimill.connectors.node.NodeException.Kind;
import org.wikimill.formats.ipld.Cid;

/** The pins of a node: what its garbage collection leaves alone. */
public final class KuboPins {
  private static final String NOT_PINNED = "not pinned";

  private final KuboHttp http;

  KuboPins(KuboHttp http) {
    this.http = http;
  }

  /**
   * A pin of a whole DAG.
   *
   * @param name empty if it has none
   */
  public record Pin(Cid root, String name) {}

  /** Takes pins. */
  @FunctionalInterface
  public interface PinConsumer {
    void accept(Pin pin) throws IOException;
  }

  /** Where blocks come from that a node lacks of what it is to pin. */
  public enum Source {
    /** From its peers, which may take for ever. */
    PEERS,
    /** From nowhere: the pin fails. */
    NOWHERE
  }

  /** {@link #add(Cid, String, Source, Duration, LongConsumer)} from peers. */
  public void add(Cid root, String name, Duration patience, LongConsumer progress)
      throws IOException {
    add(root, name, Source.PEERS, patience, progress);
  }

  /**
   * Pins a whole DAG. Nothing is announced by it. A pin that makes no progress for a while is given
   * up.
   *
   * @param name for people, 255 bytes at most
   * @param patience how long the number of blocks may stand still
   * @param progress is told how many blocks have been walked so far
   */
  public void add(Cid root, String name, Source source, Duration patience, LongConsumer progress)
      throws IOException {
    Call call =
        Call.of("pin/add")
            .arg(root)
            .with("name", name)
            .with("progress", true)
            .with("offline", source == Source.NOWHERE)
            .with("fast-provide-root", false)
            .with("fast-provide-dag", false);
    Failures failures = http.failures(call);
    Progress seen = new Progress(failures, patience, progress);
    http.lines(call, KuboClient.MAX_LINE_BYTES, seen::line);
    if (!seen.pinned) {
      throw failures.of(Kind.MALFORMED, "the answer ended before the pin was set", null);
    }
  }

  private static final class Progress {
    private final Failures failures;
    private final Duration patience;
    private final LongConsumer listener;
    private long blocks = -1;
    private long movedNanos = System.nanoTime();
    private boolean pinned;

    Progress(Failures failures, Duration patience, LongConsumer listener) {
      this.failures = failures;
      this.patience = patience;
      this.listener = listener;
    }

    void line(JsonNode line) throws NodeException {
      pinned |= line.path("Pins").size() > 0;
      long now = line.path("Progress").asLong(0);
      if (now > blocks) {
        blocks = now;
        movedNanos = System.nanoTime();
        listener.accept(blocks);
      } else if (!pinned && System.nanoTime() - movedNanos > patience.toNanos()) {
        throw failures.of(
            Kind.TIMEOUT,
            "no progress after " + blocks + " blocks: no peer has the next one",
            null);
      }
    }
  }

  /** Removes the pin of a DAG; nothing happens if there is none. */
  public void remove(Cid root) throws IOException {
    try {
      http.json(Call.of("pin/rm").arg(root), KuboClient.MAX_JSON_BYTES);
    } catch (NodeException e) {
      if (e.kind() != Kind.FAILED || !e.detail().contains(NOT_PINNED)) {
        throw e;
      }
    }
  }

  /** All pins of whole DAGs, with their names, in no order. */
  public void list(PinConsumer consumer) throws IOException {
    Call call =
        Call.of("pin/ls").with("type", "recursive").with("names", true).with("stream", true);
    Failures failures = http.failures(call);
    http.lines(
        call,
        KuboClient.MAX_LINE_BYTES,
        line ->
            consumer.accept(
                new Pin(Fields.cid(failures, line.path("Cid")), line.path("Name").asText(""))));
  }

  /** Whether a whole DAG is pinned by its root itself. */
  public boolean has(Cid root) throws IOException {
    try {
      http.json(Call.of("pin/ls").arg(root).with("type", "recursive"), KuboClient.MAX_JSON_BYTES);
      return true;
    } catch (NodeException e) {
      if (e.kind() == Kind.FAILED && e.detail().contains(NOT_PINNED)) {
        return false;
      }
      throw e;
    }
  }
}
