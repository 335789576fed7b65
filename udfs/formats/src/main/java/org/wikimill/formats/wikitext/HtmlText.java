package org.wikimill.formats.wikitext;

import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** Text as HTML and back. */
final class HtmlText {
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});");

  private HtmlText() {}

  /** Escaped, whatever it holds. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Escaped, but for character references. */
  static String kept(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      append(text, i, out);
    }
    return out.toString();
  }

  /** Appends a character as HTML; an ampersand stays if a character reference begins with it. */
  static void append(String text, int at, StringBuilder out) {
    char c = text.charAt(at);
    switch (c) {
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '&' -> out.append(isReference(text, at) ? "&" : "&amp;");
      default -> out.append(c);
    }
  }

  private static boolean isReference(String text, int at) {
    return REFERENCE.matcher(text).region(at, Math.min(text.length(), at + 40)).lookingAt();
  }

  /** The value of an attribute, without quotes and marks. */
  static String attribute(String value) {
    return kept(Marks.removed(value)).replace("\"", "&quot;");
  }

  /** Without character references. */
  static String decoded(String html) {
    return html.indexOf('&') < 0 ? html : Parser.unescapeEntities(html, false);
  }
}
