package org.wikimill.formats.article;

import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/** Writes the attributes that {@link AllowedMarkup} knows, without what only software reads. */
final class AttributeWriter {
  private final HtmlText out;

  AttributeWriter(HtmlText out) {
    this.out = out;
  }

  /**
   * Writes all that may stay of an element.
   *
   * @param inMath whether it is of MathML
   */
  void write(Element element, boolean inMath) {
    if (element.attributesSize() == 0) {
      return;
    }
    for (Attribute attribute : element.attributes()) {
      write(element, attribute, inMath);
    }
  }

  /** Writes an attribute, if it may stay. */
  void write(Element element, Attribute attribute, boolean inMath) {
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
  static String id(Element element) {
    String id = element.id();
    boolean heading = element.normalName().length() == 2 && element.normalName().charAt(0) == 'h';
    return Classes.isNumber(id) && !heading ? "" : id;
  }
}
