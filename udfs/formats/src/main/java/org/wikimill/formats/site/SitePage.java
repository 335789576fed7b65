package org.wikimill.formats.site;

import java.nio.charset.StandardCharsets;
import org.wikimill.formats.html.HtmlEscape;

/**
 * A page of the site that is made by wikimill: a header with links and the search box around what
 * it tells.
 *
 * <p>All links are relative and name files, so that it works from any gateway path and from files.
 * It asks for nothing outside the site, and holds nothing that differs between snapshots but what
 * it is given.
 *
 * @param place where it stands, from the site's root
 * @param title its title, which is also its heading: any text
 * @param language of its text, a BCP 47 tag
 * @param main what it tells: HTML that may stand in {@code main} below the heading
 * @param footer what stands below: HTML; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SitePage(byte[] place, String title, String language, String main, String footer) {
  /** The media type of the page. */
  public static final String MIME = "text/html";

  /** The style of all pages of ours. */
  public static final byte[] STYLE = ascii("site.css");

  /** The page about the snapshot. */
  public static final byte[] ABOUT = ascii("about.html");

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="{language}">
      <head>
      <meta charset="utf-8">
      <title>{title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <link rel="icon" href="{icon}">
      <link rel="stylesheet" href="{css}">
      </head>
      <body>
      <a class="skip" href="#main">Skip to content</a>
      <header>
      <nav aria-label="Site">
      <ul>
      <li><a href="{front}">Main page</a></li>
      <li><a href="{titles}">A\u2013Z</a></li>
      <li><a href="{about}">About</a></li>
      </ul>
      </nav>
      {search}</header>
      <main id="main">
      <h1>{title}</h1>
      """;

  /** A page without a footer. */
  public SitePage(byte[] place, String title, String language, String main) {
    this(place, title, language, main, "");
  }

  /** The page in UTF-8. */
  public byte[] html() {
    StringBuilder html = new StringBuilder(HEAD.length() + main.length() + 1024);
    // The title last: it may hold a brace, the others do not.
    html.append(
        HEAD.replace("{language}", HtmlEscape.text(language))
            .replace("{icon}", url(SiteLayout.ICON))
            .replace("{css}", url(STYLE))
            .replace("{front}", url(SiteLayout.FRONT))
            .replace("{titles}", url(SearchBox.TITLES))
            .replace("{about}", url(ABOUT))
            .replace("{search}", SearchBox.html(place))
            .replace("{title}", HtmlEscape.text(title)));
    html.append(main).append("</main>\n");
    if (!footer.isEmpty()) {
      html.append("<footer>\n").append(footer).append("</footer>\n");
    }
    return html.append("</body>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private String url(byte[] target) {
    return Urls.relative(place, target);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
