package org.wikimill.formats.site;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What {@code rel} says of a link out of the site: nothing of the reader is told to its host. */
final class Relations {
  private static final List<String> ALL = List.of("external", "nofollow", "noopener", "noreferrer");

  /** The attribute for a tag that has none, with a space before it. */
  static final byte[] ATTRIBUTE = (" rel=\"" + String.join(" ", ALL) + "\"").getBytes(US_ASCII);

  private Relations() {}

  /** The value of an attribute with those added that it lacks. */
  static String added(String value) {
    List<String> known = Arrays.asList(value.toLowerCase(Locale.ROOT).split("\\s+"));
    StringBuilder out = new StringBuilder(value.stripTrailing());
    for (String relation : ALL) {
      if (!known.contains(relation)) {
        out.append(out.isEmpty() ? "" : " ").append(relation);
      }
    }
    return out.length() > value.stripTrailing().length() ? out.toString() : value;
  }
}
