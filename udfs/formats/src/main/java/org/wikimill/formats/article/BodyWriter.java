package org.wikimill.formats.article;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.wikimill.formats.article.Lead.Reach;

/**
 * Writes the body of an article anew, node by node: what {@link AllowedMarkup} knows stays, links
 * and pictures become those of the site, and what serves editors and scripts alone is left out.
 *
 * <p>The tree is not altered, so that the time is linear in its size.
 */
final class BodyWriter implements NodeFilter {
  private final Findings findings;
  private final HtmlText out;
  private final AttributeWriter attributes;
  private final LinkWriter anchors;
  private final PictureWriter pictures;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<String, Open> ends = new HashMap<>();

  /** How many elements of MathML are open. */
  private int mathDepth;

  private int tableDepth;
  private int linkDepth;

  /** How many texts that can be seen were written. */
  private int words;

  /**
   * An element whose end is to come.
   *
   * @param end what closes it; empty if its tag was left out
   * @param words what was written before it, if it needs some; else -1
   */
  private record Open(String end, int words) {
    static final Open NOTHING = new Open("", -1);
  }

  BodyWriter(ArticleLinks links, Findings findings, MediaFiles media, StringBuilder out) {
    this.findings = findings;
    this.out = new HtmlText(out);
    this.attributes = new AttributeWriter(this.out);
    this.anchors = new LinkWriter(links, attributes, this.out);
    this.pictures = new PictureWriter(links, media, this.out);
  }

  @Override
  public FilterResult head(Node node, int depth) {
    try {
      if (node instanceof TextNode text) {
        text(text.getWholeText());
      } else if (node instanceof Element element) {
        return element(element) ? FilterResult.CONTINUE : FilterResult.SKIP_ENTIRELY;
      }
      return FilterResult.SKIP_ENTIRELY;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    try {
      return end((Element) node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FilterResult end(Element element) throws IOException {
    Open ended = open.pop();
    if (ended.words == words) {
      text(LinkWriter.label(element));
    }
    if (mathDepth > 0) {
      mathDepth--;
    } else {
      switch (element.normalName()) {
        case "table" -> tableDepth--;
        case "a" -> linkDepth--;
        case "figure" -> pictures.endFigure();
        default -> {}
      }
    }
    out.raw(ended.end);
    return FilterResult.CONTINUE;
  }

  private void text(String text) {
    out.text(text);
    words += text.isBlank() ? 0 : 1;
  }

  /** Writes what comes before an element's content; false if that is left out. */
  private boolean element(Element element) throws IOException {
    String name = element.normalName();
    if (mathDepth > 0 || name.equals("math")) {
      return math(element, name);
    } else if (AllowedMarkup.isDropped(name) || isChrome(element)) {
      return false;
    }
    return switch (name) {
      case "link", "meta" -> {
        findings.property(element);
        yield false;
      }
      case "style" -> {
        findings.style(element.data());
        yield false;
      }
      case "img" -> {
        words += pictures.picture(element, linkDepth > 0);
        yield false;
      }
      case "audio", "video" -> {
        words += pictures.recording(element, linkDepth > 0);
        yield false;
      }
      case "map" -> {
        out.raw("<span class=\"image-map\">");
        push("span");
        yield true;
      }
      case "a" -> link(element);
      case "area" -> area(element);
      case "figure" -> figure(element);
      case "table" -> table(element);
      case "span" -> span(element);
      default -> plain(element, name);
    };
  }

  /** What is of no use away from the wiki, or of none to readers. */
  private boolean isChrome(Element element) {
    String classes = element.className();
    if (classes.isEmpty()) {
      return false;
    }
    if (element.hasClass("shortdescription")) {
      findings.describe(element.text());
      return true;
    }
    return element.hasClass("mw-editsection")
        || element.hasClass("navbar")
        || element.hasClass("mw-jump-link")
        || element.hasClass("Z3988") && !element.hasText();
  }

  private boolean math(Element element, String name) {
    mathDepth++;
    if (!AllowedMarkup.isKept(name, true)) {
      open.push(Open.NOTHING);
      return true;
    }
    out.open(name);
    attributes.write(element, true);
    out.end();
    push(name);
    words++;
    if (name.equals("math")) {
      pictures.sawMath(element);
    }
    return true;
  }

  private boolean plain(Element element, String name) {
    if (!AllowedMarkup.isKept(name, false)) {
      open.push(Open.NOTHING);
      return true;
    }
    out.open(name);
    attributes.write(element, false);
    out.end();
    if (AllowedMarkup.isEmpty(name)) {
      return false;
    }
    push(name);
    return true;
  }

  /** A span that says nothing of its content is left out: Parsoid marks many. */
  private boolean span(Element element) throws IOException {
    if (element.hasClass("mw-file-element")) {
      int seen = pictures.standIn(element, linkDepth > 0);
      words += seen;
      if (seen > 0 || !element.hasText()) {
        return false;
      }
    }
    if (element.className().contains("mwe-math-mathml")) {
      // Wikis hide the formula behind a picture of it.
      open.push(Open.NOTHING);
      return true;
    }
    int start = out.length();
    out.open("span");
    int bare = out.length();
    attributes.write(element, false);
    if (out.length() == bare) {
      out.cut(start);
      open.push(Open.NOTHING);
      return true;
    }
    out.end();
    push("span");
    return true;
  }

  private boolean figure(Element element) {
    out.open("figure").attribute("class", pictures.figureClass(element));
    out.attributeIfAny("id", AttributeWriter.id(element)).end();
    push("figure");
    pictures.beginFigure();
    return true;
  }

  /**
   * Tables of data scroll in themselves where they are too wide; those inside others with these.
   */
  private boolean table(Element element) {
    boolean scrolls = tableDepth == 0 && element.hasClass("wikitable") && !floats(element);
    tableDepth++;
    out.raw(scrolls ? "<div class=\"scroll\" tabindex=\"0\">" : "").open("table");
    attributes.write(element, false);
    out.end();
    open.push(new Open(scrolls ? "</table></div>" : "</table>", -1));
    return true;
  }

  private static boolean floats(Element table) {
    return !table.attr("align").isEmpty()
        || table.attr("style").toLowerCase(Locale.ROOT).contains("float");
  }

  private boolean link(Element element) throws IOException {
    boolean leads = anchors.open(element).reach() != Reach.NOWHERE;
    linkDepth++;
    open.push(new Open("</a>", leads ? words : -1));
    return true;
  }

  /** A link of a picture that is not shown: it stands where the picture would. */
  private boolean area(Element area) throws IOException {
    if (area.attr("href").isEmpty()) {
      return false;
    }
    anchors.open(area);
    text(LinkWriter.label(area));
    out.close("a").raw(" ");
    return false;
  }

  /** An element is open, whose end tag is all that ends it. */
  private void push(String name) {
    open.push(ends.computeIfAbsent(name, n -> new Open("</" + n + ">", -1)));
  }
}
