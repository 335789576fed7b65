package org.wikimill.formats.article;

import java.util.Set;

/**
 * Which elements and attributes an article may have: those of MediaWiki's sanitizer and of MathML
 * Core that load nothing, run nothing and ask for nothing. Of other elements the content stays.
 *
 * @see <a href="https://www.mediawiki.org/wiki/Help:HTML_in_wikitext">HTML in wikitext</a>
 * @see <a href="https://www.w3.org/TR/mathml-core/">MathML Core</a>
 */
final class AllowedMarkup {
  /** Elements of HTML that stay. */
  private static final Set<String> ELEMENTS =
      Set.of(
          "a",
          "abbr",
          "article",
          "aside",
          "b",
          "bdi",
          "bdo",
          "big",
          "blockquote",
          "br",
          "caption",
          "center",
          "cite",
          "code",
          "col",
          "colgroup",
          "data",
          "dd",
          "del",
          "details",
          "dfn",
          "div",
          "dl",
          "dt",
          "em",
          "figcaption",
          "figure",
          "font",
          "footer",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "hr",
          "i",
          "ins",
          "kbd",
          "li",
          "main",
          "mark",
          "nav",
          "ol",
          "p",
          "pre",
          "q",
          "rb",
          "rp",
          "rt",
          "rtc",
          "ruby",
          "s",
          "samp",
          "section",
          "small",
          "span",
          "strike",
          "strong",
          "sub",
          "summary",
          "sup",
          "table",
          "tbody",
          "td",
          "tfoot",
          "th",
          "thead",
          "time",
          "tr",
          "tt",
          "u",
          "ul",
          "var",
          "wbr");

  private static final Set<String> EMPTY = Set.of("br", "col", "hr", "wbr");

  /** Elements that go with all that is in them. */
  private static final Set<String> DROPPED =
      Set.of(
          "applet",
          "base",
          "basefont",
          "bgsound",
          "button",
          "canvas",
          "datalist",
          "dialog",
          "embed",
          "frame",
          "frameset",
          "head",
          "iframe",
          "input",
          "keygen",
          "meter",
          "noembed",
          "noframes",
          "noscript",
          "object",
          "option",
          "param",
          "portal",
          "progress",
          "script",
          "select",
          "svg",
          "template",
          "textarea",
          "title",
          "track",
          "source");

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "abbr",
          "align",
          "bgcolor",
          "border",
          "cellpadding",
          "cellspacing",
          "class",
          "clear",
          "color",
          "colspan",
          "compact",
          "datetime",
          "dir",
          "face",
          "headers",
          "height",
          "id",
          "lang",
          "name",
          "noshade",
          "nowrap",
          "open",
          "reversed",
          "role",
          "rowspan",
          "rules",
          "scope",
          "size",
          "span",
          "start",
          "style",
          "summary",
          "title",
          "type",
          "valign",
          "value",
          "width");

  private static final Set<String> MATH_ELEMENTS =
      Set.of(
          "annotation",
          "maction",
          "math",
          "menclose",
          "merror",
          "mfenced",
          "mfrac",
          "mi",
          "mlabeledtr",
          "mmultiscripts",
          "mn",
          "mo",
          "mover",
          "mpadded",
          "mphantom",
          "mprescripts",
          "mroot",
          "mrow",
          "ms",
          "mspace",
          "msqrt",
          "mstyle",
          "msub",
          "msubsup",
          "msup",
          "mtable",
          "mtd",
          "mtext",
          "mtr",
          "munder",
          "munderover",
          "none",
          "semantics");

  private static final Set<String> MATH_ATTRIBUTES =
      Set.of(
          "accent",
          "accentunder",
          "alttext",
          "align",
          "class",
          "columnalign",
          "columnlines",
          "columnspacing",
          "columnspan",
          "depth",
          "dir",
          "display",
          "displaystyle",
          "encoding",
          "fence",
          "form",
          "frame",
          "height",
          "id",
          "intent",
          "largeop",
          "linethickness",
          "lspace",
          "mathbackground",
          "mathcolor",
          "mathsize",
          "mathvariant",
          "maxsize",
          "minsize",
          "movablelimits",
          "notation",
          "rowalign",
          "rowlines",
          "rowspacing",
          "rowspan",
          "rspace",
          "scriptlevel",
          "separator",
          "stretchy",
          "symmetric",
          "voffset",
          "width");

  private AllowedMarkup() {}

  /** Whether an element goes with its content. */
  static boolean isDropped(String element) {
    return DROPPED.contains(element);
  }

  /** Whether an element stays; else its content alone does. */
  static boolean isKept(String element, boolean inMath) {
    return (inMath ? MATH_ELEMENTS : ELEMENTS).contains(element);
  }

  /** Whether an element has neither content nor end tag. */
  static boolean isEmpty(String element) {
    return EMPTY.contains(element);
  }

  /** Whether an attribute stays, of whatever element. */
  static boolean isKeptAttribute(String name, boolean inMath) {
    return inMath
        ? MATH_ATTRIBUTES.contains(name)
        : ATTRIBUTES.contains(name) || name.startsWith("aria-");
  }
}
