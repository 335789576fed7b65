package org.wikimill.gateway;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a request is answered with.
 *
 * @param headers by their names
 * @param lengthBytes of the body; empty if it is not known beforehand
 * @param body read to its end, or not at all; to a request for the headers it is not sent
 */
record Answer(int status, Map<String, String> headers, OptionalLong lengthBytes, InputStream body) {

  static Answer empty(int status, Map<String, String> headers) {
    return new Answer(status, headers, OptionalLong.of(0), InputStream.nullInputStream());
  }

  /** One line of text. */
  static Answer text(int status, String line, Map<String, String> headers) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Content-Type", "text/plain; charset=utf-8");
    all.put("X-Content-Type-Options", "nosniff");
    all.putIfAbsent("Cache-Control", "no-store");
    return new Answer(status, all, OptionalLong.of(bytes.length), new ByteArrayInputStream(bytes));
  }
}
