package org.wikimill.formats.article;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Locale;
import org.wikimill.formats.article.ArticleFacts.Origin;
import org.wikimill.formats.article.Lead.Reach;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.formats.site.SearchBox;
import org.wikimill.formats.site.SiteLayout;
import org.wikimill.formats.site.SitePage;

/** What stands around the body of an article: head, heading, and what belongs to it at its end. */
final class ArticleFrame {
  private static final int CATEGORY = 14;

  /** Of {@code 2026-01-31}, with which times in ISO 8601 begin. */
  private static final int DATE_LENGTH = 10;

  private static final String ENGLISH = " lang=\"en\" dir=\"ltr\"";

  private final Titles titles;
  private final ArticleLinks links;
  private final ArticleFacts facts;
  private final Findings findings;
  private final StringBuilder page = new StringBuilder();
  private final HtmlText out = new HtmlText(page);

  ArticleFrame(Titles titles, ArticleLinks links, ArticleFacts facts, Findings findings) {
    this.titles = titles;
    this.links = links;
    this.facts = facts;
    this.findings = findings;
  }

  /**
   * The page in UTF-8.
   *
   * @param body its markup
   * @param language what the body says of its language; may be empty
   * @param direction what it says of that; may be empty
   */
  byte[] page(StringBuilder body, String language, String direction) throws IOException {
    String tongue = language.isEmpty() ? facts.language() : language;
    String side = direction.isEmpty() ? facts.direction() : direction;
    // The class tells the styles of templates that dark colours are wanted where readers prefer
    // them.
    out.raw("<!DOCTYPE html>\n").open("html").attribute("class", "skin-theme-clientpref-os");
    out.attributeIfAny("lang", tongue).attributeIfAny("dir", side).raw(">\n");
    head();
    String kind = findings.kind().name().toLowerCase(Locale.ROOT);
    out.open("body").attribute("class", "wikimill-article " + kind + " ns-" + facts.namespace());
    out.raw(">\n");
    navigation();
    out.raw("<main>\n<h1>").text(facts.title()).raw("</h1>\n");
    notice();
    out.raw("<div class=\"mw-parser-output\">").raw(body).raw("</div>\n");
    categories();
    languages();
    revision();
    out.raw("</main>\n</body>\n</html>\n");
    return page.toString().getBytes(UTF_8);
  }

  private void head() {
    out.raw("<head>\n<meta charset=\"utf-8\">\n<title>").text(facts.title()).raw("</title>\n");
    out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    if (!findings.description().isEmpty()) {
      out.open("meta").attribute("name", "description");
      out.attribute("content", findings.description()).raw(">\n");
    }
    if (isWeb(facts.url())) {
      out.open("link").attribute("rel", "canonical").attribute("href", facts.url()).raw(">\n");
    }
    out.open("link").attribute("rel", "icon").attribute("href", file(SiteLayout.ICON)).raw(">\n");
    out.open("link").attribute("rel", "stylesheet");
    out.attribute("href", links.toFile(ArticleStyle.PLACE)).raw(">\n");
    for (String style : findings.styles()) {
      out.raw("<style>").raw(style).raw("</style>\n");
    }
    out.raw("</head>\n");
  }

  private void navigation() {
    out.raw("<header class=\"wikimill-site\"" + ENGLISH + ">\n<nav aria-label=\"Site\">");
    navigation("Main page", SiteLayout.FRONT);
    navigation("Search and A\u2013Z", SearchBox.TITLES);
    navigation("About", SitePage.ABOUT);
    out.raw("</nav>\n</header>\n");
  }

  private void navigation(String name, byte[] target) {
    out.open("a").attribute("href", file(target)).end().text(name).raw("</a>\n");
  }

  /** Says of a page that is not the wiki's own rendering that it is not. */
  private void notice() {
    if (facts.origin() == Origin.PARSOID) {
      return;
    }
    out.raw("<p class=\"wikimill-notice\" role=\"note\"" + ENGLISH + ">");
    out.raw(
        facts.origin() == Origin.WIKITEXT
            ? "Rendered from wikitext by wikimill: templates may be incomplete."
            : "This page could not be rendered: its source text is shown as it is.");
    if (isWeb(facts.url())) {
      out.raw(" ").open("a").attribute("href", facts.url());
      out.attribute("class", "external").end().raw("The page on the live wiki</a>.");
    }
    out.raw("</p>\n");
  }

  private void categories() throws IOException {
    if (findings.categories().isEmpty()) {
      return;
    }
    String name = titles.name(CATEGORY).orElse("Category");
    out.open("nav").attribute("class", "wikimill-categories").attribute("aria-label", name);
    out.raw(">\n<h2>").text(name).raw("</h2>\n<ul>\n");
    for (String category : findings.categories()) {
      out.raw("<li>");
      category(links.toTitle(category), category.substring(category.indexOf(':') + 1));
      out.raw("</li>\n");
    }
    out.raw("</ul>\n</nav>\n");
  }

  private void category(Lead lead, String name) {
    boolean leads = lead.reach() == Reach.BUILT || lead.reach() == Reach.AWAY;
    if (!leads) {
      out.text(name);
      return;
    }
    out.open("a").attribute("href", lead.value());
    out.attributeIfAny("class", lead.reach() == Reach.AWAY ? "external" : "").end();
    out.text(name).close("a");
  }

  private void languages() {
    if (findings.languages().isEmpty()) {
      return;
    }
    out.raw("<nav class=\"wikimill-languages\" aria-label=\"Other languages\">\n");
    out.raw("<h2" + ENGLISH + ">Other languages</h2>\n<ul>\n");
    for (LanguageLink link : findings.languages()) {
      if (isWeb(link.url())) {
        out.raw("<li>").text(link.language()).raw(": ").open("a").attribute("href", link.url());
        out.attribute("class", "external").attribute("lang", link.language());
        out.attribute("hreflang", link.language()).end();
        out.raw("<bdi>").text(link.title()).raw("</bdi></a></li>\n");
      }
    }
    out.raw("</ul>\n</nav>\n");
  }

  /** Which revision this is, and where its authors are listed. */
  private void revision() {
    String history = links.history();
    if (facts.revisionId() <= 0 && history.isEmpty()) {
      return;
    }
    out.raw("<p class=\"wikimill-revision\"" + ENGLISH + ">");
    if (facts.revisionId() > 0) {
      out.raw("Revision " + facts.revisionId());
      String time = facts.timestamp();
      if (!time.isEmpty()) {
        out.raw(" of ").open("time").attribute("datetime", time).end();
        out.text(time.substring(0, Math.min(time.length(), DATE_LENGTH))).close("time");
      }
      out.raw(". ");
    }
    if (!history.isEmpty()) {
      out.raw("Its authors stand in the ").open("a").attribute("href", history);
      out.attribute("class", "external").raw(">history of the page</a>.");
    }
    out.raw("</p>\n");
  }

  private String file(byte[] place) {
    return links.toFile(new String(place, US_ASCII));
  }

  private static boolean isWeb(String url) {
    return url.startsWith("https://") || url.startsWith("http://");
  }
}
