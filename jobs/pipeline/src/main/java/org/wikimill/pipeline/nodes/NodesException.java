package org.wikimill.pipeline.nodes;

import java.io.IOException;

/** Nodes that a build cannot use, or has no more of. */
public final class NodesException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What is to be done. */
  public enum Reason {
    /** Their settings must be changed. */
    UNFIT,
    /** They must come back, or others be named. */
    NONE_LEFT
  }

  private final Reason reason;

  public NodesException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
