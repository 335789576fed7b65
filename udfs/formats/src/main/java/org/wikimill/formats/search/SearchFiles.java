package org.wikimill.formats.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.wikimill.formats.site.SearchBox;
import org.wikimill.formats.site.SitePage;

/** The files of a site's search that are the same in every site: script, styles, result page. */
public final class SearchFiles {
  /** The page that lists what a query finds. */
  static final byte[] RESULTS = "search/index.html".getBytes(UTF_8);

  static final String SCRIPT_MIME = "text/javascript";
  private static final String STYLE_MIME = "text/css";

  private static final String MAIN =
      """
      <p>Titles that begin with what you enter, whatever its case and accents.</p>
      <div class="wikimill-results" aria-live="polite"></div>
      <noscript><p>Searching takes JavaScript. Without it, <a href="../titles/index.html">browse all \
      titles</a>.</p></noscript>
      """;

  private SearchFiles() {}

  /** Writes the files. */
  public static void write(FileSink sink) throws IOException {
    sink.file(SitePage.STYLE, STYLE_MIME, resource(SitePage.class, "site.css"));
    sink.file(SearchBox.STYLE, STYLE_MIME, resource(SitePage.class, "search.css"));
    sink.file(SearchBox.SCRIPT, SCRIPT_MIME, script());
    sink.file(RESULTS, SitePage.MIME, new SitePage(RESULTS, "Search", "en", MAIN).html());
  }

  /** The script, with the table of {@link Folding} in it: ASCII, whatever charset a page has. */
  static byte[] script() {
    String script = new String(resource(SearchFiles.class, "search.js"), UTF_8);
    return script.replace("{folding}", Folding.table().strip()).getBytes(UTF_8);
  }

  private static byte[] resource(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
