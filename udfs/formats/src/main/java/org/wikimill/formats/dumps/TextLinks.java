package org.wikimill.formats.dumps;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The links that wikitext itself has and that tables of wikis list: categories, files, pages in
 * other languages.
 *
 * <p>Links inside comments and inside {@code nowiki}, {@code pre}, {@code source}, {@code
 * syntaxhighlight} and {@code math} are none; those with a colon in front only point at what they
 * name. What templates add is not seen. One pass, in time that grows with the text.
 *
 * @param categories those of the page, each once, in the order in which they are first named
 * @param files names of files that the page shows or plays, canonical, without namespace, likewise
 * @param languages pages in other languages: of each language the first, in their order
 */
public record TextLinks(
    List<CategoryLink> categories, List<String> files, List<LanguageLink> languages) {

  /** Of wikis that have no others beside them. */
  public static final Predicate<String> NO_LANGUAGES = prefix -> false;

  /**
   * A page's membership of a category.
   *
   * @param category its title, canonical, with namespace
   * @param sortKey what the page asks to be sorted under; empty if nothing
   */
  public record CategoryLink(String category, String sortKey) {}

  /**
   * The same subject in another language.
   *
   * @param language the prefix of the link, in lower case
   * @param title of the page there, with spaces
   */
  public record LanguageLink(String language, String title) {}

  /**
   * The links of a text.
   *
   * @param languages which prefixes, in lower case, are those of other languages
   */
  public static TextLinks of(String wikitext, Titles titles, Predicate<String> languages) {
    return new Scan(wikitext, titles, languages).run();
  }

  private static final class Scan {
    private static final int MEDIA = -2;
    private static final int FILE = 6;
    private static final int CATEGORY = 14;
    private static final List<String> VERBATIM =
        List.of("nowiki", "pre", "source", "syntaxhighlight", "math");
    private static final String GALLERY = "gallery";

    private final String text;
    private final Titles titles;
    private final Predicate<String> isLanguage;
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final Set<String> files = new LinkedHashSet<>();
    private final Map<String, String> languages = new LinkedHashMap<>();

    /** Marks that do not come again: what is missing is looked for once. */
    private final Set<String> absent = new HashSet<>();

    private int at;
    private int galleryEnd;

    Scan(String text, Titles titles, Predicate<String> isLanguage) {
      this.text = text;
      this.titles = titles;
      this.isLanguage = isLanguage;
    }

    TextLinks run() {
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
      return new TextLinks(
          keys.entrySet().stream().map(e -> new CategoryLink(e.getKey(), e.getValue())).toList(),
          List.copyOf(files),
          languages.entrySet().stream()
              .map(e -> new LanguageLink(e.getKey(), e.getValue()))
              .toList());
    }

    /** Goes behind the brackets that open a link; behind the link if it holds no others. */
    private void link() {
      at += 2;
      StringBuilder named = new StringBuilder();
      int end = at;
      while (end < text.length()) {
        int comment = text.startsWith("<!--", end) ? find("-->", end) : -1;
        if (comment >= 0) {
          end = comment + 3;
        } else if ("#[]{}<>|\n".indexOf(text.charAt(end)) < 0) {
          named.append(text.charAt(end++));
        } else {
          break;
        }
      }
      String target = named.toString();
      while (end < text.length()
          && text.charAt(end) != '|'
          && "[]{}<>\n".indexOf(text.charAt(end)) < 0) {
        end++; // a fragment
      }
      int close = end < text.length() && text.charAt(end) == '|' ? find("]]", end) : end;
      boolean closed = close >= 0 && text.startsWith("]]", close);
      if (!closed || target.stripLeading().startsWith(":")) {
        return;
      }
      switch (titles.namespace(target)) {
        case CATEGORY -> {
          String key = close == end ? "" : text.substring(end + 1, close).strip();
          category(titles.canonical(target), key, close);
        }
        case FILE, MEDIA -> file(target);
        case 0 -> language(target, close);
        default -> {
          // a page of the wiki
        }
      }
    }

    private void category(String category, String key, int close) {
      if (category.indexOf(':') < category.length() - 1) {
        // As in MediaWiki, the last key that a page gives is the one that counts.
        keys.put(category, key);
      }
      at = close + 2;
    }

    /** Its caption may hold other links. */
    private void file(String target) {
      String name = target.substring(target.indexOf(':') + 1);
      String canonical = titles.canonical("File:" + name);
      String known = canonical.substring(canonical.indexOf(':') + 1);
      if (!known.isEmpty()) {
        files.add(known);
      }
    }

    private void language(String target, int close) {
      int colon = target.indexOf(':');
      String prefix = colon < 0 ? "" : target.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      if (!prefix.isEmpty() && isLanguage.test(prefix)) {
        String title = target.substring(colon + 1).replace('_', ' ').strip();
        languages.putIfAbsent(prefix, title);
        at = close + 2;
      }
    }

    /** Goes behind a tag; behind the end of its element where that is verbatim. */
    private void tag() {
      for (String name : VERBATIM) {
        int behind = behindTag(name);
        if (behind > 0) {
          at = behind;
          skipToEndTag(name);
          return;
        }
      }
      int behind = behindTag(GALLERY);
      if (behind > 0) {
        at = behind;
        gallery();
      } else {
        at++;
      }
    }

    /** Where the tag of that name ends that opens here; -1 if none does. */
    private int behindTag(String name) {
      int behind = at + 1 + name.length();
      if (text.regionMatches(true, at + 1, name, 0, name.length())
          && behind < text.length()
          && !Character.isLetterOrDigit(text.charAt(behind))) {
        int close = find(">", behind);
        return close > 0 && text.charAt(close - 1) != '/' ? close + 1 : -1;
      }
      return -1;
    }

    /** The files of a gallery, each on a line of its own; captions are read as other text is. */
    private void gallery() {
      if (at < galleryEnd) {
        return; // within another
      }
      int end = endTag(GALLERY);
      galleryEnd = end;
      for (int line = at; line < end; ) {
        int feed = text.indexOf('\n', line);
        int lineEnd = feed < 0 || feed > end ? end : feed;
        int bar = line;
        while (bar < lineEnd && "#[]{}<>|".indexOf(text.charAt(bar)) < 0) {
          bar++;
        }
        String name = text.substring(line, bar).strip();
        boolean whole = bar == lineEnd || "#|".indexOf(text.charAt(bar)) >= 0;
        if (whole && !name.isEmpty() && namesFile(name)) {
          file(titles.namespace(name) == 0 ? ":" + name : name);
        }
        line = lineEnd + 1;
      }
    }

    private boolean namesFile(String name) {
      int namespace = titles.namespace(name);
      return namespace == FILE || namespace == 0 && !name.startsWith(":");
    }

    /** Goes behind the end tag; nowhere if there is none, for then the element is none. */
    private void skipToEndTag(String name) {
      int end = endTag(name);
      if (end >= 0) {
        at = end + 2 + name.length();
      }
    }

    /** Where the end tag of an element starts; -1 if there is none. */
    private int endTag(String name) {
      if (absent.contains(name)) {
        return -1;
      }
      for (int end = text.indexOf("</", at); end >= 0; end = text.indexOf("</", end + 2)) {
        if (text.regionMatches(true, end + 2, name, 0, name.length())) {
          return end;
        }
      }
      absent.add(name);
      return -1;
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
}
