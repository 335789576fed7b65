package org.wikimill.formats.article;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * Writes the body of an article anew, node by node: what {@link AllowedMarkup} knows stays, links
 * and pictures become those of the site, and what serves editors and scripts alone is left out.
 *
 * <p>The tree is not altered, so that the time is linear in its size.
 */
final class BodyWriter implements NodeFilter {
  private final ArticleLinks links;
  private final Findings findings;
  private final HtmlText out;
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
    this.links = links;
    this.findings = findings;
    this.out = new HtmlText(out);
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
    Element element = (Element) node;
    Open ended = open.pop();
    if (ended.words == words) {
      text(label(element));
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
      case "a", "area" -> link(element, name);
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
    attributes(element, true);
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
    attributes(element, false);
    out.end();
    if (AllowedMarkup.isEmpty(name)) {
      return false;
    }
    push(name);
    return true;
  }

  /** A span that says nothing of its content is left out: Parsoid marks many. */
  private boolean span(Element element) {
    if (element.className().contains("mwe-math-mathml")) {
      // Wikis hide the formula behind a picture of it.
      open.push(Open.NOTHING);
      return true;
    }
    int start = out.length();
    out.open("span");
    int bare = out.length();
    attributes(element, false);
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
    out.attributeIfAny("id", id(element)).end();
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
    attributes(element, false);
    out.end();
    open.push(new Open(scrolls ? "</table></div>" : "</table>", -1));
    return true;
  }

  private static boolean floats(Element table) {
    return !table.attr("align").isEmpty()
        || table.attr("style").toLowerCase(Locale.ROOT).contains("float");
  }

  private boolean link(Element element, String name) throws IOException {
    boolean marked = element.hasClass("new");
    Lead lead = links.lead(element.attr("href"), marked);
    if (name.equals("area")) {
      return area(element, lead);
    }
    out.open("a");
    switch (lead.reach()) {
      case HERE, BUILT, AWAY -> out.attribute("href", lead.value());
      case ABSENT -> out.attribute("role", "link").attribute("aria-disabled", "true");
      case NOWHERE -> {}
    }
    boolean absent = lead.reach() == Lead.Reach.ABSENT;
    String state = absent ? "redlink" : lead.reach() == Lead.Reach.AWAY ? "external" : "";
    out.attributeIfAny("class", Classes.of(element, state));
    String title = absent ? lead.value() + " (no such page)" : title(element);
    out.attributeIfAny("title", title);
    others(element);
    out.end();
    linkDepth++;
    open.push(new Open("</a>", lead.reach() == Lead.Reach.NOWHERE ? -1 : words));
    return true;
  }

  /** A link of a picture that is not shown: it stands where the picture would. */
  private boolean area(Element area, Lead lead) {
    if (lead.reach() == Lead.Reach.NOWHERE) {
      return false;
    }
    out.open("a").attribute("href", lead.value());
    if (lead.reach() == Lead.Reach.AWAY) {
      out.attribute("class", "external");
    }
    out.end();
    text(label(area));
    out.close("a").raw(" ");
    return false;
  }

  /** What a link is called that shows nothing. */
  private static String label(Element link) {
    for (String attribute : new String[] {"alt", "aria-label", "title"}) {
      if (!link.attr(attribute).isBlank()) {
        return link.attr(attribute);
      }
    }
    String path = link.attr("href").replaceFirst("[?#].*", "").replaceFirst("/+$", "");
    return ArticleLinks.title(path.substring(path.lastIndexOf('/') + 1));
  }

  /** The title of a link, unless it only repeats its text. */
  private static String title(Element link) {
    String title = link.attr("title");
    boolean repeats =
        link.childNodeSize() == 1
            && link.childNode(0) instanceof TextNode text
            && text.getWholeText().strip().equalsIgnoreCase(title);
    return repeats ? "" : title;
  }

  /** The attributes of a link that are not of its target. */
  private void others(Element link) {
    for (Attribute attribute : link.attributes()) {
      switch (attribute.getKey()) {
        case "class", "title", "role", "aria-disabled" -> {}
        default -> attribute(link, attribute, false);
      }
    }
  }

  /** An element is open, whose end tag is all that ends it. */
  private void push(String name) {
    open.push(ends.computeIfAbsent(name, n -> new Open("</" + n + ">", -1)));
  }

  private void attributes(Element element, boolean inMath) {
    if (element.attributesSize() == 0) {
      return;
    }
    for (Attribute attribute : element.attributes()) {
      attribute(element, attribute, inMath);
    }
  }

  private void attribute(Element element, Attribute attribute, boolean inMath) {
    String name = attribute.getKey();
    if (!AllowedMarkup.isKeptAttribute(name, inMath)) {
      return;
    }
    String value = attribute.getValue();
    switch (name) {
      case "class" -> out.attributeIfAny("class", inMath ? value : Classes.of(element, ""));
      case "style" -> out.attributeIfAny("style", Styles.declarations(value));
      case "id" -> out.attributeIfAny("id", id(element));
      // A list that has another role leaves its items without one.
      case "role" -> out.attributeIfAny("role", isList(element) ? "" : value);
      default -> out.attribute(name, value);
    }
  }

  private static boolean isList(Element element) {
    return element.normalName().equals("ul") || element.normalName().equals("ol");
  }

  /** The id of an element, unless it is a number that Parsoid gave it. */
  private static String id(Element element) {
    String id = element.id();
    boolean heading = element.normalName().length() == 2 && element.normalName().charAt(0) == 'h';
    return Classes.isNumber(id) && !heading ? "" : id;
  }
}
