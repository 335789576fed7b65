package org.wikimill.formats.wikitext;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.wikimill.formats.wikitext.WikitextTree.Inclusion;

/** Finds comments, elements of extensions and the marks of what is included, in wikitext. */
final class TagScanner {
  /** Elements whose content is no wikitext of the first stage, or is expanded apart from it. */
  private static final Set<String> EXTENSIONS =
      Set.of(
          "nowiki",
          "pre",
          "ref",
          "references",
          "gallery",
          "math",
          "chem",
          "ce",
          "syntaxhighlight",
          "source",
          "poem",
          "score",
          "timeline",
          "hiero",
          "imagemap",
          "inputbox",
          "categorytree",
          "templatestyles",
          "templatedata",
          "indicator",
          "graph",
          "mapframe",
          "maplink",
          "section",
          "charinsert",
          "dynamicpagelist",
          "languages",
          "html",
          "talkpage",
          "phonos");

  private static final Set<String> INCLUSION = Set.of("noinclude", "includeonly", "onlyinclude");

  /**
   * What stands at an opening angle.
   *
   * @param end where the text goes on; the place asked for if nothing was found
   * @param backUp how many characters before it vanish with it
   */
  record Found(Optional<Node> node, int end, int backUp) {}

  private final String text;
  private final Inclusion inclusion;

  /** Elements of which no more end: looked for once. */
  private final Set<String> unclosed = new HashSet<>();

  TagScanner(String text, Inclusion inclusion) {
    this.text = text;
    this.inclusion = inclusion;
  }

  /** What of a template others see: all, or what it marks with {@code <onlyinclude>}. */
  static String onlyIncluded(String text) {
    StringBuilder kept = new StringBuilder();
    int at = 0;
    boolean any = false;
    while (true) {
      int start = text.indexOf("<onlyinclude>", at);
      int end = start < 0 ? -1 : text.indexOf("</onlyinclude>", start);
      if (end < 0) {
        return any ? kept.toString() : text;
      }
      any = true;
      kept.append(text, start + "<onlyinclude>".length(), end);
      at = end + "</onlyinclude>".length();
    }
  }

  Found at(int start) {
    if (text.startsWith("<!--", start)) {
      return comment(start);
    }
    boolean closing = text.startsWith("/", start + 1);
    int nameStart = start + (closing ? 2 : 1);
    int nameEnd = nameStart;
    while (nameEnd < text.length() && isNameChar(text.charAt(nameEnd))) {
      nameEnd++;
    }
    String name = text.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT);
    if (INCLUSION.contains(name)) {
      return inclusionMark(start, name, nameEnd, closing);
    }
    return !closing && EXTENSIONS.contains(name)
        ? extension(start, name, nameEnd)
        : new Found(Optional.empty(), start, 0);
  }

  private static boolean isNameChar(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** A comment that has lines for itself takes them with it. */
  private Found comment(int start) {
    int close = text.indexOf("-->", start + 4);
    int end = close < 0 ? text.length() : close + 3;
    int before = start;
    while (before > 0 && isBlank(text.charAt(before - 1))) {
      before--;
    }
    int after = end;
    while (after < text.length() && isBlank(text.charAt(after))) {
      after++;
    }
    boolean alone =
        (before == 0 || text.charAt(before - 1) == '\n')
            && after < text.length()
            && text.charAt(after) == '\n';
    return alone && before > 0
        ? new Found(Optional.empty(), after + 1, start - before)
        : new Found(Optional.empty(), end, 0);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private Found inclusionMark(int start, String name, int nameEnd, boolean closing) {
    int end = text.indexOf('>', nameEnd);
    if (end < 0) {
      return new Found(Optional.empty(), start, 0);
    }
    String hidden = inclusion == Inclusion.TEMPLATE ? "noinclude" : "includeonly";
    if (closing || !name.equals(hidden) || text.charAt(end - 1) == '/') {
      return new Found(Optional.empty(), end + 1, 0);
    }
    int close = close(name, end);
    return new Found(Optional.empty(), close < 0 ? text.length() : endOfTag(close), 0);
  }

  private Found extension(int start, String name, int nameEnd) {
    int end = text.indexOf('>', nameEnd);
    if (end < 0 || (nameEnd < end && !isBoundary(text.charAt(nameEnd)))) {
      return new Found(Optional.empty(), start, 0);
    }
    boolean empty = text.charAt(end - 1) == '/';
    String attributes = text.substring(nameEnd, empty && end > nameEnd ? end - 1 : end);
    if (empty) {
      return found(name, attributes, Optional.empty(), end + 1);
    }
    int close = close(name, end);
    if (close < 0) {
      // As people mean it, though MediaWiki shows the tag.
      boolean alone = name.equals("references") || name.equals("section");
      return alone
          ? found(name, attributes, Optional.empty(), end + 1)
          : new Found(Optional.empty(), start, 0);
    }
    String body = text.substring(end + 1, close);
    return found(name, attributes, Optional.of(body), endOfTag(close));
  }

  private static Found found(String name, String attributes, Optional<String> body, int end) {
    return new Found(Optional.of(new Node.Tag(name, attributes, body)), end, 0);
  }

  private static boolean isBoundary(char c) {
    return c == '/' || c == '>' || Character.isWhitespace(c);
  }

  private int endOfTag(int close) {
    int end = text.indexOf('>', close);
    return end < 0 ? text.length() : end + 1;
  }

  /** Where {@code </name} stands next; -1 if nowhere. */
  private int close(String name, int from) {
    if (unclosed.contains(name)) {
      return -1;
    }
    for (int i = text.indexOf("</", from); i >= 0; i = text.indexOf("</", i + 2)) {
      int after = i + 2 + name.length();
      if (text.regionMatches(true, i + 2, name, 0, name.length())
          && after < text.length()
          && isBoundary(text.charAt(after))) {
        return i;
      }
    }
    unclosed.add(name);
    return -1;
  }
}
