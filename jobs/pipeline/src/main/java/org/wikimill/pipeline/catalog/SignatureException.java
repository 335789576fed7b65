package org.wikimill.pipeline.catalog;

import java.io.IOException;

/** A list that is not signed as it must be, or that could not be signed. */
public final class SignatureException extends IOException {
  private static final long serialVersionUID = 1L;

  SignatureException(String message) {
    super(message);
  }

  SignatureException(String message, IOException cause) {
    super(message, cause);
  }
}
