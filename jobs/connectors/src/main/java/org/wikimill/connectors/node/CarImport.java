package org.wikimill.connectors.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wikimill.connectors.node.NodeException.Kind;
import org.wikimill.formats.ipld.Cid;

/**
 * A CAR on its way into a node: {@code dag/import} whose file is written here, byte by byte.
 *
 * <p>Holds one buffer. Blocks count as stored when {@link #finish} has returned; what was written
 * before may be there already, but nothing says so. Not thread-safe.
 */
public final class CarImport extends OutputStream {
  private static final int BUFFER_BYTES = 1 << 18;
  private static final int MAX_LINE_BYTES = 1 << 16;

  /**
   * What a node confirmed.
   *
   * @param blocks how many it read and stored, repeated ones counted again
   * @param bytes the bytes of those
   * @param pinned the roots that it pinned; empty if it was not to
   */
  public record Imported(long blocks, long bytes, List<Cid> pinned) {}

  /** Whether a node pins the roots that a CAR's header names. */
  public enum Roots {
    PINNED,
    UNPINNED
  }

  private final Upload upload;
  private final Failures failures;
  private final Roots roots;
  private final String boundary;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int buffered;
  private boolean ended;

  private CarImport(Upload upload, Failures failures, Roots roots, String boundary) {
    this.upload = upload;
    this.failures = failures;
    this.roots = roots;
    this.boundary = boundary;
  }

  /** Begins an import. Nothing is announced by it but what the node's strategy announces. */
  static CarImport begin(KuboHttp http, Roots roots) throws IOException {
    Call call =
        Call.of("dag/import")
            .with("pin-roots", roots == Roots.PINNED)
            .with("stats", true)
            .with("fast-provide-root", false)
            .with("fast-provide-dag", false);
    String boundary = UUID.randomUUID().toString();
    Upload upload = http.upload(call, "multipart/form-data; boundary=" + boundary);
    CarImport started = new CarImport(upload, http.failures(call), roots, boundary);
    started.text(
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"blocks.car\""
            + "\r\nContent-Type: application/octet-stream\r\n\r\n");
    return started;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (ended) {
      throw new IOException("the import has ended");
    }
    int from = offset;
    int left = length;
    while (left > 0) {
      if (buffered == buffer.length) {
        drain();
      }
      int n = Math.min(left, buffer.length - buffered);
      System.arraycopy(bytes, from, buffer, buffered, n);
      buffered += n;
      from += n;
      left -= n;
    }
  }

  /**
   * Ends the CAR and waits for the node to have stored all of it.
   *
   * @throws NodeException if it has not, or if roots that were to be pinned are not
   */
  public Imported finish() throws IOException {
    text("\r\n--" + boundary + "--\r\n");
    drain();
    ended = true;
    List<Cid> pinned = new ArrayList<>();
    JsonNode stats = null;
    LineBuffer lines = new LineBuffer(MAX_LINE_BYTES);
    try (Answer answer = upload.answer()) {
      for (Optional<JsonNode> line = answer.line(lines);
          line.isPresent();
          line = answer.line(lines)) {
        if (line.get().hasNonNull("Root")) {
          pinned.add(pinned(line.get().get("Root")));
        } else if (line.get().hasNonNull("Stats")) {
          stats = line.get().get("Stats");
        }
      }
    }
    if (stats == null || roots == Roots.PINNED && pinned.isEmpty()) {
      throw failures.of(Kind.MALFORMED, "the import ended without a count", null);
    }
    return new Imported(
        stats.path("BlockCount").asLong(-1), stats.path("BlockBytesCount").asLong(-1), pinned);
  }

  private Cid pinned(JsonNode root) throws NodeException {
    String failure = root.path("PinErrorMsg").asText("");
    if (!failure.isEmpty()) {
      throw failures.of(Kind.FAILED, "cannot pin a root: " + failure, null);
    }
    return Fields.cid(failures, root.path("Cid").path("/"));
  }

  private void text(String text) throws IOException {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    write(bytes, 0, bytes.length);
  }

  private void drain() throws IOException {
    upload.write(buffer, 0, buffered);
    buffered = 0;
  }

  /** Gives the import up, unless it is finished. */
  @Override
  public void close() {
    if (!ended) {
      ended = true;
      upload.abort();
    }
  }
}
