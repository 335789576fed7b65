package org.wikimill.get;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.Locale;
import java.util.Optional;

/** What URLs may be asked, and what a file may be called that one leads to. */
public final class Addresses {
  /** Leaves room for suffixes in the 255 bytes that file systems give a name. */
  private static final int MAX_NAME_BYTES = 200;

  private Addresses() {}

  /**
   * A URL that can be asked.
   *
   * @throws IllegalArgumentException if it is none of http or https
   */
  public static URI parse(String text) {
    URI uri = URI.create(text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException(text + " is no URL of http or https");
    }
    return uri;
  }

  /** A URL of a folder: with a slash at its end. */
  public static URI folder(String text) {
    return parse(parse(text) + (text.endsWith("/") ? "" : "/"));
  }

  /**
   * A URL that another one leads to, if it may be followed: to http or https, and never from https
   * to http.
   */
  static Optional<URI> follow(URI from, String to) {
    try {
      URI target = parse(from.resolve(to).toString());
      boolean refused = to.isEmpty() || (isSecure(from) && !isSecure(target));
      return refused ? Optional.empty() : Optional.of(target);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The name of the file that a URL leads to; empty if it has none that is safe. */
  public static Optional<String> fileName(URI uri) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String last = path.substring(path.lastIndexOf('/') + 1);
    try {
      return Optional.of(URLDecoder.decode(last.replace("+", "%2B"), UTF_8))
          .filter(Addresses::isSafeName);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether a name that a server gave is one of a visible file in the folder, and no more. */
  static boolean isSafeName(String name) {
    return !name.isEmpty()
        && name.charAt(0) != '.'
        && name.charAt(0) != '-'
        && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || c < ' ' || c == 0x7F)
        && name.getBytes(UTF_8).length <= MAX_NAME_BYTES;
  }

  private static boolean isSecure(URI uri) {
    return uri.getScheme().equalsIgnoreCase("https");
  }
}
