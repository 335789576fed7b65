package org.wikimill.pipeline.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.wikimill.formats.html.HtmlEscape;
import org.wikimill.pipeline.catalog.PublishedSnapshot.Source;

/**
 * The page that lists all published snapshots: a table a language, the newest snapshot first.
 *
 * <p>It looks as the pages that wikimill makes for sites. All links are relative but those to
 * sources; there are no scripts, and nothing is asked for elsewhere.
 */
final class CatalogPage {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>Snapshots of wikis</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="default-src 'self' file:">
      <link rel="icon" href="favicon.ico">
      <link rel="stylesheet" href="site.css">
      </head>
      <body>
      <main id="main">
      <h1>Snapshots of wikis</h1>
      <p>Each date leads to a read-only copy of a wiki as it was then. A root is the address of one in
      IPFS: <code>ipfs pin add ROOT</code> keeps a copy of it.</p>
      """;

  private final StringBuilder html = new StringBuilder(HEAD);

  private CatalogPage() {}

  /**
   * The page in UTF-8.
   *
   * @param files that stand beside it and hold the list as data, and its signatures
   */
  static byte[] html(Catalog catalog, List<String> files) {
    CatalogPage page = new CatalogPage();
    catalog.languages().forEach(page::language);
    page.html.append("</main>\n<footer>\n<p>The same as data:");
    for (String file : files) {
      page.html.append(' ').append(link(file, HtmlEscape.text(file)));
    }
    page.html.append("</p>\n</footer>\n</body>\n</html>\n");
    return page.html.toString().getBytes(UTF_8);
  }

  private void language(Language language) {
    String code = HtmlEscape.text(language.code());
    String name = "<bdi>" + HtmlEscape.text(language.name()) + "</bdi>";
    html.append("<h2 id=\"").append(code).append("\">").append(name).append("</h2>\n");
    html.append("<table>\n<caption>")
        .append(name)
        .append(" (")
        .append(code)
        .append(")</caption>\n");
    html.append("<thead><tr>");
    for (String column : List.of("Date", "Bytes", "Blocks", "Made of", "Root")) {
      html.append("<th scope=\"col\">").append(column).append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (int i = language.snapshots().size() - 1; i >= 0; i--) {
      row(code, language.snapshots().get(i));
    }
    html.append("</tbody>\n</table>\n");
  }

  private void row(String code, PublishedSnapshot snapshot) {
    OptionalLong blocks = snapshot.size().blocks();
    html.append("<tr><th scope=\"row\">")
        .append(link(code + "/" + snapshot.date() + "/", snapshot.date()))
        .append("</th>");
    cell(number(snapshot.size().bytes()));
    cell(blocks.isPresent() ? number(blocks.getAsLong()) : "");
    cell(String.join("<br>", snapshot.sources().stream().map(CatalogPage::source).toList()));
    cell("<code>" + snapshot.root() + "</code>");
    html.append("</tr>\n");
  }

  private static String source(Source source) {
    String name = source.file().or(source::url).or(source::sha256).orElse("");
    String text = "<bdi>" + HtmlEscape.text(name) + "</bdi>";
    return source
        .url()
        .map(
            url ->
                "<a rel=\"external noopener noreferrer nofollow\" href=\""
                    + HtmlEscape.text(url)
                    + "\">"
                    + text
                    + "</a>")
        .orElse(text);
  }

  private void cell(String text) {
    html.append("<td>").append(text).append("</td>");
  }

  private static String link(String url, String text) {
    return "<a href=\"" + url + "\">" + text + "</a>";
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
