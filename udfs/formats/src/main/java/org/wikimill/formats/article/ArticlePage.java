package org.wikimill.formats.article;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.NodeTraversor;
import org.wikimill.formats.article.ArticleFacts.Kind;
import org.wikimill.formats.dumps.BuiltPages;
import org.wikimill.formats.dumps.Titles;

/**
 * Makes the pages of a wiki's articles as the site shows them, from bodies in Parsoid's
 * conventions.
 *
 * <p>A page asks no other host for anything and runs no script. Its links lead to pages of the
 * build where these have the title, else to the live wiki; those to pages that do not exist are
 * marked. Relative URLs start from the entry's name below {@code wiki/}, see {@link
 * Titles#entryName}; {@link org.wikimill.formats.site.PageRewriter} follows with footer, policy and
 * other places. {@link ArticleStyle} is the style sheet of all.
 *
 * <p>The same arguments give the same bytes. Time and memory are linear in the size of the body,
 * whatever it holds; elements deeper than jsoup's limit move up. Serves one thread, as far as
 * {@link BuiltPages} and {@link MediaFiles} do.
 *
 * @see <a href="https://www.mediawiki.org/wiki/Specs/HTML">Parsoid's HTML</a>
 */
public final class ArticlePage {
  private static final Pattern DOCUMENT =
      Pattern.compile("\\A\ufeff?\\s*<(?:!doctype|html|head|body)\\b", Pattern.CASE_INSENSITIVE);

  private final Titles titles;
  private final BuiltPages built;
  private final MediaFiles media;

  /** Makes pages of a build without pictures. */
  public ArticlePage(Titles titles, BuiltPages built) {
    this(titles, built, MediaFiles.NONE);
  }

  /** Makes pages that show what pictures the build has. */
  public ArticlePage(Titles titles, BuiltPages built, MediaFiles media) {
    this.titles = titles;
    this.built = built;
    this.media = media;
  }

  /**
   * The page of an article.
   *
   * @param html a whole document, or what stands in a body
   */
  public byte[] of(String html, ArticleFacts facts) throws IOException {
    return of(html, facts, CategoryMembers.none(facts.title()));
  }

  /**
   * The page of a category.
   *
   * @param html what the wiki says of it: a whole document, or what stands in a body; may be empty
   * @param members the first part of them
   */
  public byte[] of(String html, ArticleFacts facts, CategoryMembers members) throws IOException {
    Document document = parse(html);
    String liveUrl = facts.url().isEmpty() ? base(document) : facts.url();
    ArticleLinks links = new ArticleLinks(titles, built, facts.title(), liveUrl);
    Findings findings = new Findings(titles, links, facts);
    StringBuilder body = new StringBuilder(html.length() / 2);
    Element content = content(document);
    BodyWriter writer = new BodyWriter(links, findings, media, body);
    if (facts.kind() == Kind.FILE) {
      file(facts.title(), links, writer, body);
    }
    write(content, writer);
    list(members, body);
    return new ArticleFrame(titles, links, facts, findings)
        .page(body, content.attr("lang"), content.attr("dir"));
  }

  /** The page of an article whose text could not be rendered: the text as it is. */
  public byte[] plain(String wikitext, ArticleFacts facts) throws IOException {
    return plain(wikitext, facts, CategoryMembers.none(facts.title()));
  }

  /** Likewise, of a category. */
  public byte[] plain(String wikitext, ArticleFacts facts, CategoryMembers members)
      throws IOException {
    ArticleLinks links = new ArticleLinks(titles, built, facts.title(), facts.url());
    StringBuilder body = new StringBuilder(wikitext.length() + wikitext.length() / 8);
    Findings findings = new Findings(titles, links, facts);
    if (facts.kind() == Kind.FILE) {
      file(facts.title(), links, new BodyWriter(links, findings, media, body), body);
    }
    new HtmlText(body).raw("<pre class=\"source\">\n").text(wikitext).raw("</pre>\n");
    list(members, body);
    return new ArticleFrame(titles, links, facts, findings).page(body, "", "");
  }

  /** Writes the file that a page describes, if the build has it. */
  private void file(String title, ArticleLinks links, BodyWriter writer, StringBuilder body)
      throws IOException {
    String name = title.substring(title.indexOf(':') + 1);
    Optional<MediaFiles.Media> file = media.find(name);
    if (file.isPresent()) {
      FilePage.Fragments fragments = html -> write(Jsoup.parseBodyFragment(html).body(), writer);
      new FilePage(links, new HtmlText(body), fragments).write(name, file.get());
    }
  }

  private static void write(Element content, BodyWriter writer) throws IOException {
    try {
      content.childNodes().forEach(node -> NodeTraversor.filter(writer, node));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void list(CategoryMembers members, StringBuilder body) {
    if (!members.members().isEmpty()) {
      members.write(body);
    }
  }

  private static Document parse(String html) {
    Matcher document = DOCUMENT.matcher(html);
    return document.lookingAt() ? Jsoup.parse(html) : Jsoup.parseBodyFragment(html);
  }

  /** What readers came for: of a page with a skin around it that alone. */
  private static Element content(Document document) {
    Element skinned = document.getElementById("mw-content-text");
    Element content = skinned == null ? null : skinned.selectFirst(".mw-parser-output");
    return content == null ? document.body() : content;
  }

  private static String base(Document document) {
    Element base = document.head().selectFirst("base[href]");
    return base == null ? "" : base.attr("href");
  }
}
