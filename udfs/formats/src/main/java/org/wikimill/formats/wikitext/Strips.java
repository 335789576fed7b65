package org.wikimill.formats.wikitext;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Elements of extensions, kept out of the text: a marker stands in their place until the second
 * stage. The markers are spelled as in MediaWiki, for modules look for them.
 */
final class Strips {
  /** Any marker; group 1 is its number, hexadecimal. */
  static final Pattern MARKER =
      Pattern.compile("\u007f'\"`UNIQ--[a-z]++-([0-9A-F]{8})-QINU`\"'\u007f");

  /**
   * An element.
   *
   * @param body expanded, unless the extension takes it raw
   */
  record Strip(String name, String attributes, Optional<String> body) {}

  private final List<Strip> strips = new ArrayList<>();

  String add(Strip strip) {
    strips.add(strip);
    return String.format("\u007f'\"`UNIQ--%s-%08X-QINU`\"'\u007f", strip.name(), strips.size() - 1);
  }

  Optional<Strip> strip(Matcher marker) {
    int index = Integer.parseUnsignedInt(marker.group(1), 16);
    return index >= 0 && index < strips.size() ? Optional.of(strips.get(index)) : Optional.empty();
  }

  /** The text with what {@code <nowiki>} hid, and without other elements. */
  String unstripped(String text) {
    return replace(text, strip -> strip.name().equals("nowiki") ? strip.body().orElse("") : "");
  }

  /** The text with another text in the place of each marker. */
  String replace(String text, java.util.function.Function<Strip, String> replacement) {
    if (text.indexOf('\u007f') < 0) {
      return text;
    }
    Matcher marker = MARKER.matcher(text);
    StringBuilder result = new StringBuilder(text.length());
    int at = 0;
    while (marker.find()) {
      result.append(text, at, marker.start());
      result.append(strip(marker).map(replacement).orElse(""));
      at = marker.end();
    }
    return result.append(text, at, text.length()).toString();
  }
}
