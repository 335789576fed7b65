package org.wikimill.formats.site;

import java.util.Arrays;

/**
 * URLs of places, percent-encoded (RFC 3986), such that they stand in HTML attributes, in {@code
 * Refresh} and in lines of words without any further escaping.
 */
public final class Urls {
  /** What is not encoded, besides letters and digits: unreserved, and harmless in a path. */
  private static final String PLAIN = "-._~!$()*,@:";

  private static final String HEX = "0123456789ABCDEF";

  private Urls() {}

  /** The URL that leads from the page at one place to another place. */
  public static String relative(byte[] from, byte[] to) {
    int shared = sharedDirectories(from, to);
    StringBuilder url = new StringBuilder();
    for (int i = shared; i < from.length; i++) {
      if (from[i] == '/') {
        url.append("../");
      }
    }
    String rest = encoded(Arrays.copyOfRange(to, shared, to.length));
    int slash = rest.indexOf('/');
    // What stands before a colon in a first segment would be a scheme.
    boolean schemeLike = (slash < 0 ? rest : rest.substring(0, slash)).indexOf(':') >= 0;
    return url.append(url.isEmpty() && schemeLike ? "./" : "").append(rest).toString();
  }

  /** The URL path of a place: its slashes stay. */
  static String encoded(byte[] place) {
    StringBuilder url = new StringBuilder(place.length + 16);
    for (byte b : place) {
      char c = (char) (b & 0xff);
      boolean plain =
          c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '/';
      if (plain || PLAIN.indexOf(c) >= 0) {
        url.append(c);
      } else {
        url.append('%').append(HEX.charAt(c >>> 4)).append(HEX.charAt(c & 15));
      }
    }
    return url.toString();
  }

  /** Bytes of the directories, each with its slash, that both places lie in. */
  private static int sharedDirectories(byte[] a, byte[] b) {
    int shared = 0;
    for (int i = 0; i < Math.min(a.length, b.length) && a[i] == b[i]; i++) {
      if (a[i] == '/') {
        shared = i + 1;
      }
    }
    return shared;
  }

  /** The URL of a place from the root of its site, as gateways serve it. */
  static String absolute(byte[] place) {
    String url = "/" + encoded(place);
    String index = "/index.html";
    return url.endsWith(index) ? url.substring(0, url.length() - index.length() + 1) : url;
  }
}
