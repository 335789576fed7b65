package org.wikimill.formats.site;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.wikimill.formats.html.HtmlEdits;
import org.wikimill.formats.html.HtmlTokenizer;
import org.wikimill.formats.html.PageScan;
import org.wikimill.formats.html.PageScan.StartTag;
import org.wikimill.formats.html.TextMode;

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

  /** Adds the edit that puts the box at the start of a page's body. */
  public static void insert(byte[] page, int length, byte[] place, HtmlEdits edits) {
    PageScan scan = PageScan.of(page, 0, length);
    int start =
        scan.body().map(StartTag::end).orElseGet(() -> afterHead(page, length, scan.headStart()));
    edits.because(SiteRule.SEARCH.text()).insert(start, of(place));
  }

  /**
   * Where a body begins that has no tag: the box would end the head, were it among what is of it.
   */
  private static int afterHead(byte[] page, int length, int headStart) {
    HtmlTokenizer tokens = new HtmlTokenizer(page, headStart, length - headStart);
    int end = headStart;
    while (tokens.next() && isOfHead(page, tokens)) {
      end = tokens.end();
    }
    return end;
  }

  private static boolean isOfHead(byte[] page, HtmlTokenizer tokens) {
    return switch (tokens.token()) {
      case COMMENT -> tokens.isComplete();
      case TEXT ->
          tokens.textMode() != TextMode.DATA
              || new String(page, tokens.start(), tokens.end() - tokens.start(), US_ASCII)
                  .isBlank();
      case START_TAG, END_TAG ->
          switch (tokens.tag().element()) {
            case BASE, HEAD, LINK, META, SCRIPT, STYLE, TITLE -> true;
            default -> false;
          };
      case CDATA, DOCTYPE, DROPPED -> false;
    };
  }

  static String html(byte[] place) {
    return BOX.replace("{style}", Urls.relative(place, STYLE))
        .replace("{titles}", Urls.relative(place, TITLES))
        .replace("{script}", Urls.relative(place, SCRIPT));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
