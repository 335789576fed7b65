package org.wikimill.formats.html;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/** Text as bytes that mean it and nothing else, in element content and in quoted attributes. */
public final class HtmlEscape {
  private HtmlEscape() {}

  /**
   * The text with {@code & < > " '} as references, and as references too all characters that the
   * charset lacks. Not for {@code script} and {@code style}, which know no references, nor for
   * values without quotes.
   */
  public static byte[] bytes(String text, Charset charset) {
    CharsetEncoder encoder = charset.newEncoder();
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(c, encoder, out));
    return out.toString().getBytes(charset);
  }

  private static void append(int c, CharsetEncoder encoder, StringBuilder out) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      default -> {
        String character = Character.toString(c);
        if (encoder.canEncode(character)) {
          out.append(character);
        } else {
          out.append("&#").append(c).append(';');
        }
      }
    }
  }
}
