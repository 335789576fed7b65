package org.wikimill.connectors.io;

import java.io.IOException;

/** Output that could not be written: a full disk, a lost mount, a medium that fails. */
public final class SinkException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param file what was being written
   * @param writtenBytes how much of it had been taken
   */
  public SinkException(String file, long writtenBytes, IOException cause) {
    super(
        "cannot write " + file + " after " + writtenBytes + " bytes: " + cause.getMessage(), cause);
  }

  private SinkException(String message, SinkException cause) {
    super(message, cause);
  }

  /** The same failure, and what can be done about it. */
  public SinkException with(String advice) {
    return new SinkException(getMessage() + "; " + advice, this);
  }
}
