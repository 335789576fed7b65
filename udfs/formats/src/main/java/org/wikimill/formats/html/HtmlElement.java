package org.wikimill.formats.html;

import java.util.Locale;

/**
 * The elements that some rule names, of the tokenizer, of {@link PageScan} or of {@link HtmlText};
 * {@link #OTHER} stands for all others.
 */
public enum HtmlElement {
  A,
  ADDRESS,
  ANNOTATION_XML,
  AREA,
  ARTICLE,
  ASIDE,
  AUDIO,
  B(Foreign.LEAVES),
  BASE,
  BIG(Foreign.LEAVES),
  BLOCKQUOTE(Foreign.LEAVES),
  BODY(Foreign.LEAVES),
  BR(Foreign.LEAVES),
  BUTTON,
  CAPTION,
  CENTER(Foreign.LEAVES),
  CODE(Foreign.LEAVES),
  DD(Foreign.LEAVES),
  DEL,
  DESC,
  DETAILS,
  DIV(Foreign.LEAVES),
  DL(Foreign.LEAVES),
  DT(Foreign.LEAVES),
  EM(Foreign.LEAVES),
  EMBED(Foreign.LEAVES),
  FIELDSET,
  FIGCAPTION,
  FIGURE,
  FONT,
  FOOTER,
  FOREIGNOBJECT,
  FORM,
  FRAME,
  H1(Foreign.LEAVES),
  H2(Foreign.LEAVES),
  H3(Foreign.LEAVES),
  H4(Foreign.LEAVES),
  H5(Foreign.LEAVES),
  H6(Foreign.LEAVES),
  HEAD(Foreign.LEAVES),
  HEADER,
  HGROUP,
  HR(Foreign.LEAVES),
  HTML,
  I(Foreign.LEAVES),
  IFRAME(TextMode.RAWTEXT),
  IMAGE,
  IMG(Foreign.LEAVES),
  INPUT,
  INS,
  LEGEND,
  LI(Foreign.LEAVES),
  LINK,
  LISTING(Foreign.LEAVES),
  MAIN,
  MALIGNMARK,
  MATH,
  MENU(Foreign.LEAVES),
  META(Foreign.LEAVES),
  MGLYPH,
  MI,
  MN,
  MO,
  MS,
  MTEXT,
  NAV,
  NOBR(Foreign.LEAVES),
  NOEMBED(TextMode.RAWTEXT),
  NOFRAMES(TextMode.RAWTEXT),
  NOSCRIPT,
  OBJECT,
  OL(Foreign.LEAVES),
  OPTION,
  P(Foreign.LEAVES),
  PLAINTEXT(TextMode.PLAINTEXT),
  PRE(Foreign.LEAVES),
  Q,
  RUBY(Foreign.LEAVES),
  S(Foreign.LEAVES),
  SCRIPT(TextMode.SCRIPT_DATA),
  SECTION,
  SELECT,
  SMALL(Foreign.LEAVES),
  SOURCE,
  SPAN(Foreign.LEAVES),
  STRIKE(Foreign.LEAVES),
  STRONG(Foreign.LEAVES),
  STYLE(TextMode.RAWTEXT),
  SUB(Foreign.LEAVES),
  SUMMARY,
  SUP(Foreign.LEAVES),
  SVG,
  TABLE(Foreign.LEAVES),
  TBODY,
  TD,
  TEMPLATE,
  TEXTAREA(TextMode.RCDATA),
  TFOOT,
  TH,
  THEAD,
  TITLE(TextMode.RCDATA),
  TR,
  TRACK,
  TT(Foreign.LEAVES),
  U(Foreign.LEAVES),
  UL(Foreign.LEAVES),
  VAR(Foreign.LEAVES),
  VIDEO,
  XMP(TextMode.RAWTEXT),
  /** Any element that no rule names. */
  OTHER;

  private static final NameTable<HtmlElement> BY_NAME =
      new NameTable<>(values(), element -> element == OTHER ? "" : element.tagName);

  private final String tagName;
  private final TextMode textMode;
  private final boolean leavesForeignContent;

  HtmlElement() {
    this(TextMode.DATA, false);
  }

  HtmlElement(TextMode textMode) {
    this(textMode, false);
  }

  HtmlElement(Foreign foreign) {
    this(TextMode.DATA, foreign == Foreign.LEAVES);
  }

  HtmlElement(TextMode textMode, boolean leavesForeignContent) {
    this.tagName = name().toLowerCase(Locale.ROOT).replace('_', '-');
    this.textMode = textMode;
    this.leavesForeignContent = leavesForeignContent;
  }

  private enum Foreign {
    LEAVES
  }

  /** The name of its tags, in lower case; of {@link #OTHER} it has no meaning. */
  public String tagName() {
    return tagName;
  }

  /** How the bytes after its start tag are read, outside of SVG and MathML. */
  public TextMode textMode() {
    return textMode;
  }

  /** Does its start tag close the SVG or MathML that it stands in? */
  boolean leavesForeignContent() {
    return leavesForeignContent;
  }

  /** The element that the tag name in {@code [start, end)} means. */
  static HtmlElement named(byte[] bytes, int start, int end) {
    return BY_NAME.find(bytes, start, end, OTHER);
  }
}
