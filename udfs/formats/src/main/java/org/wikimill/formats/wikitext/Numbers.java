package org.wikimill.formats.wikitext;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as the languages of wikis write them. */
final class Numbers {
  private static final Pattern NUMBER = Pattern.compile("\\d++(?:\\.\\d++)?");

  /** Group by spaces, and have a comma before decimals. */
  private static final Set<String> SPACES =
      Set.of("uk", "ru", "be", "bg", "fr", "cs", "sk", "pl", "fi", "sv", "nb", "no", "hu", "hy");

  /** Group by full stops, and have a comma before decimals. */
  private static final Set<String> STOPS =
      Set.of("de", "it", "es", "nl", "pt", "da", "tr", "id", "ro", "el", "ca", "hr", "sr", "sl");

  /** Group thousands, then hundreds. */
  private static final Set<String> LAKHS = Set.of("hi", "mr", "bn", "gu", "pa", "ta", "te", "ml");

  private Numbers() {}

  /** All numbers of a text with separators, as {@code formatnum} does. */
  static String grouped(String text, String language) {
    Matcher number = NUMBER.matcher(text);
    return number.replaceAll(found -> Matcher.quoteReplacement(group(found.group(), language)));
  }

  private static String group(String number, String language) {
    String separator = SPACES.contains(language) ? "\u00a0" : STOPS.contains(language) ? "." : ",";
    int point = number.indexOf('.');
    String whole = point < 0 ? number : number.substring(0, point);
    StringBuilder result = new StringBuilder(whole);
    int step = LAKHS.contains(language) ? 2 : 3;
    for (int i = whole.length() - 3; i > 0; i -= step) {
      result.insert(i, separator);
    }
    if (point >= 0) {
      result.append(separator.equals(",") ? '.' : ',').append(number, point + 1, number.length());
    }
    return result.toString();
  }
}
