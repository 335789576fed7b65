package org.wikimill.gateway;

import java.util.Map;

/** A request that is answered with an error. */
final class HttpFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Map<String, String> headers;

  /**
   * @param status the HTTP status, 400 or higher
   * @param message one line for a human
   */
  HttpFailure(int status, String message) {
    this(status, message, Map.of());
  }

  HttpFailure(int status, String message, Map<String, String> headers) {
    super(message);
    this.status = status;
    this.headers = Map.copyOf(headers);
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }
}
