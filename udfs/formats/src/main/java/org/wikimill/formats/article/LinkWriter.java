package org.wikimill.formats.article;

import java.io.IOException;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.wikimill.formats.article.Lead.Reach;

/** Writes the start tags of links. */
final class LinkWriter {
  private final ArticleLinks links;
  private final AttributeWriter attributes;
  private final HtmlText out;

  LinkWriter(ArticleLinks links, AttributeWriter attributes, HtmlText out) {
    this.links = links;
    this.attributes = attributes;
    this.out = out;
  }

  /** Writes the start tag of an {@code a} or {@code area} element as that of a link. */
  Lead open(Element link) throws IOException {
    Lead lead = links.lead(link.attr("href"), link.hasClass("new"));
    boolean absent = lead.reach() == Reach.ABSENT;
    out.open("a");
    switch (lead.reach()) {
      case HERE, BUILT, AWAY -> out.attribute("href", lead.value());
      case ABSENT -> out.attribute("role", "link").attribute("aria-disabled", "true");
      case NOWHERE -> {}
    }
    String state = absent ? "redlink" : lead.reach() == Reach.AWAY ? "external" : "";
    out.attributeIfAny("class", Classes.of(link, state));
    out.attributeIfAny("title", absent ? lead.value() + " (no such page)" : title(link));
    others(link);
    out.end();
    return lead;
  }

  /** What a link is called that shows nothing. */
  static String label(Element link) {
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
        default -> attributes.write(link, attribute, false);
      }
    }
  }
}
