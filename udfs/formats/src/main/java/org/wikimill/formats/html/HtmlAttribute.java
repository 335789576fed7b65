package org.wikimill.formats.html;

import static org.wikimill.formats.html.HtmlElement.A;
import static org.wikimill.formats.html.HtmlElement.AREA;
import static org.wikimill.formats.html.HtmlElement.AUDIO;
import static org.wikimill.formats.html.HtmlElement.BLOCKQUOTE;
import static org.wikimill.formats.html.HtmlElement.BODY;
import static org.wikimill.formats.html.HtmlElement.BUTTON;
import static org.wikimill.formats.html.HtmlElement.DEL;
import static org.wikimill.formats.html.HtmlElement.EMBED;
import static org.wikimill.formats.html.HtmlElement.FORM;
import static org.wikimill.formats.html.HtmlElement.FRAME;
import static org.wikimill.formats.html.HtmlElement.HTML;
import static org.wikimill.formats.html.HtmlElement.IFRAME;
import static org.wikimill.formats.html.HtmlElement.IMAGE;
import static org.wikimill.formats.html.HtmlElement.IMG;
import static org.wikimill.formats.html.HtmlElement.INPUT;
import static org.wikimill.formats.html.HtmlElement.INS;
import static org.wikimill.formats.html.HtmlElement.LINK;
import static org.wikimill.formats.html.HtmlElement.OBJECT;
import static org.wikimill.formats.html.HtmlElement.Q;
import static org.wikimill.formats.html.HtmlElement.SCRIPT;
import static org.wikimill.formats.html.HtmlElement.SOURCE;
import static org.wikimill.formats.html.HtmlElement.TABLE;
import static org.wikimill.formats.html.HtmlElement.TBODY;
import static org.wikimill.formats.html.HtmlElement.TD;
import static org.wikimill.formats.html.HtmlElement.TFOOT;
import static org.wikimill.formats.html.HtmlElement.TH;
import static org.wikimill.formats.html.HtmlElement.THEAD;
import static org.wikimill.formats.html.HtmlElement.TR;
import static org.wikimill.formats.html.HtmlElement.TRACK;
import static org.wikimill.formats.html.HtmlElement.VIDEO;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * The attributes that some rule names: those that bear URLs, with the elements on which they do,
 * and those that decide what an element is. {@link #OTHER} stands for all others.
 */
public enum HtmlAttribute {
  ACTION("action", UrlKind.URL, FORM),
  BACKGROUND("background", UrlKind.URL, BODY, TABLE, TBODY, THEAD, TFOOT, TR, TD, TH),
  CITE("cite", UrlKind.URL, BLOCKQUOTE, Q, INS, DEL),
  DATA("data", UrlKind.URL, OBJECT),
  FORMACTION("formaction", UrlKind.URL, BUTTON, INPUT),
  HREF("href", UrlKind.URL, A, AREA, LINK),
  IMAGESRCSET("imagesrcset", UrlKind.SRCSET, LINK),
  LONGDESC("longdesc", UrlKind.URL, IMG, IMAGE, IFRAME, FRAME),
  MANIFEST("manifest", UrlKind.URL, HTML),
  PING("ping", UrlKind.URL_LIST, A, AREA),
  POSTER("poster", UrlKind.URL, VIDEO),
  SRC(
      "src",
      UrlKind.URL,
      IMG,
      IMAGE,
      SOURCE,
      SCRIPT,
      IFRAME,
      FRAME,
      VIDEO,
      AUDIO,
      TRACK,
      EMBED,
      INPUT),
  SRCDOC("srcdoc", UrlKind.PAGE, IFRAME),
  SRCSET("srcset", UrlKind.SRCSET, IMG, IMAGE, SOURCE),
  STYLE("style", UrlKind.DECLARATIONS, HtmlElement.values()),
  XLINK_HREF("xlink:href", UrlKind.URL),

  CHARSET("charset"),
  COLOR("color"),
  CONTENT("content"),
  ENCODING("encoding"),
  FACE("face"),
  HTTP_EQUIV("http-equiv"),
  NAME("name"),
  REL("rel"),
  SIZE("size"),
  /** Marks what wikimill inserted. */
  WIKIMILL("data-wikimill"),

  /** Any attribute that no rule names. */
  OTHER("");

  private static final NameTable<HtmlAttribute> BY_NAME =
      new NameTable<>(values(), HtmlAttribute::attributeName);

  private final String attributeName;
  private final UrlKind kind;
  private final Set<HtmlElement> elements = EnumSet.noneOf(HtmlElement.class);

  HtmlAttribute(String attributeName) {
    this(attributeName, null);
  }

  HtmlAttribute(String attributeName, UrlKind kind, HtmlElement... elements) {
    this.attributeName = attributeName;
    this.kind = kind;
    this.elements.addAll(Arrays.asList(elements));
  }

  /** The name in lower case; empty for {@link #OTHER}. */
  public String attributeName() {
    return attributeName;
  }

  /** How it bears URLs on an HTML element; null if it does not. */
  UrlKind kindOn(HtmlElement element) {
    return kind != null && elements.contains(element) ? kind : null;
  }

  /** How it bears URLs on an SVG or MathML element; null if it does not. */
  UrlKind kindOnForeign() {
    return this == HREF || this == XLINK_HREF || this == STYLE ? kind : null;
  }

  /** The attribute that the name in {@code [start, end)} means. */
  static HtmlAttribute named(byte[] bytes, int start, int end) {
    return BY_NAME.find(bytes, start, end, OTHER);
  }
}
