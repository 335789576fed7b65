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
}
