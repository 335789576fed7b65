package org.wikimill.pipeline.blocks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.wikimill.formats.article.ArticleFacts;
import org.wikimill.formats.article.ArticleFacts.Kind;
import org.wikimill.formats.article.ArticleFacts.Origin;
import org.wikimill.formats.article.ArticlePage;
import org.wikimill.formats.dumps.BuiltPages;
import org.wikimill.formats.dumps.DumpPage;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.formats.site.Urls;

/** Renders pages as the articles of a site. */
final class Articles implements ArticleRenderer {
  private static final int FILES = 6;
  private static final int CATEGORIES = 14;

  private final SiteInfo site;
  private final ArticlePage articles;

  /**
   * @param built which titles links may lead to
   */
  Articles(SiteInfo site, BuiltPages built) {
    this.site = site;
    this.articles = new ArticlePage(new Titles(site), built);
  }

  @Override
  public Article render(DumpPage page) throws IOException {
    byte[] html =
        page.content() instanceof DumpPage.Html content
            ? articles.of(content.html(), facts(page, content))
            : articles.plain(((DumpPage.Text) page.content()).text(), facts(page));
    return new Article(html, Optional.empty());
  }

  private ArticleFacts facts(DumpPage page, DumpPage.Html content) {
    return facts(page, content.url(), content.categories(), Origin.PARSOID);
  }

  private ArticleFacts facts(DumpPage page) {
    return facts(page, url(page), List.of(), Origin.SOURCE);
  }

  private ArticleFacts facts(DumpPage page, String url, List<String> categories, Origin origin) {
    return new ArticleFacts(
        page.title(),
        page.namespace(),
        site.language(),
        "",
        url,
        page.revisionId(),
        page.timestamp(),
        categories,
        List.of(),
        kind(page.namespace()),
        origin);
  }

  private static Kind kind(int namespace) {
    return switch (namespace) {
      case FILES -> Kind.FILE;
      case CATEGORIES -> Kind.CATEGORY;
      default -> Kind.ARTICLE;
    };
  }

  /** The page's address on the live wiki: beside that of its main page. */
  private String url(DumpPage page) {
    int folder = site.base().lastIndexOf('/') + 1;
    return folder == 0
        ? ""
        : site.base().substring(0, folder)
            + Urls.encoded(Titles.entryName(page.title()).getBytes(UTF_8));
  }
}
