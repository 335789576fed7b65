package org.wikimill.formats.site;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * URLs of places, percent-encoded (RFC 3986), such that they stand in HTML attributes, in {@code
 * Refresh} and in lines of words without any further escaping.
 */
public final class Urls {
  /** What is not encoded, besides letters and digits: unreserved, and harmless in a path. */
  private static final String PLAIN = "-._~!$()*,@:";

  private static final String HEX = "0123456789ABCDEF";
  private static final boolean[] IS_PLAIN = plain();

  private Urls() {}

  /** The URL that leads from the page at one place to another place. */
  public static String relative(byte[] from, byte[] to) {
    return relative(encoded(from), encoded(to));
  }

  /**
   * The same of URL paths from the root of a site.
   *
   * @param from the path of a page, or of a directory with its slash
   * @param to may begin with {@code ../}, and is then above the root
   */
  static String relative(String from, String to) {
    int shared = sharedDirectories(from, to);
    StringBuilder url = new StringBuilder();
    for (int i = shared; i < from.length(); i++) {
      if (from.charAt(i) == '/') {
        url.append("../");
      }
    }
    return url.append(url.isEmpty() && isMistakable(to, shared) ? "./" : "")
        .append(to, shared, to.length())
        .toString();
  }

  /**
   * Whether a path from {@code start} on would not be read as relative: an empty one names the page
   * itself, a slash the host, and what stands before a colon in a first segment a scheme.
   */
  private static boolean isMistakable(String path, int start) {
    int slash = path.indexOf('/', start);
    int colon = path.indexOf(':', start);
    return start == path.length() || slash == start || colon >= 0 && (slash < 0 || colon < slash);
  }

  /**
   * The URL path from the root of a site that a relative one leads to. It begins with {@code ../}
   * if that is above the root.
   *
   * @param directory where the relative one starts: empty, or with its slash
   * @see <a href="https://url.spec.whatwg.org/#path-state">URL: path state</a>
   */
  static String resolve(String directory, String path) {
    StringBuilder out = new StringBuilder(directory.length() + path.length()).append(directory);
    int above = 0;
    for (int start = 0, end; start <= path.length(); start = end + 1) {
      int slash = path.indexOf('/', start);
      end = slash < 0 ? path.length() : slash;
      int dots = dots(path, start, end);
      if (dots == 0) {
        out.append(path, start, Math.min(end + 1, path.length()));
      } else if (dots == 2 && out.length() == above) {
        above = out.append("../").length();
      } else if (dots == 2) {
        out.setLength(out.lastIndexOf("/", out.length() - 2) + 1);
      }
    }
    return out.toString();
  }

  /** How many dots a segment is that means a directory: 1, 2, or 0 if it is a name. */
  private static int dots(String path, int start, int end) {
    int dots = 0;
    for (int i = start; i < end; dots++) {
      if (path.charAt(i) == '.') {
        i++;
      } else if (path.regionMatches(true, i, "%2e", 0, 3)) {
        i += 3;
      } else {
        return 0;
      }
    }
    return dots > 2 ? 0 : dots;
  }

  /** The bytes that a URL path means. A percent sign that starts no escape stands for itself. */
  public static byte[] decoded(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    if (path.indexOf('%') < 0) {
      return bytes;
    }
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length && bytes[i] == '%' ? Character.digit(bytes[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
      if (low >= 0) {
        bytes[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        bytes[length++] = bytes[i];
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  /** The URL path of a place: its slashes stay. */
  public static String encoded(byte[] place) {
    StringBuilder url = new StringBuilder(place.length + 16);
    for (byte b : place) {
      int c = b & 0xff;
      if (IS_PLAIN[c]) {
        url.append((char) c);
      } else {
        url.append('%').append(HEX.charAt(c >>> 4)).append(HEX.charAt(c & 15));
      }
    }
    return url.toString();
  }

  private static boolean[] plain() {
    boolean[] plain = new boolean[256];
    for (int c = 0; c < 0x80; c++) {
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      plain[c] = letter || c >= '0' && c <= '9' || c == '/' || PLAIN.indexOf(c) >= 0;
    }
    return plain;
  }

  /** The length of the directories, each with its slash, that both paths lie in. */
  private static int sharedDirectories(String a, String b) {
    int shared = 0;
    for (int i = 0; i < Math.min(a.length(), b.length()) && a.charAt(i) == b.charAt(i); i++) {
      if (a.charAt(i) == '/') {
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
