package org.wikimill.formats.site;

import java.util.ArrayList;
import java.util.List;
import org.wikimill.formats.html.UrlKind;

/**
 * Where the URLs of a value stand that may bear several, or other text beside one.
 *
 * @see <a
 *     href="https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute">HTML:
 *     parsing a srcset attribute</a>
 * @see <a
 *     href="https://html.spec.whatwg.org/multipage/semantics.html#shared-declarative-refresh-steps">
 *     HTML: shared declarative refresh steps</a>
 */
final class UrlSpans {

  /**
   * A URL in a value, {@code [start, end)}.
   *
   * @param start the first character; of a string of CSS, its quote
   * @param end the character after the last
   */
  record Span(int start, int end) {}

  private UrlSpans() {}

  /** The URLs in the order of the value. */
  static List<Span> of(UrlKind kind, String value) {
    return switch (kind) {
      case URL, PAGE -> List.of(new Span(0, value.length()));
      case URL_LIST -> list(value);
      case SRCSET -> candidates(value);
      case REFRESH -> refresh(value);
      case DECLARATIONS, STYLE_SHEET -> new CssUrls(value).spans();
    };
  }

  private static List<Span> list(String value) {
    List<Span> spans = new ArrayList<>();
    int at = skipSpace(value, 0);
    while (at < value.length()) {
      int end = skipWord(value, at);
      spans.add(new Span(at, end));
      at = skipSpace(value, end);
    }
    return spans;
  }

  private static List<Span> candidates(String value) {
    List<Span> spans = new ArrayList<>();
    int at = skipCommas(value, 0);
    while (at < value.length()) {
      int end = skipWord(value, at);
      int next = end;
      while (value.charAt(end - 1) == ',') {
        end--;
      }
      spans.add(new Span(at, end));
      at = skipCommas(value, next == end ? descriptorsEnd(value, end) : next);
    }
    return spans;
  }

  /** The comma after the descriptors of a candidate: one that stands in no parentheses. */
  private static int descriptorsEnd(String value, int from) {
    boolean parentheses = false;
    int at = from;
    while (at < value.length() && (parentheses || value.charAt(at) != ',')) {
      parentheses = parentheses ? value.charAt(at) != ')' : value.charAt(at) == '(';
      at++;
    }
    return at;
  }

  private static List<Span> refresh(String value) {
    int time = skipSpace(value, 0);
    int at = time;
    while (at < value.length() && (isDigit(value.charAt(at)) || value.charAt(at) == '.')) {
      at++;
    }
    int mark = skipSpace(value, at);
    boolean marked =
        mark < value.length() && (value.charAt(mark) == ';' || value.charAt(mark) == ',');
    int start = skipSpace(value, marked ? mark + 1 : mark);
    if (at == time || (!marked && mark == at) || start == value.length()) {
      return List.of();
    }
    return List.of(unquoted(value, afterName(value, start)));
  }

  /** The character after {@code url =}; {@code from} if that does not stand there. */
  private static int afterName(String value, int from) {
    if (!value.regionMatches(true, from, "url", 0, 3)) {
      return from;
    }
    int equals = skipSpace(value, from + 3);
    boolean named = equals < value.length() && value.charAt(equals) == '=';
    return named ? skipSpace(value, equals + 1) : from;
  }

  private static Span unquoted(String value, int start) {
    char quote = start < value.length() ? value.charAt(start) : ' ';
    if (quote != '"' && quote != '\'') {
      return new Span(start, value.length());
    }
    int close = value.indexOf(quote, start + 1);
    return new Span(start + 1, close < 0 ? value.length() : close);
  }

  private static int skipSpace(String value, int from) {
    int at = from;
    while (at < value.length() && isSpace(value.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int skipCommas(String value, int from) {
    int at = from;
    while (at < value.length() && (isSpace(value.charAt(at)) || value.charAt(at) == ',')) {
      at++;
    }
    return at;
  }

  private static int skipWord(String value, int from) {
    int at = from;
    while (at < value.length() && !isSpace(value.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** White space as HTML and CSS have it. */
  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
  }
}
