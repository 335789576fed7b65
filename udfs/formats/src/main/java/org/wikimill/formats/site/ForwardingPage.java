package org.wikimill.formats.site;

import java.nio.charset.StandardCharsets;
import org.wikimill.formats.html.HtmlEscape;

/**
 * A page that leads to another: at once, without a script; by a link for whoever stays.
 *
 * <p>It names its target as canonical and asks not to be indexed. The URL names {@code index.html},
 * so that it also works where files are opened without a gateway.
 */
public final class ForwardingPage {
  /** The media type of the page. */
  public static final String MIME = "text/html";

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>{title}</title>
      <meta name="robots" content="noindex">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="refresh" content="0; url={url}">
      <link rel="canonical" href="{url}">
      </head>
      <body>
      <p>Continue to <a href="{url}"><bdi lang="">{title}</bdi></a></p>
      </body>
      </html>
      """;

  private ForwardingPage() {}

  /**
   * The page in UTF-8.
   *
   * @param place where it stands
   * @param target the place that it leads to
   * @param title the target's title
   */
  public static byte[] of(byte[] place, byte[] target, String title) {
    String url = Urls.relative(place, target);
    // The URL first: it holds no brace, a title may.
    return PAGE.replace("{url}", url)
        .replace("{title}", HtmlEscape.text(title))
        .getBytes(StandardCharsets.UTF_8);
  }
}
