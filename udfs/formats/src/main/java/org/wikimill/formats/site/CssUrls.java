package org.wikimill.formats.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wikimill.formats.site.UrlSpans.Span;

/**
 * Where the URLs of a style sheet or of declarations stand: in {@code url()} and {@code src()},
 * after {@code @import}, and as strings in {@code image-set()}. Those of {@code @namespace} are
 * names and are left out.
 *
 * @see <a href="https://drafts.csswg.org/css-syntax/#tokenization">CSS Syntax: tokenization</a>
 */
public final class CssUrls {
  /** What CSS loads instead of what it must not: an empty style sheet, and no picture. */
  static final String NOTHING = "data:text/css,";

  private final String css;
  private final List<Span> spans = new ArrayList<>();
  private int at;
  private int depth;

  /** The depth in whose parentheses strings are URLs; 0 if there are none. */
  private int stringsAt;

  private boolean importing;
  private boolean naming;

  CssUrls(String css) {
    this.css = css;
  }

  /** A style sheet that loads nothing: its URLs lead to what is empty. */
  public static String blanked(String css) {
    StringBuilder out = new StringBuilder(css.length());
    int done = 0;
    for (Span span : new CssUrls(css).spans()) {
      out.append(css, done, span.start()).append(CssText.string(NOTHING));
      done = span.end();
    }
    return out.append(css, done, css.length()).toString();
  }

  /** The URLs in their order. The span of a string has its quotes. */
  List<Span> spans() {
    if (!mayHaveUrls()) {
      return spans;
    }
    while (at < css.length()) {
      char c = css.charAt(at);
      switch (c) {
        case '/' -> comment();
        case '"', '\'' -> string(importing || (stringsAt > 0 && depth == stringsAt));
        case '@' -> rule();
        case '(' -> open(false);
        case ')' -> close();
        case ';', '{', '}' -> endStatement();
        case '\\' -> at = Math.min(at + 2, css.length());
        default -> {
          if (isName(c)) {
            name();
          } else {
            at++;
          }
        }
      }
    }
    return spans;
  }

  /**
   * A quick look: most style sheets of pages name nothing. It may be wrong, but only in saying yes.
   */
  private boolean mayHaveUrls() {
    for (int open = css.indexOf('('); open > 0; open = css.indexOf('(', open + 1)) {
      // url( src( image-set(
      if ("lLcCtT".indexOf(css.charAt(open - 1)) >= 0) {
        return true;
      }
    }
    for (int rule = css.indexOf('@'); rule >= 0; rule = css.indexOf('@', rule + 1)) {
      if (css.regionMatches(true, rule + 1, "import", 0, 6)) {
        return true;
      }
    }
    return false;
  }

  private void comment() {
    if (!css.startsWith("/*", at)) {
      at++;
      return;
    }
    int close = css.indexOf("*/", at + 2);
    at = close < 0 ? css.length() : close + 2;
  }

  private void string(boolean isUrl) {
    int start = at;
    char quote = css.charAt(at++);
    while (at < css.length() && css.charAt(at) != quote && !isLineEnd(css.charAt(at))) {
      at += css.charAt(at) == '\\' ? 2 : 1;
    }
    // A line end makes the string a bad one, which browsers drop.
    boolean whole = at >= css.length() || css.charAt(at) == quote;
    at = Math.min(at + 1, css.length());
    if (isUrl && whole && !naming) {
      spans.add(new Span(start, at));
    }
    importing = false;
  }

  private void rule() {
    at++;
    int start = at;
    skipName();
    importing = isName("import", start);
    naming = isName("namespace", start);
  }

  private void name() {
    int start = at;
    skipName();
    if (at == css.length() || css.charAt(at) != '(') {
      return;
    }
    if (isName("url", start)) {
      at++;
      url();
    } else {
      open(
          isName("src", start)
              || css.substring(start, at).toLowerCase(Locale.ROOT).endsWith("image-set"));
    }
  }

  private void url() {
    depth++;
    skipSpace();
    if (at < css.length() && (css.charAt(at) == '"' || css.charAt(at) == '\'')) {
      string(true);
      return;
    }
    int start = at;
    while (at < css.length() && css.charAt(at) != ')') {
      at += css.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at, css.length());
    int end = at;
    while (end > start && UrlSpans.isSpace(css.charAt(end - 1))) {
      end--;
    }
    if (end > start && !naming) {
      spans.add(new Span(start, end));
    }
    importing = false;
  }

  private void open(boolean ofUrls) {
    at++;
    depth++;
    stringsAt = ofUrls && stringsAt == 0 ? depth : stringsAt;
  }

  private void close() {
    at++;
    stringsAt = depth == stringsAt ? 0 : stringsAt;
    depth = Math.max(0, depth - 1);
  }

  private void endStatement() {
    at++;
    importing = false;
    naming = false;
  }

  private boolean isName(String name, int start) {
    return at - start == name.length() && css.regionMatches(true, start, name, 0, name.length());
  }

  private void skipName() {
    while (at < css.length() && isName(css.charAt(at))) {
      at++;
    }
  }

  private void skipSpace() {
    while (at < css.length() && UrlSpans.isSpace(css.charAt(at))) {
      at++;
    }
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r' || c == '\f';
  }

  private static boolean isName(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '_'
        || c >= 0x80;
  }
}
