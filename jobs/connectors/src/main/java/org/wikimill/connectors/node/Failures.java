package org.wikimill.connectors.node;

import java.io.EOFException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.wikimill.connectors.node.NodeException.Kind;

/**
 * The failures of one call.
 *
 * @param node the node's name
 * @param call the call's path
 */
record Failures(String node, String call) {
  NodeException of(Kind kind, String detail, Throwable cause) {
    return new NodeException(node, call, kind, detail, cause);
  }

  /** What a failure of the connection means. */
  NodeException of(Throwable failure) {
    Throwable root = failure;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof NodeException known) {
        return known;
      }
      if (t instanceof TimeoutException || t instanceof java.net.SocketTimeoutException) {
        return of(Kind.TIMEOUT, "nothing came in time", failure);
      }
      root = t instanceof ExecutionException ? root : t;
    }
    if (root instanceof EOFException || root instanceof ClosedChannelException) {
      return of(Kind.UNREACHABLE, "the connection ended", failure);
    }
    String message = root.getMessage() == null ? "" : ": " + root.getMessage();
    return of(Kind.UNREACHABLE, root.getClass().getSimpleName() + message, failure);
  }

  InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while node " + node + " answered " + call);
  }
}
