package org.wikimill.get;

import java.io.IOException;

/** A download that ends for a reason that its user can act on. */
public final class GetException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why it ended. */
  public enum Reason {
    /** Nothing is published that was asked for. */
    NOTHING_MATCHES,
    /** What stands in the folder is in the way. */
    IN_THE_WAY,
    /** Nobody states a sum, so that what comes could be anything. */
    UNVERIFIABLE,
    /** No server gave the file, though all were asked as often as is polite. */
    NETWORK,
    /** The file cannot be written. */
    DISK
  }

  private final Reason reason;

  public GetException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public GetException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
