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
      String name = name(pair);
      boolean hasValue = name.length() < pair.length();
      values.putIfAbsent(decode(name), hasValue ? decode(pair.substring(name.length() + 1)) : "");
    }
    return new Query(text, values);
  }

  private static String name(String pair) {
    int equals = pair.indexOf('=');
    return equals < 0 ? pair : pair.substring(0, equals);
  }

  private static String decode(String text) throws HttpFailure {
    return new String(Percent.decode(text.replace('+', ' ')), StandardCharsets.UTF_8);
  }

  /** A value that is not empty. */
  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * The URL with these parameters besides its own, of which those of the same names are dropped.
   *
   * @throws HttpFailure 400 if the URL's own are malformed
   */
  String addedTo(String url) throws HttpFailure {
    if (text.isEmpty()) {
      return url;
    }
    int hash = url.indexOf('#');
    String fragment = hash < 0 ? "" : url.substring(hash);
    String[] parts = url.substring(0, url.length() - fragment.length()).split("\\?", 2);
    StringBuilder added = new StringBuilder(parts[0]).append('?');
    for (String pair : parts.length == 1 ? new String[0] : parts[1].split("&", -1)) {
      if (!pair.isEmpty() && !values.containsKey(decode(name(pair)))) {
        added.append(pair).append('&');
      }
    }
    return added.append(text).append(fragment).toString();
  }

  /** To be put after a path: with the question mark, or nothing. */
  String suffix() {
    return text.isEmpty() ? "" : "?" + text;
  }
}
