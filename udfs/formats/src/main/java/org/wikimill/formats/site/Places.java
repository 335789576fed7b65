package org.wikimill.formats.site;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The names that a source path asks for in the tree of layout {@code zim}.
 *
 * <p>A path is cut at '/'. A trailing '/' appends {@code index.html}; an empty segment elsewhere
 * becomes {@code %2F}, a segment {@code .} becomes {@code %2E} and {@code ..} becomes {@code
 * %2E%2E}, so that no path leaves the tree; each byte outside well-formed UTF-8 becomes {@code
 * %XX}. Nothing else changes: no percent-decoding, no case folding, no normalisation, no
 * shortening.
 */
public final class Places {
  private static final byte[] INDEX = "index.html".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EMPTY = "%2F".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DOT = "%2E".getBytes(StandardCharsets.US_ASCII);

  private Places() {}

  /** The place that {@code path} asks for; {@code path} itself where no rule alters it. */
  public static byte[] wanted(byte[] path) {
    byte[] utf8 = Utf8.escapeMalformed(path);
    ByteArrayOutputStream out = new ByteArrayOutputStream(utf8.length + 16);
    int start = 0;
    for (int end = nextSlash(utf8, 0); ; end = nextSlash(utf8, start)) {
      boolean last = end == utf8.length;
      segment(utf8, start, end, last && start > 0, out);
      if (last) {
        break;
      }
      out.write('/');
      start = end + 1;
    }
    byte[] place = out.toByteArray();
    return Arrays.equals(place, path) ? path : place;
  }

  /** Where a file goes whose wanted place is also a directory. */
  public static byte[] indexOf(byte[] directory) {
    byte[] place = Arrays.copyOf(directory, directory.length + 1 + INDEX.length);
    place[directory.length] = '/';
    System.arraycopy(INDEX, 0, place, directory.length + 1, INDEX.length);
    return place;
  }

  /** The {@code n}th stand-in for a place that is taken: {@code PLACE~n}. */
  public static byte[] standIn(byte[] place, int n) {
    byte[] suffix = ("~" + n).getBytes(StandardCharsets.US_ASCII);
    byte[] result = Arrays.copyOf(place, place.length + suffix.length);
    System.arraycopy(suffix, 0, result, place.length, suffix.length);
    return result;
  }

  /**
   * The place without all its trailing {@code ~n}. Two places can compete for a name only if their
   * families are equal.
   */
  public static byte[] family(byte[] place) {
    int end = place.length;
    for (int cut = standInStart(place, end); cut >= 0; cut = standInStart(place, end)) {
      end = cut;
    }
    return end == place.length ? place : Arrays.copyOf(place, end);
  }

  /** The length of the directory part of {@code place}: 0 in the root, else without its '/'. */
  public static int directoryLength(byte[] place) {
    for (int i = place.length - 1; i >= 0; i--) {
      if (place[i] == '/') {
        return i;
      }
    }
    return 0;
  }

  /** The last segment of {@code place}: its name in the directory that it lies in. */
  public static byte[] name(byte[] place) {
    int slash = directoryLength(place);
    return slash == 0 ? place : Arrays.copyOfRange(place, slash + 1, place.length);
  }

  private static void segment(
      byte[] path, int start, int end, boolean trailing, ByteArrayOutputStream out) {
    int length = end - start;
    if (length == 0) {
      byte[] name = trailing ? INDEX : EMPTY;
      out.write(name, 0, name.length);
    } else if (length <= 2 && path[start] == '.' && path[end - 1] == '.') {
      for (int i = 0; i < length; i++) {
        out.write(DOT, 0, DOT.length);
      }
    } else {
      out.write(path, start, length);
    }
  }

  private static int nextSlash(byte[] path, int from) {
    int at = from;
    while (at < path.length && path[at] != '/') {
      at++;
    }
    return at;
  }

  /** Where a {@code ~n} that ends at {@code end} starts; -1 if there is none. */
  private static int standInStart(byte[] place, int end) {
    int at = end;
    while (at > 0 && place[at - 1] >= '0' && place[at - 1] <= '9') {
      at--;
    }
    boolean number = at < end && place[at] != '0';
    return number && at > 0 && place[at - 1] == '~' ? at - 1 : -1;
  }
}
