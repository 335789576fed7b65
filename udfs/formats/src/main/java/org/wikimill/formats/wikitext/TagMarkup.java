package org.wikimill.formats.wikitext;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The HTML that pages may hold: the elements that MediaWiki lets pass become marks, everything else
 * is text.
 */
final class TagMarkup {
  private static final Set<String> ELEMENTS =
      Set.of(
          "abbr",
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
          "data",
          "dd",
          "del",
          "dfn",
          "div",
          "dl",
          "dt",
          "em",
          "font",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "hr",
          "i",
          "ins",
          "kbd",
          "li",
          "mark",
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
          "small",
          "span",
          "strike",
          "strong",
          "sub",
          "sup",
          "table",
          "td",
          "th",
          "time",
          "tr",
          "tt",
          "u",
          "ul",
          "var",
          "wbr");

  private static final Set<String> VOID = Set.of("br", "hr", "wbr");

  /** Written by hand or by a template, and of no use here. */
  private static final Set<String> DROPPED =
      Set.of(
          "noinclude",
          "includeonly",
          "onlyinclude",
          "references",
          "ref",
          "nowiki",
          "gallery",
          "thead",
          "tbody",
          "tfoot",
          "link",
          "meta",
          "templatestyles",
          "section",
          "math",
          "poem",
          "colgroup",
          "col",
          "translate",
          "languages",
          "tvar");

  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "([A-Za-z_:][A-Za-z0-9_:.-]*+)(?:\\s*+=\\s*+(?:\"([^\"]*+)\"?|'([^']*+)'?|([^\\s\"'>]++)))?");

  private final Marks marks;

  TagMarkup(Marks marks) {
    this.marks = marks;
  }

  /** The text as HTML: tags are marks, all other angles are escaped. */
  String apply(String text) {
    StringBuilder out = new StringBuilder(text.length() + text.length() / 8);
    int at = 0;
    while (at < text.length()) {
      int end = text.charAt(at) == '<' ? tag(text, at, out) : at;
      if (end == at) {
        HtmlText.append(text, at, out);
        end++;
      }
      at = end;
    }
    return out.toString();
  }

  /** Appends the tag that stands at a place; gives where it ends, or the place if none does. */
  private int tag(String text, int start, StringBuilder out) {
    boolean closing = text.startsWith("/", start + 1);
    int nameStart = closing ? start + 2 : start + 1;
    int nameEnd = nameStart;
    while (nameEnd < text.length() && isNameChar(text.charAt(nameEnd))) {
      nameEnd++;
    }
    String name = text.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT);
    boolean known = ELEMENTS.contains(name);
    int end = known || DROPPED.contains(name) ? end(text, nameEnd) : -1;
    if (end < 0) {
      return start;
    }
    if (known) {
      boolean empty = text.charAt(end - 1) == '/';
      append(name, text.substring(nameEnd, empty ? end - 1 : end), closing, empty, out);
    }
    return end + 1;
  }

  private static boolean isNameChar(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** The angle that ends a tag: not in quotes that close, and no other tag begins before it. */
  private static int end(String text, int from) {
    if (from < text.length() && " \t\n/>".indexOf(text.charAt(from)) < 0) {
      return -1;
    }
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0 ? c == quote : c == '"') {
        quote = quote == 0 ? c : 0;
      } else if (c == '<') {
        return -1;
      } else if (c == '>' && quote == 0) {
        return i;
      } else if (c == '>' || (c == '\n' && quote == 0 && text.startsWith("\n", i + 1))) {
        return c == '>' ? i : -1;
      }
    }
    return -1;
  }

  private void append(
      String name, String attributes, boolean closing, boolean empty, StringBuilder out) {
    if (VOID.contains(name)) {
      String html = "<" + name + attributes(attributes) + ">";
      out.append(name.equals("hr") ? marks.block(html) : marks.inline(html));
    } else if (closing) {
      out.append(marks.close(name));
    } else {
      out.append(marks.open(name, attributes(attributes)));
      if (empty) {
        out.append(marks.close(name));
      }
    }
  }

  /** Attributes as HTML, each once, with a blank in front. */
  static String attributes(String source) {
    StringBuilder out = new StringBuilder();
    parse(source)
        .forEach(
            (name, value) ->
                out.append(' ')
                    .append(name)
                    .append("=\"")
                    .append(HtmlText.attribute(value))
                    .append('"'));
    return out.toString();
  }

  /** Attributes by name, in lower case; the first of a name holds. */
  static Map<String, String> parse(String source) {
    Map<String, String> attributes = new LinkedHashMap<>();
    if (source.isBlank()) {
      return attributes;
    }
    Matcher matcher = ATTRIBUTE.matcher(Marks.removed(source));
    while (matcher.find()) {
      String value =
          matcher.group(2) != null
              ? matcher.group(2)
              : matcher.group(3) != null ? matcher.group(3) : matcher.group(4);
      attributes.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), value == null ? "" : value);
    }
    return attributes;
  }
}
