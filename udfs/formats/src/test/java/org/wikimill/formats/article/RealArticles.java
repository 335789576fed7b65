package org.wikimill.formats.article;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.wikimill.formats.article.ArticleFacts.Kind;
import org.wikimill.formats.article.ArticleFacts.Origin;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.formats.enterprise.HtmlDump;
import org.wikimill.formats.enterprise.HtmlPageCursor;
import org.wikimill.formats.enterprise.HtmlRecord;
import org.wikimill.testing.Shared;

/** Real articles as Parsoid renders them: those of the sample snapshot, and single pages. */
final class RealArticles {

  /** An article with what is known of it. */
  record Article(String name, String html, ArticleFacts facts) {}

  private RealArticles() {}

  /** All articles, each wiki's titles apart. */
  static List<Article> read() throws IOException {
    Path dumps = Shared.require().resolve("dumps");
    List<Article> articles = new ArrayList<>();
    Path snapshot = dumps.resolve("enterprise/mixed-NS0-sample-ENTERPRISE-HTML.json.tar.gz");
    try (HtmlPageCursor cursor = HtmlDump.read(Inputs.file(snapshot))) {
      while (cursor.next()) {
        HtmlRecord record = cursor.record();
        articles.add(
            new Article(
                record.project() + ": " + record.title(),
                record.html(),
                facts(record.title(), record.language(), record.url(), record.categories())));
      }
    }
    try (Stream<Path> pages = Files.list(dumps.resolve("html"))) {
      for (Path page : pages.sorted().toList()) {
        articles.add(page(page));
      }
    }
    return articles;
  }

  /** The titles of a wiki whose namespaces have English names. */
  static Titles titles() {
    return new Titles(new SiteInfo("", "", "", "", new TreeMap<>()));
  }

  private static Article page(Path file) throws IOException {
    String html = Files.readString(file);
    // One of them was saved as a string of JSON.
    String plain =
        html.contains("<html prefix=\\\"") ? html.replace("\\\"", "\"").replace("\\n", "\n") : html;
    String name = file.getFileName().toString().replace(".html", "");
    var base = Jsoup.parse(plain).selectFirst("link[rel=dc:isVersionOf]");
    String url =
        base == null ? "https://en.wikipedia.org/wiki/" + name : "https:" + base.attr("href");
    String title = ArticleLinks.title(url.substring(url.indexOf("/wiki/") + 6));
    return new Article(name, plain, facts(title, "", url, List.of()));
  }

  private static ArticleFacts facts(
      String title, String language, String url, List<String> categories) {
    return new ArticleFacts(
        title, 0, language, "", url, 1, "", categories, List.of(), Kind.ARTICLE, Origin.PARSOID);
  }
}
