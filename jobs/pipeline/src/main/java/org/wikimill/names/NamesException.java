package org.wikimill.names;

import java.io.IOException;

/** A name that could not be set or seen, for a reason that its user can act on. */
public final class NamesException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** The name is in no zone that the server is the authority for, or cannot have a TXT record. */
    OUTSIDE,
    /** Another value is there than was expected. */
    CHANGED,
    /** The server does not let the key do it, or does not know it. */
    REFUSED,
    /** No answer came, or one that is not the server's. */
    UNREACHABLE,
    /** It was set, and is not to be seen in time. */
    UNSEEN
  }

  private final Reason reason;

  NamesException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  NamesException(Reason reason, String message, IOException cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
