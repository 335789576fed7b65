package org.wikimill.formats.dumps;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The categories that wikitext itself names: {@code [[Category:X|key]]}, with the wiki's own name
 * of the namespace or the English one.
 *
 * <p>Links inside comments and inside {@code nowiki}, {@code pre}, {@code source}, {@code
 * syntaxhighlight} and {@code math} are none; neither are those with a colon in front, which only
 * point at the category. What templates add is not seen. One pass, in time that grows with the
 * text.
 */
public final class CategoryLinks {
  private static final int CATEGORY = 14;
  private static final List<String> VERBATIM =
      List.of("nowiki", "pre", "source", "syntaxhighlight", "math");

  private final String text;
  private final Titles titles;
  private final Map<String, String> keys = new LinkedHashMap<>();

  /** Marks that do not come again: what is missing is looked for once. */
  private final Set<String> absent = new HashSet<>();

  private int at;

  private CategoryLinks(String text, Titles titles) {
    this.text = text;
    this.titles = titles;
  }

  /**
   * A page's membership of a category.
   *
   * @param category its title, canonical, with namespace
   * @param sortKey what the page asks to be sorted under; empty if nothing
   */
  public record CategoryLink(String category, String sortKey) {}

  /** The categories of a text, each once, in the order in which they are first named. */
  public static List<CategoryLink> of(String wikitext, Titles titles) {
    return new CategoryLinks(wikitext, titles).scan();
  }

  private List<CategoryLink> scan() {
    while (at < text.length()) {
      if (text.startsWith("[[", at)) {
        link();
      } else if (text.startsWith("<!--", at)) {
        skipTo("-->");
      } else if (text.charAt(at) == '<') {
        tag();
      } else {
        at++;
      }
    }
    List<CategoryLink> links = new ArrayList<>();
    keys.forEach((category, key) -> links.add(new CategoryLink(category, key)));
    return links;
  }

  /** Goes behind the brackets that open a link, or behind the link if it names a category. */
  private void link() {
    at += 2;
    int end = at;
    while (end < text.length() && "#[]{}<>|\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String target = text.substring(at, end);
    while (end < text.length()
        && text.charAt(end) != '|'
        && "[]{}<>\n".indexOf(text.charAt(end)) < 0) {
      end++; // a fragment
    }
    int close = end < text.length() && text.charAt(end) == '|' ? find("]]", end) : end;
    boolean closed = close >= 0 && text.startsWith("]]", close);
    boolean points = target.stripLeading().startsWith(":");
    if (!closed || points || titles.namespace(target) != CATEGORY) {
      return;
    }
    String category = titles.canonical(target);
    if (category.indexOf(':') < category.length() - 1) {
      // As in MediaWiki, the last key that a page gives is the one that counts.
      keys.put(category, close == end ? "" : text.substring(end + 1, close).strip());
    }
    at = close + 2;
  }

  /** Goes behind a tag; behind the end of its element where that is verbatim. */
  private void tag() {
    for (String name : VERBATIM) {
      int behind = at + 1 + name.length();
      if (text.regionMatches(true, at + 1, name, 0, name.length())
          && behind < text.length()
          && !Character.isLetterOrDigit(text.charAt(behind))) {
        int close = find(">", behind);
        if (close > 0 && text.charAt(close - 1) != '/') {
          at = close + 1;
          skipToEndTag(name);
          return;
        }
      }
    }
    at++;
  }

  /** Goes behind the end tag; nowhere if there is none, for then the element is none. */
  private void skipToEndTag(String name) {
    if (absent.contains(name)) {
      return;
    }
    for (int end = text.indexOf("</", at); end >= 0; end = text.indexOf("</", end + 2)) {
      if (text.regionMatches(true, end + 2, name, 0, name.length())) {
        at = end + 2 + name.length();
        return;
      }
    }
    absent.add(name);
  }

  private void skipTo(String mark) {
    int end = text.indexOf(mark, at);
    at = end < 0 ? text.length() : end + mark.length();
  }

  /** Where a mark comes next; -1 if it does not. */
  private int find(String mark, int from) {
    int found = absent.contains(mark) ? -1 : text.indexOf(mark, from);
    if (found < 0) {
      absent.add(mark);
    }
    return found;
  }
}
