package org.wikimill.formats.wikitext;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;

/**
 * Makes HTML well-formed, as browsers would understand it, and harmless: elements, attributes and
 * addresses that are not listed here do not pass.
 */
final class HtmlBody {
  private static final Set<String> DANGEROUS =
      Set.of(
          "script",
          "style",
          "iframe",
          "object",
          "embed",
          "form",
          "input",
          "button",
          "textarea",
          "select",
          "link",
          "meta",
          "base",
          "svg",
          "math",
          "template",
          "noscript",
          "frame",
          "frameset",
          "applet",
          "video",
          "audio",
          "img",
          "source",
          "track",
          "portal");

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "class",
          "id",
          "style",
          "title",
          "lang",
          "dir",
          "align",
          "valign",
          "bgcolor",
          "width",
          "height",
          "colspan",
          "rowspan",
          "scope",
          "headers",
          "abbr",
          "alt",
          "border",
          "cellpadding",
          "cellspacing",
          "rules",
          "frame",
          "summary",
          "start",
          "type",
          "value",
          "reversed",
          "cite",
          "datetime",
          "href",
          "rel",
          "typeof",
          "resource",
          "role",
          "clear",
          "color",
          "face",
          "size",
          "nowrap",
          "data-width",
          "data-height",
          "data-sort-value",
          "data-sort-type",
          "aria-label",
          "aria-hidden",
          "aria-level",
          "aria-labelledby",
          "name");

  private static final Set<String> SCHEMES =
      Set.of(
          "http",
          "https",
          "ftp",
          "ftps",
          "mailto",
          "news",
          "irc",
          "ircs",
          "geo",
          "tel",
          "sip",
          "sips",
          "urn",
          "magnet",
          "gopher",
          "git",
          "svn",
          "ssh",
          "xmpp",
          "bitcoin",
          "worldwind",
          "nntp",
          "telnet");

  private static final Pattern UNSAFE_STYLE =
      Pattern.compile(
          "url\\s*\\(|expression|javascript|image|@import|binding|behaviou?r|attr\\s*\\(|\\\\|/\\*|<"
              + "|position\\s*:\\s*(?:fixed|sticky)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern LEFTOVER =
      Pattern.compile(
          "\\{\\{++|\\}\\}++|\\[\\[++|\\]\\]++|\\{\\||\\|\\}|'''++|</?ref\\b[^>]{0,100}>?");

  private HtmlBody() {}

  static String finished(String html) {
    Document document = Jsoup.parseBodyFragment(html);
    document.outputSettings().prettyPrint(false).charset(java.nio.charset.StandardCharsets.UTF_8);
    Anchors anchors = new Anchors();
    for (Element element : List.copyOf(document.body().getAllElements())) {
      if (!element.equals(document.body())) {
        finish(element, anchors);
      }
    }
    for (Element paragraph : document.body().select("p")) {
      if (paragraph.childrenSize() == 0 && !paragraph.hasText()) {
        paragraph.remove();
      }
    }
    NodeTraversor.traverse(HtmlBody::withoutLeftovers, document.body());
    return document.body().html();
  }

  /** Brackets without their other half mean nothing to readers; where they are quoted they stay. */
  private static void withoutLeftovers(Node node, int depth) {
    if (node instanceof TextNode text
        && mayBeMarkup(text.getWholeText())
        && LEFTOVER.matcher(text.getWholeText()).find()
        && text.parent() != null
        && text.parent().closest("pre, code, [typeof=mw:Nowiki]") == null) {
      text.text(LEFTOVER.matcher(text.getWholeText()).replaceAll(""));
    }
  }

  /** Most text is not, which is seen sooner so. */
  private static boolean mayBeMarkup(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("{}[]|'<".indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static void finish(Element element, Anchors anchors) {
    String name = element.normalName();
    boolean error = name.equals("strong") && element.hasClass("error");
    // What citations tell editors, which a style sheet of the wiki hides from readers.
    boolean hidden = element.hasClass("cs1-maint") || element.hasClass("cs1-hidden-error");
    if (error || hidden || DANGEROUS.contains(name)) {
      element.remove();
      return;
    }
    List.copyOf(element.attributes().asList()).stream()
        .filter(attribute -> !isHarmless(attribute))
        .forEach(attribute -> element.removeAttr(attribute.getKey()));
    if (name.length() == 2 && name.charAt(0) == 'h' && Character.isDigit(name.charAt(1))) {
      if (!element.hasAttr("id")) {
        element.attr("id", anchors.next(headingText(element)));
      }
    }
  }

  /** Without the numbers of footnotes. */
  private static String headingText(Element heading) {
    Element copy = heading.clone();
    copy.select("sup.mw-ref").remove();
    return copy.text();
  }

  private static boolean isHarmless(Attribute attribute) {
    String name = attribute.getKey().toLowerCase(Locale.ROOT);
    String value = attribute.getValue();
    if (!ATTRIBUTES.contains(name)) {
      return false;
    }
    return switch (name) {
      case "style" -> !UNSAFE_STYLE.matcher(value).find();
      case "href", "cite", "resource" -> isHarmlessUrl(value);
      default -> true;
    };
  }

  private static boolean isHarmlessUrl(String url) {
    if (url.startsWith("./") || url.startsWith("#") || url.startsWith("//")) {
      return true;
    }
    int colon = url.indexOf(':');
    return colon > 0 && SCHEMES.contains(url.substring(0, colon).toLowerCase(Locale.ROOT));
  }
}
