package org.wikimill.get;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server answered.
 *
 * @param uri that which was asked at the end of all redirects
 * @param body to be closed, also before its end
 */
record Answer(URI uri, int status, HttpHeaders headers, InputStream body) implements AutoCloseable {
  static final int OK = 200;
  static final int PARTIAL = 206;
  static final int UNSATISFIABLE = 416;

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (?:([0-9]{1,18})-[0-9]{1,18}|\\*)/([0-9]{1,18})");

  /** A header's value; empty if it is absent. */
  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** The length of the file of which this is all, or a part, or none; empty if it is not told. */
  OptionalLong fileBytes() {
    if (status == PARTIAL || status == UNSATISFIABLE) {
      Matcher range = CONTENT_RANGE.matcher(header("Content-Range"));
      return range.matches()
          ? OptionalLong.of(Long.parseLong(range.group(2)))
          : OptionalLong.empty();
    }
    String length = header("Content-Length");
    return length.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(length))
        : OptionalLong.empty();
  }

  /** The byte of the file with which the body begins; -1 if the server does not say. */
  long start() {
    if (status != PARTIAL) {
      return 0;
    }
    Matcher range = CONTENT_RANGE.matcher(header("Content-Range"));
    return range.matches() && range.group(1) != null ? Long.parseLong(range.group(1)) : -1;
  }

  /**
   * What tells this version of the file from others, for {@code If-Range}: a strong entity tag,
   * else the time of the last change, else nothing.
   */
  String validator() {
    return Optional.of(header("ETag"))
        .filter(tag -> tag.startsWith("\""))
        .orElseGet(() -> header("Last-Modified"));
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
