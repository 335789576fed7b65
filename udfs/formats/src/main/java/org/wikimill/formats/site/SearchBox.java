package org.wikimill.formats.site;

import java.nio.charset.StandardCharsets;

/**
 * The search box: a piece of HTML, the same on every page but for its relative links.
 *
 * <p>It goes into any place of a body where paragraphs may stand, also of pages that are not ours:
 * it is ASCII, so that their charset does not matter, and its style touches nothing but itself.
 * With the script, titles are offered while one types, and the form leads to the page of results;
 * without it, the form leads to the list of all titles.
 */
public final class SearchBox {
  /** The script, which finds everything else relative to its own URL. */
  public static final byte[] SCRIPT = ascii("search/search.js");

  /** The style of the box. */
  public static final byte[] STYLE = ascii("search/search.css");

  /** The list of all titles. */
  public static final byte[] TITLES = ascii("titles/index.html");

  private static final String BOX =
      """
      <link rel="stylesheet" href="{style}">
      <form class="wikimill-search" role="search" action="{titles}" accept-charset="utf-8">
      <label for="wikimill-query">Search titles</label>
      <input id="wikimill-query" name="q" type="search" autocomplete="off" autocapitalize="off" \
      spellcheck="false" dir="auto">
      <button>Search</button>
      </form>
      <script defer src="{script}"></script>
      """;

  private SearchBox() {}

  /** The box for the page at a place of the site. */
  public static byte[] of(byte[] place) {
    return ascii(html(place));
  }

  static String html(byte[] place) {
    return BOX.replace("{style}", Urls.relative(place, STYLE))
        .replace("{titles}", Urls.relative(place, TITLES))
        .replace("{script}", Urls.relative(place, SCRIPT));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
