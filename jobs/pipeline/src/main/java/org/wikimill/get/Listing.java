package org.wikimill.get;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The page in which a web server lists a folder: the names that its links have. */
final class Listing {
  private static final Pattern LINK =
      Pattern.compile(
          "<a\\s[^>]{0,200}?href=\"(?:\\./)?([^\"/?#]{1,1000}/?)\"", Pattern.CASE_INSENSITIVE);

  private Listing() {}

  /**
   * The names of files and folders, these with a slash at their end, in order; of links that lead
   * elsewhere, none.
   */
  static List<String> names(byte[] html) {
    TreeSet<String> names = new TreeSet<>();
    LINK.matcher(new String(html, UTF_8)).results().map(Listing::name).forEach(names::add);
    names.removeIf(name -> !Addresses.isSafeName(name.replaceFirst("/$", "")));
    return List.copyOf(names);
  }

  /** A name as it stands in a URL. */
  static String encode(String name) {
    return URLEncoder.encode(name, UTF_8).replace("+", "%20");
  }

  private static String name(MatchResult link) {
    try {
      return URLDecoder.decode(link.group(1).replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
