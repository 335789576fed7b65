package org.wikimill.formats.html;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Which parts of a page are SVG and MathML, where {@code title}, {@code style} and {@code script}
 * are elements like any other and CDATA sections exist.
 *
 * <p>Kept is a stack of the elements that begin or suspend such a part: {@code svg}, {@code math},
 * and the points inside them where HTML goes on. That is what the tree construction of the standard
 * decides, as far as it can be known without a tree. It differs where a page is malformed: HTML
 * elements inside such a point are not followed, so that an end tag of the point always closes it;
 * and an end tag that can only be that of an HTML element outside closes the part.
 */
final class ForeignContent {
  /** Elements that are nested deeper count as children of the deepest. */
  static final int MAX_DEPTH = 512;

  private static final byte[] TEXT_HTML = "text/html".getBytes(US_ASCII);
  private static final byte[] XHTML = "application/xhtml+xml".getBytes(US_ASCII);

  private enum Part {
    SVG,
    MATH,
    /** {@code annotation-xml} of XML, in which only {@code svg} means what it does in HTML. */
    ANNOTATION,
    /** {@code mi} and its like, in which start tags are HTML. */
    MATH_TEXT,
    /** {@code foreignObject}, {@code desc}, {@code title}, {@code annotation-xml} of HTML. */
    HTML_POINT,
    /** The same, once an HTML element was in it. */
    HTML;

    boolean suspends() {
      return compareTo(MATH_TEXT) >= 0;
    }
  }

  private final byte[] bytes;
  private int depth;
  private Part[] parts = new Part[8];
  private HtmlElement[] elements = new HtmlElement[8];

  ForeignContent(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Are CDATA sections what they are called? */
  boolean allowsCdata() {
    return depth > 0 && parts[depth - 1] != Part.HTML;
  }

  /** Takes a start tag; true if its element belongs to SVG or MathML. */
  boolean startTag(HtmlTag tag) {
    HtmlElement element = tag.element();
    boolean root = element == HtmlElement.SVG || element == HtmlElement.MATH;
    if (depth == 0 && !root) {
      return false;
    }
    if (isHtml(element)) {
      if (root) {
        push(element == HtmlElement.SVG ? Part.SVG : Part.MATH, tag);
      } else {
        parts[depth - 1] = parts[depth - 1].suspends() ? Part.HTML : parts[depth - 1];
      }
      return root;
    }
    if (leaves(element, tag)) {
      leave();
      return false;
    }
    Part part = parts[depth - 1] == Part.SVG ? inSvg(element) : inMath(element, tag);
    if (part != null) {
      push(part, tag);
    }
    return true;
  }

  /** Takes an end tag. */
  void endTag(HtmlElement element) {
    if (depth == 0) {
      return;
    }
    if (!parts[depth - 1].suspends() && element.leavesForeignContent()) {
      leave();
      return;
    }
    for (int i = depth - 1; i >= 0 && element != HtmlElement.OTHER; i--) {
      if (elements[i] == element) {
        depth = i;
        return;
      }
    }
  }

  /** Is a start tag taken by the rules for HTML? */
  private boolean isHtml(HtmlElement element) {
    if (depth == 0) {
      return true;
    }
    return switch (parts[depth - 1]) {
      case SVG, MATH -> false;
      case ANNOTATION -> element == HtmlElement.SVG;
      case MATH_TEXT -> element != HtmlElement.MGLYPH && element != HtmlElement.MALIGNMARK;
      case HTML_POINT, HTML -> true;
    };
  }

  private static Part inSvg(HtmlElement element) {
    return switch (element) {
      case SVG -> Part.SVG;
      case FOREIGNOBJECT, DESC, TITLE -> Part.HTML_POINT;
      default -> null;
    };
  }

  private Part inMath(HtmlElement element, HtmlTag tag) {
    return switch (element) {
      case MATH, MGLYPH, MALIGNMARK -> Part.MATH;
      case MI, MN, MO, MS, MTEXT -> Part.MATH_TEXT;
      case ANNOTATION_XML -> holdsHtml(tag) ? Part.HTML_POINT : Part.ANNOTATION;
      default -> null;
    };
  }

  private boolean holdsHtml(HtmlTag tag) {
    int encoding = tag.find(HtmlAttribute.ENCODING);
    return encoding >= 0 && (hasValue(tag, encoding, TEXT_HTML) || hasValue(tag, encoding, XHTML));
  }

  private boolean leaves(HtmlElement element, HtmlTag tag) {
    if (element != HtmlElement.FONT) {
      return element.leavesForeignContent();
    }
    return tag.find(HtmlAttribute.COLOR) >= 0
        || tag.find(HtmlAttribute.FACE) >= 0
        || tag.find(HtmlAttribute.SIZE) >= 0;
  }

  private void leave() {
    while (depth > 0 && !parts[depth - 1].suspends()) {
      depth--;
    }
  }

  private void push(Part part, HtmlTag tag) {
    if (tag.isSelfClosing() || depth == MAX_DEPTH) {
      return;
    }
    if (depth == parts.length) {
      parts = Arrays.copyOf(parts, 2 * depth);
      elements = Arrays.copyOf(elements, 2 * depth);
    }
    parts[depth] = part;
    elements[depth] = tag.element();
    depth++;
  }

  private boolean hasValue(HtmlTag tag, int attribute, byte[] lowerCase) {
    int start = tag.valueStart(attribute);
    int end = tag.valueEnd(attribute);
    return end - start == lowerCase.length && Ascii.matches(bytes, start, end, lowerCase);
  }
}
