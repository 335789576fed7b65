package org.wikimill.formats.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.wikimill.formats.html.HtmlEscape;
import org.wikimill.formats.site.SearchBox;
import org.wikimill.formats.site.SitePage;
import org.wikimill.formats.site.Urls;

/**
 * The lists of all titles of a site, in the order of the index: a tree of pages.
 *
 * <p>Pages of level 0 list titles; those above list up to {@value #CHILDREN} pages by their first
 * and last titles, up to the one at {@code titles/index.html}. A page tells the ones before and
 * after it, and the one above. A single page of level 0 stands at the top itself. Three clicks lead
 * to any of 26 million titles.
 */
public final class TitlePages {
  /** Pages that a page lists. */
  static final int CHILDREN = 256;

  /** The most code points of a title that tells where a page begins or ends. */
  private static final int CLIPPED = 40;

  private static final String LANGUAGE = "en";
  private static final String HEADING = "All titles";

  private TitlePages() {}

  /**
   * The titles that a page spans.
   *
   * @param first the first title of the page
   * @param last the last one
   */
  public record Span(String first, String last) {
    /** As a text: each title in its own direction. */
    private String text() {
      return first.equals(last) ? isolated(first) : isolated(first) + " \u2013 " + isolated(last);
    }

    private String html() {
      return first.equals(last) ? element(first) : element(first) + " \u2013 " + element(last);
    }

    private static String element(String title) {
      return "<bdi>" + HtmlEscape.text(clipped(title)) + "</bdi>";
    }

    private static String isolated(String title) {
      return "\u2068" + clipped(title) + "\u2069";
    }

    private static String clipped(String title) {
      return title.codePointCount(0, title.length()) <= CLIPPED
          ? title
          : title.substring(0, title.offsetByCodePoints(0, CLIPPED)) + "\u2026";
    }
  }

  /** The most bytes that a title adds to its page. */
  public static int lengthBytes(SearchTitle title) {
    return 64
        + 3 * title.place().length
        + 6 * title.title().getBytes(UTF_8).length
        + 6 * title.target().getBytes(UTF_8).length;
  }

  /** A page of level 0, while it is made. */
  public static final class Page {
    private final long number;
    private final long pages;
    private final byte[] place;
    private final StringBuilder items = new StringBuilder("<ul class=\"titles\">\n");
    private String first;
    private String last;

    /**
     * @param number its number among all pages of the level
     * @param pages how many these are
     */
    public Page(long number, long pages) {
      this.number = number;
      this.pages = pages;
      this.place = pages == 1 ? SearchBox.TITLES : TitlePages.place(0, number);
    }

    /** Adds the next title. */
    public void add(SearchTitle title) {
      items.append("<li><a href=\"").append(Urls.relative(place, title.place())).append("\"><bdi>");
      items.append(HtmlEscape.text(title.title())).append("</bdi></a>");
      if (!title.target().isEmpty()) {
        items.append(" <span class=\"alias\">\u2192 <bdi>");
        items.append(HtmlEscape.text(title.target())).append("</bdi></span>");
      }
      items.append("</li>\n");
      first = first == null ? title.title() : first;
      last = title.title();
    }

    /** Writes the page. */
    public void writeTo(FileSink sink) throws IOException {
      String list = items + "</ul>\n";
      byte[] html = pages == 1 ? top(list) : page(0, number, pages, new Span(first, last), list);
      sink.file(place, SitePage.MIME, html);
    }
  }

  /**
   * Writes the pages above.
   *
   * @param pages what the pages of level 0 span
   */
  public static void writeUpper(List<Span> pages, FileSink sink) throws IOException {
    if (pages.size() == 1) {
      return; // it stands at the top itself
    }
    List<Span> below = pages;
    for (int level = 1; ; level++) {
      if (below.size() <= CHILDREN) {
        String list = list(SearchBox.TITLES, level - 1, 0, below);
        sink.file(SearchBox.TITLES, SitePage.MIME, top(list));
        return;
      }
      below = level(level, below, sink);
    }
  }

  private static List<Span> level(int level, List<Span> below, FileSink sink) throws IOException {
    long pages = ((long) below.size() + CHILDREN - 1) / CHILDREN;
    List<Span> spans = new ArrayList<>();
    for (int from = 0; from < below.size(); from += CHILDREN) {
      int to = Math.min(below.size(), from + CHILDREN);
      int number = from / CHILDREN;
      byte[] place = place(level, number);
      Span span = new Span(below.get(from).first(), below.get(to - 1).last());
      String list = list(place, level - 1, from, below.subList(from, to));
      sink.file(place, SitePage.MIME, page(level, number, pages, span, list));
      spans.add(span);
    }
    return spans;
  }

  private static String list(byte[] place, int level, int firstPage, List<Span> spans) {
    StringBuilder html = new StringBuilder();
    if (spans.isEmpty()) {
      return "<p>This site has no pages with titles.</p>\n";
    }
    html.append("<ul class=\"titles\">\n");
    for (int i = 0; i < spans.size(); i++) {
      String url = Urls.relative(place, place(level, firstPage + i));
      html.append("<li><a href=\"").append(url).append("\">");
      html.append(spans.get(i).html()).append("</a></li>\n");
    }
    return html.append("</ul>\n").toString();
  }

  private static byte[] top(String list) {
    return new SitePage(SearchBox.TITLES, HEADING, LANGUAGE, list).html();
  }

  private static byte[] page(int level, long number, long pages, Span span, String list) {
    byte[] place = place(level, number);
    byte[] above = pages <= CHILDREN ? SearchBox.TITLES : place(level + 1, number / CHILDREN);
    StringBuilder nav = new StringBuilder("<nav aria-label=\"Pages\">\n<ul>\n");
    if (number > 0) {
      link(nav, place, place(level, number - 1), "prev", "Previous");
    }
    link(nav, place, above, "up", "Up");
    if (number + 1 < pages) {
      link(nav, place, place(level, number + 1), "next", "Next");
    }
    nav.append("</ul>\n</nav>\n");
    return new SitePage(place, HEADING + ": " + span.text(), LANGUAGE, nav + list + labelled(nav))
        .html();
  }

  /** The links again, below the list, told apart for who hears them. */
  private static String labelled(StringBuilder nav) {
    return nav.toString().replace("\"Pages\"", "\"Pages, again\"");
  }

  private static void link(
      StringBuilder nav, byte[] from, byte[] to, String relation, String text) {
    nav.append("<li><a rel=\"").append(relation).append("\" href=\"");
    nav.append(Urls.relative(from, to)).append("\">").append(text).append("</a></li>\n");
  }

  private static byte[] place(int level, long number) {
    return ("titles/" + level + "/" + number + ".html").getBytes(UTF_8);
  }
}
