package org.wikimill.get;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an archive as Kiwix gives it: {@code wikipedia_tr_all_maxi_2026-01.zim}.
 *
 * @param project {@code wikipedia}, {@code wiktionary}
 * @param language as in the wiki's host name
 * @param edition {@code all}, or what was selected: {@code top}, {@code medicine}
 * @param flavour {@code maxi}, {@code nopic}, {@code mini}; empty if the name has none
 * @param date {@code 2026-01}, perhaps with a letter
 */
record ZimName(String project, String language, String edition, String flavour, String date) {
  private static final Pattern NAME =
      Pattern.compile(
          "([a-z0-9.-]+)_([a-z0-9-]+)_(.+?)(?:_(maxi|nopic|mini|novid|nodet))?"
              + "_([0-9]{4}-[0-9]{2}[a-z]?)\\.zim");

  /** Cuts a name; empty if it is none of an archive. */
  static Optional<ZimName> parse(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String flavour = matcher.group(4) == null ? "" : matcher.group(4);
    return Optional.of(
        new ZimName(
            matcher.group(1), matcher.group(2), matcher.group(3), flavour, matcher.group(5)));
  }
}
