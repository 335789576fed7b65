package org.wikimill.formats.article;

import java.util.Set;
import org.jsoup.nodes.Element;

/** The classes and ids of elements, without those that only software reads. */
final class Classes {
  private static final Set<String> DROPPED =
      Set.of(
          "cite-bracket",
          "mw-redirect",
          "mw-default-size",
          "mw-file-description",
          "mw-file-element",
          "mw-linkback-text",
          "mw-reflink-text",
          "extiw",
          "external",
          "new",
          "text");

  private static final String NUMBER = "mw";

  private Classes() {}

  /** The classes of an element, after one of ours, if that is not empty. */
  static String of(Element element, String ours) {
    String names = element.attr("class");
    StringBuilder kept = new StringBuilder(ours);
    for (int start = 0, end; start < names.length(); start = end + 1) {
      end = start;
      while (end < names.length() && names.charAt(end) > ' ') {
        end++;
      }
      String name = names.substring(start, end);
      if (!name.isEmpty() && !DROPPED.contains(name)) {
        kept.append(kept.isEmpty() ? "" : " ").append(name);
      }
    }
    return kept.toString();
  }

  /**
   * Whether Parsoid gave an element its id: {@code mw} and a number of one to three bytes in
   * base64url, so that its last character has some bits of zero.
   */
  static boolean isNumber(String id) {
    if (!id.startsWith(NUMBER)) {
      return false;
    }
    String digits = id.substring(NUMBER.length());
    if (!digits.chars().allMatch(Classes::isDigit)) {
      return false;
    }
    return switch (digits.length()) {
      case 2 -> "AQgw".indexOf(digits.charAt(1)) >= 0;
      case 3 -> "AEIMQUYcgkosw048".indexOf(digits.charAt(2)) >= 0;
      case 4 -> true;
      default -> false;
    };
  }

  private static boolean isDigit(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '_';
  }
}
