package org.wikimill.formats.site;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Places in the tree as bytes: what a source path asks for, and what is made of it.
 *
 * <p>A path is cut at '/'. A trailing '/' appends {@code index.html}; an empty segment elsewhere
 * becomes {@code %2F}, a segment {@code .} becomes {@code %2E} and {@code ..} becomes {@code
 * %2E%2E}, so that no path leaves the tree; each byte outside well-formed UTF-8 becomes {@code
 * %XX}. Nothing else changes: no percent-decoding, no case folding, no normalisation. That is all
 * of layout {@code zim}; layout {@code site} adds its own rules.
 */
public final class Places {
  /** The most bytes of a name that every file system takes. */
  static final int MAX_NAME_BYTES = 255;

  /** The bytes that every name keeps that gives way to another: {@code ~} and ten digits fit. */
  private static final int MAX_STEM_BYTES = MAX_NAME_BYTES - 11;

  /** Hex digits of the SHA-256 that a shortened name carries. */
  private static final int HASH_DIGITS = 16;

  /** The longest extension that a shortened name keeps, its dot included. */
  private static final int MAX_EXTENSION_BYTES = 17;

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

  /** {@link #standIn}, of whose name so much is left out that it has no more bytes than allowed. */
  static byte[] shortStandIn(byte[] place, int n) {
    byte[] standIn = standIn(place, n);
    int start = nameStart(place);
    return standIn.length - start <= MAX_NAME_BYTES
        ? standIn
        : standIn(Arrays.copyOf(place, start + stemLength(place, start, place.length)), n);
  }

  /**
   * A name of at most {@value #MAX_NAME_BYTES} bytes: {@code name} itself, else its beginning, cut
   * between characters, {@code ~}, 16 hex digits of its SHA-256, and its extension if that is
   * short.
   */
  static byte[] shortened(byte[] name) {
    if (name.length <= MAX_NAME_BYTES) {
      return name;
    }
    int dot = name.length - 1;
    while (dot > name.length - MAX_EXTENSION_BYTES && name[dot] != '.') {
      dot--;
    }
    byte[] extension = name[dot] == '.' ? Arrays.copyOfRange(name, dot, name.length) : new byte[0];
    String hash = HexFormat.of().formatHex(sha256(name)).substring(0, HASH_DIGITS);
    int stem = characterStart(name, MAX_NAME_BYTES - 1 - HASH_DIGITS - extension.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream(MAX_NAME_BYTES);
    out.write(name, 0, stem);
    out.writeBytes(("~" + hash).getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(extension);
    return out.toByteArray();
  }

  /**
   * The place without all its trailing {@code ~n}, and not more of its name than a stand-in keeps.
   * Two places can compete for a name only if their families are equal.
   */
  public static byte[] family(byte[] place) {
    int start = nameStart(place);
    int end = stemLength(place, start, withoutStandIns(place, place.length)) + start;
    end = withoutStandIns(place, end);
    return end == place.length ? place : Arrays.copyOf(place, end);
  }

  /** The bytes of the name from {@code start} to {@code end} that all its stand-ins keep. */
  private static int stemLength(byte[] place, int start, int end) {
    return end - start <= MAX_STEM_BYTES
        ? end - start
        : characterStart(place, start + MAX_STEM_BYTES) - start;
  }

  /** The last position up to {@code at} where a character of well-formed UTF-8 starts. */
  private static int characterStart(byte[] utf8, int at) {
    int start = at;
    while ((utf8[start] & 0xc0) == 0x80) {
      start--;
    }
    return start;
  }

  private static int withoutStandIns(byte[] place, int from) {
    int end = from;
    for (int cut = standInStart(place, end); cut >= 0; cut = standInStart(place, end)) {
      end = cut;
    }
    return end;
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

  /**
   * Whether relative links in a file lead to the same from both places: a page at {@code
   * x/index.html} is served as {@code x/}, so that the directory of a place is what its links start
   * from.
   */
  public static boolean shareLinks(byte[] a, byte[] b) {
    int length = directoryLength(a);
    return length == directoryLength(b) && Arrays.equals(a, 0, length, b, 0, length);
  }

  /** The last segment of {@code place}: its name in the directory that it lies in. */
  public static byte[] name(byte[] place) {
    int start = nameStart(place);
    return start == 0 ? place : Arrays.copyOfRange(place, start, place.length);
  }

  private static int nameStart(byte[] place) {
    int slash = directoryLength(place);
    return slash == 0 ? 0 : slash + 1;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
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

  static int nextSlash(byte[] path, int from) {
    int at = from;
    while (at < path.length && path[at] != '/') {
      at++;
    }
    return at;
  }

  /**
   * Where a {@code ~n} that ends at {@code end} starts; -1 if there is none. A {@code ~} alone is
   * one too, which the beginning of a long name may end with.
   */
  private static int standInStart(byte[] place, int end) {
    int at = end;
    while (at > 0 && place[at - 1] >= '0' && place[at - 1] <= '9') {
      at--;
    }
    boolean number = at == end || place[at] != '0';
    return number && at > 0 && place[at - 1] == '~' ? at - 1 : -1;
  }
}
