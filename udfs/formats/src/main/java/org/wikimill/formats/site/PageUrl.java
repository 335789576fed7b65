package org.wikimill.formats.site;

/**
 * A URL as a page spells it, as far as browsers read it: white space around it, tabs and line ends
 * in it do not count, and a backslash is a slash.
 *
 * @param reach where it leads
 * @param path the path of one that is relative, else empty
 * @param rest the query and fragment of one that is relative, with their marks
 * @see <a href="https://url.spec.whatwg.org/#concept-basic-url-parser">URL: basic URL parser</a>
 */
record PageUrl(Reach reach, String path, String rest) {

  /** Where a URL leads. */
  enum Reach {
    /** By a relative path. */
    SITE,
    /** To the page itself: a fragment, a query, or nothing. */
    PAGE,
    /** By a path from the root of whatever host serves the page. */
    HOST,
    /** To another host. */
    WORLD,
    /** To no host: {@code data:}, {@code mailto:}, {@code javascript:} and the like. */
    NOWHERE
  }

  private static final PageUrl TO_PAGE = new PageUrl(Reach.PAGE, "", "");
  private static final PageUrl TO_HOST = new PageUrl(Reach.HOST, "", "");
  private static final PageUrl TO_WORLD = new PageUrl(Reach.WORLD, "", "");
  private static final PageUrl TO_NOWHERE = new PageUrl(Reach.NOWHERE, "", "");

  /** Reads the value of an attribute. */
  static PageUrl of(String value) {
    String url = plain(value);
    if (url.isEmpty() || url.charAt(0) == '#' || url.charAt(0) == '?') {
      return TO_PAGE;
    }
    if (isSlash(url.charAt(0))) {
      return url.length() > 1 && isSlash(url.charAt(1)) ? TO_WORLD : TO_HOST;
    }
    int scheme = schemeLength(url);
    if (scheme > 0) {
      return namesHost(url, scheme) ? TO_WORLD : TO_NOWHERE;
    }
    int end = 0;
    while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
      end++;
    }
    return new PageUrl(Reach.SITE, url.substring(0, end).replace('\\', '/'), url.substring(end));
  }

  /** The value without what browsers drop. */
  static String plain(String value) {
    int start = 0;
    int end = value.length();
    while (start < end && value.charAt(start) <= ' ') {
      start++;
    }
    while (end > start && value.charAt(end - 1) <= ' ') {
      end--;
    }
    String url = value.substring(start, end);
    boolean broken = url.indexOf('\n') >= 0 || url.indexOf('\t') >= 0 || url.indexOf('\r') >= 0;
    return broken ? url.replace("\n", "").replace("\t", "").replace("\r", "") : url;
  }

  private static boolean isSlash(char c) {
    return c == '/' || c == '\\';
  }

  /** The length of a scheme without its colon; 0 if there is none. */
  private static int schemeLength(String url) {
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (c == ':') {
        return i;
      }
      if (!letter && (i == 0 || !(c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'))) {
        return 0;
      }
    }
    return 0;
  }

  private static boolean namesHost(String url, int scheme) {
    return isScheme("https", url, scheme)
        || isScheme("http", url, scheme)
        || isScheme("ftp", url, scheme)
        || isScheme("wss", url, scheme)
        || isScheme("ws", url, scheme);
  }

  private static boolean isScheme(String name, String url, int scheme) {
    return scheme == name.length() && url.regionMatches(true, 0, name, 0, scheme);
  }
}
