package org.wikimill.gateway;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a URL.
 *
 * @param text as in the URL, without the question mark; empty if there is none
 * @param values the first value of each name
 */
record Query(String text, Map<String, String> values) {

  /** Reads a query; {@code null} is none. */
  static Query of(String text) throws HttpFailure {
    Map<String, String> values = new LinkedHashMap<>();
    if (text == null || text.isEmpty()) {
      return new Query("", values);
    }
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      values.putIfAbsent(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }
    return new Query(text, values);
  }

  private static String decode(String text) throws HttpFailure {
    return new String(Percent.decode(text.replace('+', ' ')), StandardCharsets.UTF_8);
  }

  /** A value that is not empty. */
  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /** To be put after a path: with the question mark, or nothing. */
  String suffix() {
    return text.isEmpty() ? "" : "?" + text;
  }
}
