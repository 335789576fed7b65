package org.wikimill.gateway;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request, whatever server it came through.
 *
 * @param method upper case
 * @param path of the URL, still encoded, from its first slash on
 * @param query of the URL, still encoded; null if there is none
 * @param headers the value of a header by its name; of several the values with commas between; null
 *     if there is none
 */
record GatewayRequest(String method, String path, String query, Function<String, String> headers) {

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.apply(name)).filter(value -> !value.isBlank());
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  /** Whether the client wants nothing that would have to be fetched from elsewhere. */
  boolean isOnlyIfCached() {
    return header("Cache-Control")
        .filter(value -> value.toLowerCase(Locale.ROOT).contains("only-if-cached"))
        .isPresent();
  }
}
