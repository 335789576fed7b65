package org.wikimill.formats.html;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/** Text as bytes that mean it and nothing else, in element content and in quoted attributes. */
public final class HtmlEscape {
  private HtmlEscape() {}

  /**
   * The text with {@code & < > " '} as references, and as references too all characters that the
   * charset lacks. Not for {@code script} and {@code style}, which know no references, nor for
   * values without quotes.
   */
  public static byte[] bytes(String text, Charset charset) {
    return escape(text, charset).getBytes(charset);
  }

  /** The same for a page in UTF-8. */
  public static String text(String text) {
    return escape(text, StandardCharsets.UTF_8);
  }

  /** The same before it is encoded. */
  public static String escape(String text, Charset charset) {
    CharsetEncoder encoder = charset.newEncoder();
    boolean whole = encoder.canEncode(text);
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> {
          if (whole || encoder.canEncode(text.substring(i, next))) {
            out.append(text, i, next);
          } else {
            out.append("&#").append(c).append(';');
          }
        }
      }
      i = next;
    }
    return out.toString();
  }
}
