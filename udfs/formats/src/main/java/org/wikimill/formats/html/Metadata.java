package org.wikimill.formats.html;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wikimill.formats.html.HtmlEncoding.Evidence;

/** What the {@code meta} and {@code link} elements of a page say. */
final class Metadata {
  /** A charset in the value of a content type: quoted, or up to white space or a semicolon. */
  private static final Pattern CHARSET =
      Pattern.compile(
          "charset[\\t\\n\\f\\r ]*=[\\t\\n\\f\\r ]*"
              + "(?:\"([^\"]*)\"|'([^']*)'|([^\"'\\t\\n\\f\\r ;][^\\t\\n\\f\\r ;]*))",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SPACES = Pattern.compile("[\\t\\n\\f\\r ]+");

  /** Values are looked at no further. */
  private static final int MAX_VALUE_BYTES = 1 << 10;

  private final byte[] bytes;
  private final HtmlTag tag;

  /**
   * @param tag the tag at which a tokenizer stands
   */
  Metadata(byte[] bytes, HtmlTag tag) {
    this.bytes = bytes;
    this.tag = tag;
  }

  /** Does a {@code meta} make browsers load the page again, or another? */
  boolean refreshes() {
    return value(HtmlAttribute.HTTP_EQUIV).equalsIgnoreCase("refresh");
  }

  /** Does a {@code meta} say how wide a page is laid out? */
  boolean isViewport() {
    return value(HtmlAttribute.NAME).equalsIgnoreCase("viewport");
  }

  /** The encoding that a {@code meta} declares, if browsers know it. */
  Optional<HtmlEncoding> encoding() {
    if (tag.find(HtmlAttribute.CHARSET) >= 0) {
      return CharsetLabels.meaning(value(HtmlAttribute.CHARSET), Evidence.META);
    }
    if (!value(HtmlAttribute.HTTP_EQUIV).equalsIgnoreCase("content-type")) {
      return Optional.empty();
    }
    Matcher matcher = CHARSET.matcher(value(HtmlAttribute.CONTENT));
    if (!matcher.find()) {
      return Optional.empty();
    }
    int group = matcher.group(1) != null ? 1 : matcher.group(2) != null ? 2 : 3;
    return CharsetLabels.meaning(matcher.group(group), Evidence.META);
  }

  /** Does a {@code link} name the place where the page is at home? */
  boolean isCanonical() {
    String relations = value(HtmlAttribute.REL).toLowerCase(Locale.ROOT);
    return Arrays.asList(SPACES.split(relations)).contains("canonical");
  }

  private String value(HtmlAttribute name) {
    int index = tag.find(name);
    if (index < 0) {
      return "";
    }
    int start = tag.valueStart(index);
    int end = Math.min(tag.valueEnd(index), start + MAX_VALUE_BYTES);
    return CharacterReferences.attributeValue(bytes, start, end, ISO_8859_1);
  }
}
