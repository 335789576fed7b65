package org.wikimill.connectors.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/**
 * A call of Kubo's RPC: its path below {@code /api/v0}, and its arguments. Immutable.
 *
 * @param path such as {@code dag/import}
 * @param query encoded, without the question mark
 */
record Call(String path, String query) {
  static Call of(String path) {
    return new Call(path, "");
  }

  /** The same with one more positional argument. */
  Call arg(Object value) {
    return with("arg", value);
  }

  /** The same with an option. */
  Call with(String option, Object value) {
    String pair = option + "=" + URLEncoder.encode(value.toString(), UTF_8);
    return new Call(path, query.isEmpty() ? pair : query + "&" + pair);
  }

  String pathAndQuery() {
    return query.isEmpty() ? path : path + "?" + query;
  }
}
