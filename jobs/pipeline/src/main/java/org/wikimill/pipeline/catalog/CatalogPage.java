package org.wikimill.pipeline.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import org.wikimill.formats.html.HtmlEscape;
import org.wikimill.pipeline.catalog.PublishedSnapshot.Source;

/**
 * The page that lists all published snapshots: by language, the newest snapshot first.
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
    html.append("<h2 id=\"" + code + "\">" + name + " (" + code + ")</h2>\n");
    for (int i = language.snapshots().size() - 1; i >= 0; i--) {
      snapshot(code, language.snapshots().get(i));
    }
  }

  private void snapshot(String code, PublishedSnapshot snapshot) {
    String date = snapshot.date();
    html.append("<h3>").append(link(code + "/" + date + "/", date)).append("</h3>\n<dl>\n");
    fact("Root", "<code>" + snapshot.root() + "</code>");
    snapshot.previous().ifPresent(root -> fact("After", "<code>" + root + "</code>"));
    fact("Bytes", number(snapshot.size().bytes()));
    snapshot.size().blocks().ifPresent(blocks -> fact("Blocks", number(blocks)));
    snapshot.sources().forEach(source -> fact("Made of", source(source)));
    html.append("</dl>\n");
  }

  private void fact(String name, String valueHtml) {
    html.append("<dt>" + name + "</dt><dd>" + valueHtml + "</dd>\n");
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

  private static String link(String url, String text) {
    return "<a href=\"" + url + "\">" + text + "</a>";
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
