package org.wikimill.formats.wikitext;

import java.util.List;

/** Links to addresses: {@code [https://… text]}, and addresses that stand in the text. */
final class UrlMarkup {
  private static final List<String> SCHEMES =
      List.of(
          "http://",
          "https://",
          "ftp://",
          "ftps://",
          "mailto:",
          "news:",
          "irc://",
          "ircs://",
          "geo:",
          "tel:",
          "sip:",
          "sips:",
          "urn:",
          "magnet:",
          "gopher://",
          "git://",
          "svn://",
          "ssh://",
          "xmpp:",
          "bitcoin:",
          "worldwind://",
          "nntp://",
          "telnet://");

  private final Marks marks;
  private final String text;
  private final StringBuilder out;
  private int numbered;

  private UrlMarkup(String text, Marks marks) {
    this.text = text;
    this.marks = marks;
    this.out = new StringBuilder(text.length());
  }

  static String apply(String text, Marks marks) {
    return text.indexOf(':') < 0 && !text.contains("[//")
        ? text
        : new UrlMarkup(text, marks).links();
  }

  private String links() {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int end = at;
      if (c == Marks.START) {
        end = Marks.end(text, at);
        out.append(text, at, end);
      } else if (c == '[') {
        end = bracketed(at);
      } else if (isLetter(c) && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))) {
        end = bare(at);
      }
      if (end == at) {
        out.append(c);
        end++;
      }
      at = end;
    }
    return out.toString();
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** The length of the scheme that stands at a place; 0 if none does. */
  static int scheme(String text, int at) {
    for (String scheme : SCHEMES) {
      if (text.regionMatches(true, at, scheme, 0, scheme.length())) {
        return scheme.length();
      }
    }
    return 0;
  }

  private static int urlEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isUrlChar(text, end)) {
      end++;
    }
    return end;
  }

  private static boolean isUrlChar(String text, int at) {
    char c = text.charAt(at);
    if (c == '&') {
      return !text.startsWith("&lt;", at)
          && !text.startsWith("&gt;", at)
          && !text.startsWith("&nbsp;", at)
          && !text.startsWith("&quot;", at)
          && !text.startsWith("&#32;", at);
    }
    return c > ' '
        && "[]<>\"\u007f\u00a0\u3000".indexOf(c) < 0
        && !Character.isSpaceChar(c)
        && !text.startsWith("''", at);
  }

  private int bracketed(int start) {
    int scheme = scheme(text, start + 1);
    if (scheme == 0 && text.startsWith("//", start + 1)) {
      scheme = 2;
    }
    int end = scheme == 0 ? start : urlEnd(text, start + 1 + scheme);
    if (end <= start + 1 + scheme) {
      return start;
    }
    int close = text.indexOf(']', end);
    int line = text.indexOf('\n', end);
    if (close < 0 || (line >= 0 && line < close)) {
      return start;
    }
    String label = text.substring(end, close).strip();
    link(text.substring(start + 1, end), label.isEmpty() ? "[" + ++numbered + "]" : label);
    return close + 1;
  }

  private int bare(int start) {
    int scheme = scheme(text, start);
    int end = scheme == 0 ? start : urlEnd(text, start + scheme);
    if (end <= start + scheme) {
      return start;
    }
    boolean parenthesis = text.substring(start, end).indexOf('(') >= 0;
    while (end > start + scheme
        && (",;.:!?".indexOf(text.charAt(end - 1)) >= 0
            || (!parenthesis && text.charAt(end - 1) == ')'))) {
      end--;
    }
    if (end == start + scheme) {
      return start;
    }
    String url = text.substring(start, end);
    link(url, marks.inline(url));
    return end;
  }

  private void link(String url, String label) {
    out.append(
            marks.open(
                "a",
                " rel=\"mw:ExtLink nofollow\" href=\""
                    + HtmlText.attribute(url)
                    + "\" class=\"external\""))
        .append(label)
        .append(marks.close("a"));
  }
}
