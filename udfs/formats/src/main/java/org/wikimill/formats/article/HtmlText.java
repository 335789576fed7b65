package org.wikimill.formats.article;

/** Writes tags and text of a page in UTF-8, such that they mean what they say. */
final class HtmlText {
  private final StringBuilder out;

  HtmlText(StringBuilder out) {
    this.out = out;
  }

  /** Text between tags. */
  HtmlText text(String text) {
    escape(text, false);
    return this;
  }

  /** The start of a tag, up to its attributes. */
  HtmlText open(String element) {
    out.append('<').append(element);
    return this;
  }

  /** An attribute. */
  HtmlText attribute(String name, String value) {
    out.append(' ').append(name).append("=\"");
    escape(value, true);
    out.append('"');
    return this;
  }

  /** An attribute, if its value is not empty. */
  HtmlText attributeIfAny(String name, String value) {
    return value.isEmpty() ? this : attribute(name, value);
  }

  /** The end of a start tag. */
  HtmlText end() {
    out.append('>');
    return this;
  }

  /** An end tag. */
  HtmlText close(String element) {
    out.append("</").append(element).append('>');
    return this;
  }

  /** What is markup already. */
  HtmlText raw(CharSequence markup) {
    out.append(markup);
    return this;
  }

  /** Takes back what was written after a length. */
  void cut(int length) {
    out.setLength(length);
  }

  /** How much was written. */
  int length() {
    return out.length();
  }

  private void escape(String text, boolean inQuotes) {
    int done = 0;
    for (int i = 0; i < text.length(); i++) {
      String reference = reference(text.charAt(i), inQuotes);
      if (reference != null) {
        out.append(text, done, i).append(reference);
        done = i + 1;
      }
    }
    out.append(text, done, text.length());
  }

  private static String reference(char c, boolean inQuotes) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> inQuotes ? "&quot;" : null;
      // Seen as the space that it is not, in sources and by those who copy from them.
      case '\u00a0' -> "&nbsp;";
      default -> null;
    };
  }
}
