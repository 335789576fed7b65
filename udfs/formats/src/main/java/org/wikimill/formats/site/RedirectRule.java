package org.wikimill.formats.site;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A line of the file {@code _redirects} that gateways on subdomains read (IPFS specification "Web
 * _redirects File").
 *
 * <p>A gateway holds the requested path, decoded, against what a line redirects from. That is a
 * word of a line of words, in which some characters mean something else.
 */
public final class RedirectRule {
  /** The most bytes of the file. */
  public static final int MAX_FILE_BYTES = 64 << 10;

  /**
   * What no line can redirect from: white space and controls, an asterisk, a percent sign that
   * starts no escape, or a segment that a colon makes a placeholder.
   */
  private static final Pattern INEXPRESSIBLE =
      Pattern.compile("[\\p{Z}\\p{Cc}*]|%(?![0-9A-Fa-f]{2})|/:", Pattern.UNICODE_CHARACTER_CLASS);

  private RedirectRule() {}

  /** Whether a line can redirect from the place. */
  public static boolean canRedirect(byte[] place) {
    return !INEXPRESSIBLE.matcher(path(place)).find();
  }

  /**
   * The line.
   *
   * @param place from where: one that {@link #canRedirect}
   * @param target to where: a place of the same site
   */
  public static byte[] line(byte[] place, byte[] target) {
    // Gateways expand placeholders such as :splat here too.
    String to = Urls.absolute(target).replace(":", "%3A");
    return (path(place) + " " + to + " 301\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String path(byte[] place) {
    return "/" + new String(place, StandardCharsets.UTF_8);
  }
}
