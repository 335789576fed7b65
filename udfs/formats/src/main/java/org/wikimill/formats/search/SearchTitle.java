package org.wikimill.formats.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.wikimill.formats.site.SiteLayout;

/**
 * A title by which a page of the site is found.
 *
 * @param title the title, on one line, of at most {@value #MAX_TITLE} code points
 * @param place the page that it leads to, from the site's root
 * @param target the title of that page, if this is the title of a redirect; else empty
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SearchTitle(String title, byte[] place, String target) {
  /** The most code points of a title that is shown: more is cut. */
  static final int MAX_TITLE = 200;

  /** The most bytes of a place: pages beyond are not found by title. */
  static final int MAX_PLACE_BYTES = 2048;

  /** A title as an archive has it. */
  public static SearchTitle of(String title, byte[] place, String target) {
    return new SearchTitle(shown(title), place, shown(target));
  }

  /** Whether a page at this place is found by its title: those of the wiki, not the files. */
  public static boolean isListed(byte[] place) {
    int length = SiteLayout.WIKI.length;
    return place.length > length
        && place.length <= MAX_PLACE_BYTES
        && Arrays.equals(place, 0, length, SiteLayout.WIKI, 0, length);
  }

  /**
   * What is left to say of the place if the title of the page that it is of is known: nothing where
   * it is the title with underscores, {@code =} and what follows that, else {@code /} and the place
   * within the wiki.
   */
  String placeByTitle() {
    String path =
        new String(place, SiteLayout.WIKI.length, place.length - SiteLayout.WIKI.length, UTF_8);
    String name = (target.isEmpty() ? title : target).replace(' ', '_');
    if (!path.startsWith(name)) {
      return "/" + path;
    }
    return path.length() == name.length() ? "" : "=" + path.substring(name.length());
  }

  /** On one line, without controls, and not too long. */
  private static String shown(String text) {
    StringBuilder line = new StringBuilder(text.length());
    int points = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      boolean space = Character.isISOControl(c) || c == ' ';
      if (space && (line.isEmpty() || line.charAt(line.length() - 1) == ' ')) {
        continue;
      }
      if (++points > MAX_TITLE) {
        return line.append('\u2026').toString();
      }
      line.appendCodePoint(space ? ' ' : c);
    }
    return line.toString().stripTrailing();
  }
}
