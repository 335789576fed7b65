package org.wikimill.pipeline.blocks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wikimill.formats.article.ArticleFacts;
import org.wikimill.formats.article.ArticleFacts.Kind;
import org.wikimill.formats.article.ArticleFacts.Origin;
import org.wikimill.formats.article.ArticlePage;
import org.wikimill.formats.article.CategoryMembers;
import org.wikimill.formats.article.LanguageLink;
import org.wikimill.formats.article.MediaFiles;
import org.wikimill.formats.dumps.BuiltPages;
import org.wikimill.formats.dumps.DumpPage;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.formats.site.Urls;
import org.wikimill.formats.wikitext.PageTexts;
import org.wikimill.formats.wikitext.RenderLimits;
import org.wikimill.formats.wikitext.Rendered;
import org.wikimill.formats.wikitext.WikitextRenderer;

/** Renders pages of a dump as the articles of a site: from the page and the build alone. */
final class Articles {
  private static final int FILES = 6;
  private static final int CATEGORIES = 14;
  private static final String NO_URL = "";
  private static final String WIKITEXT = "wikitext";

  /** An address whose host begins with a language: what is before and after that. */
  private static final Pattern HOST = Pattern.compile("(https?://)[^./]+(\\.[^./]+\\.[^./]+/.*)");

  private final SiteInfo site;
  private final Titles titles;
  private final ArticlePage articles;
  private final WikitextRenderer wikitext;
  private final MemberLists members = new MemberLists();

  /**
   * A page as readers see it, before anything of its site is added.
   *
   * @param html a document in UTF-8
   * @param failure why it shows its source, if it could not be rendered
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Article(byte[] html, Optional<String> failure) {}

  /**
   * @param built which titles links may lead to
   * @param texts what pages transclude
   * @param media the files of the build
   */
  Articles(SiteInfo site, BuiltPages built, PageTexts texts, MediaFiles media) {
    this.site = site;
    this.titles = new Titles(site);
    this.articles = new ArticlePage(titles, built, media);
    this.wikitext = new WikitextRenderer(titles, site, texts, RenderLimits.DEFAULT);
  }

  /** What lists the members of the category that comes next. */
  MemberLists members() {
    return members;
  }

  /** Renders a page that is neither missing nor a redirect. */
  Article render(DumpPage page) throws IOException {
    Kind kind = kind(page.namespace());
    CategoryMembers listed = members.first(page.title());
    if (page.content() instanceof DumpPage.Html html) {
      ArticleFacts facts =
          facts(page, html.url(), html.categories(), List.of(), kind, Origin.PARSOID);
      return new Article(articles.of(html.html(), facts, listed), Optional.empty());
    }
    DumpPage.Text text = (DumpPage.Text) page.content();
    if (text.model().equals(WIKITEXT)) {
      return rendered(page, kind, wikitext.render(page), listed);
    }
    ArticleFacts facts = facts(page, url(page), List.of(), List.of(), kind, Origin.SOURCE);
    return new Article(articles.plain(text.text(), facts, listed), Optional.empty());
  }

  /** The page of a category that has members, or of a file, without a page in the dump. */
  byte[] missing(String title) throws IOException {
    int namespace = titles.namespace(title);
    DumpPage page =
        new DumpPage(
            0, namespace, title, Optional.empty(), 0, "", new DumpPage.Missing("no such page"));
    ArticleFacts facts = facts(page, NO_URL, List.of(), List.of(), kind(namespace), Origin.PARSOID);
    return articles.of("", facts, members.first(title));
  }

  private Article rendered(DumpPage page, Kind kind, Rendered rendered, CategoryMembers listed)
      throws IOException {
    boolean lists = rendered.disambiguation() && kind == Kind.ARTICLE;
    ArticleFacts facts =
        facts(
            page,
            url(page),
            rendered.categories(),
            rendered.languages().stream().map(this::elsewhere).flatMap(Optional::stream).toList(),
            lists ? Kind.DISAMBIGUATION : kind,
            Origin.WIKITEXT);
    return new Article(articles.of(rendered.html(), facts, listed), rendered.failure());
  }

  private ArticleFacts facts(
      DumpPage page,
      String url,
      List<String> categories,
      List<LanguageLink> languages,
      Kind kind,
      Origin origin) {
    return new ArticleFacts(
        page.title(),
        page.namespace(),
        site.language(),
        "",
        url,
        page.revisionId(),
        page.timestamp(),
        categories,
        languages,
        kind,
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
    return folder().map(folder -> folder + encoded(page.title())).orElse("");
  }

  /** A page of the same project in another language: its host begins with the language. */
  private Optional<LanguageLink> elsewhere(org.wikimill.formats.wikitext.LanguageLink link) {
    return folder()
        .map(HOST::matcher)
        .filter(Matcher::matches)
        .map(own -> own.group(1) + link.language() + own.group(2) + encoded(link.title()))
        .map(url -> new LanguageLink(link.language(), link.title(), url));
  }

  private Optional<String> folder() {
    int end = site.base().lastIndexOf('/') + 1;
    return end == 0 ? Optional.empty() : Optional.of(site.base().substring(0, end));
  }

  private static String encoded(String title) {
    return Urls.encoded(Titles.entryName(title).getBytes(UTF_8));
  }
}
