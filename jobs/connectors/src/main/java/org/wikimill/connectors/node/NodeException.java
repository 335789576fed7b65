package org.wikimill.connectors.node;

import java.io.IOException;

/**
 * A call that a node did not answer as it should.
 *
 * <p>The message is one line: node, call, what happened. It never holds a credential.
 */
public final class NodeException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What happened. */
  public enum Kind {
    /** No connection, or one that broke. */
    UNREACHABLE("cannot be reached"),
    /** Nothing came for too long. */
    TIMEOUT("does not answer"),
    /** The node, or what stands before it, does not want the call: status 3xx or 4xx. */
    REFUSED("refuses"),
    /** The node tried and failed: status 5xx, or an error after the answer began. */
    FAILED("failed"),
    /** The answer is not what the call promises, or too long. */
    MALFORMED("answers nonsense");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  private final String node;
  private final String call;
  private final Kind kind;
  private final String detail;

  /**
   * @param node the node's name
   * @param call the call's path, such as {@code dag/import}
   * @param detail what the node said or what was seen, in one line
   * @param cause null if there is none
   */
  public NodeException(String node, String call, Kind kind, String detail, Throwable cause) {
    super("node " + node + ", " + call + ": " + kind.text + ": " + detail, cause);
    this.node = node;
    this.call = call;
    this.kind = kind;
    this.detail = detail;
  }

  /** The node's name. */
  public String node() {
    return node;
  }

  /** The call's path. */
  public String call() {
    return call;
  }

  public Kind kind() {
    return kind;
  }

  /** What the node said, or what was seen. */
  public String detail() {
    return detail;
  }
}
