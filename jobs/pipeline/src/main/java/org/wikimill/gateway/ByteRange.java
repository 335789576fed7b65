package org.wikimill.gateway;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a body (RFC 9110, section 14).
 *
 * @param first 0 or more
 * @param last of the part, not below {@code first}
 */
record ByteRange(long first, long last) {
  private static final Pattern PART = Pattern.compile("([0-9]{0,18})-([0-9]{0,18})");
  private static final String UNIT = "bytes=";

  long lengthBytes() {
    return last - first + 1;
  }

  /** The value of header {@code Content-Range}. */
  String of(long length) {
    return "bytes " + first + "-" + last + "/" + length;
  }

  /**
   * The part that a header asks for; of several the first that there is, which a server may choose.
   * Empty if the unit is another: then all is sent.
   *
   * @param length of the whole
   * @throws HttpFailure 416 if there is no such part, or the header is malformed
   */
  static Optional<ByteRange> parse(String header, long length) throws HttpFailure {
    if (!header.startsWith(UNIT)) {
      return Optional.empty();
    }
    for (String part : header.substring(UNIT.length()).split(",", 16)) {
      Matcher matcher = PART.matcher(part.strip());
      if (!matcher.matches() || part.strip().equals("-")) {
        throw unsatisfiable(length);
      }
      Optional<ByteRange> range = range(matcher.group(1), matcher.group(2), length);
      if (range.isPresent()) {
        return range;
      }
    }
    throw unsatisfiable(length);
  }

  private static Optional<ByteRange> range(String first, String last, long length)
      throws HttpFailure {
    if (first.isEmpty()) {
      long count = Math.min(Long.parseLong(last), length);
      return count == 0 ? Optional.empty() : Optional.of(new ByteRange(length - count, length - 1));
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
    if (to < from) {
      throw unsatisfiable(length);
    }
    return from >= length
        ? Optional.empty()
        : Optional.of(new ByteRange(from, Math.min(to, length - 1)));
  }

  private static HttpFailure unsatisfiable(long length) {
    return new HttpFailure(
        416, "no such range of " + length + " bytes", Map.of("Content-Range", "bytes */" + length));
  }
}
