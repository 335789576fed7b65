package org.wikimill.formats.dumps;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.wikimill.formats.dumps.SiteInfo.Namespace;

/**
 * The titles of one wiki: which spellings of a link mean the same page.
 *
 * <p>As in MediaWiki's {@code Title}: underscores and runs of them are a space, marks of direction
 * are nothing, what stands before the first colon is a namespace if the wiki has one of that name
 * in any case, and the first letter of what follows is a capital unless the namespace says
 * otherwise. The English names of the namespaces from -2 to 15 hold in every wiki.
 */
public final class Titles implements Serializable {
  private static final long serialVersionUID = 1L;

  /** From -2 on. */
  private static final String[] ENGLISH = {
    "Media",
    "Special",
    "",
    "Talk",
    "User",
    "User talk",
    "Project",
    "Project talk",
    "File",
    "File talk",
    "MediaWiki",
    "MediaWiki talk",
    "Template",
    "Template talk",
    "Help",
    "Help talk",
    "Category",
    "Category talk"
  };

  /** Other names that every wiki knows, and those of files that languages had before 2009. */
  private static final Map<String, Integer> ALIASES =
      Map.ofEntries(
          Map.entry("image", 6),
          Map.entry("image talk", 7),
          Map.entry("bild", 6),
          Map.entry("imagem", 6),
          Map.entry("imagen", 6),
          Map.entry("immagine", 6),
          Map.entry("зображення", 6),
          Map.entry("изображение", 6),
          Map.entry("картинка", 6),
          Map.entry("պատկեր", 6),
          Map.entry("चित्र", 6),
          Map.entry("চিত্র", 6));

  private final SiteInfo site;
  private final Map<String, Integer> numbers = new HashMap<>();

  /** The titles of a wiki. */
  public Titles(SiteInfo site) {
    this.site = site;
    for (int i = 0; i < ENGLISH.length; i++) {
      if (!ENGLISH[i].isEmpty()) {
        numbers.put(ENGLISH[i].toLowerCase(Locale.ROOT), i - 2);
      }
    }
    numbers.putAll(ALIASES);
    site.namespaces().values().stream()
        .filter(namespace -> !namespace.name().isEmpty())
        .forEach(ns -> numbers.put(ns.name().toLowerCase(Locale.ROOT), ns.number()));
  }

  /** The number of the namespace that a title names; 0 if it names none. */
  public int namespace(String title) {
    String clean = spaced(title);
    int colon = clean.indexOf(':');
    return colon < 0 ? 0 : number(clean.substring(0, colon)).orElse(0);
  }

  /**
   * The one spelling of a title: with the namespace's own name, spaces, and the first letter as the
   * namespace wants it.
   *
   * @param title as a link spells it, without fragment; a colon in front is left out
   */
  public String canonical(String title) {
    String clean = spaced(title);
    if (clean.startsWith(":")) {
      clean = clean.substring(1).strip();
    }
    int colon = clean.indexOf(':');
    Optional<Integer> number = colon < 0 ? Optional.empty() : number(clean.substring(0, colon));
    if (number.isEmpty()) {
      return firstLetter(clean, 0);
    }
    String prefix = name(number.get()).map(name -> name + ":").orElse("");
    return prefix + firstLetter(clean.substring(colon + 1).strip(), number.get());
  }

  /** The name of a page in a source: its canonical title with underscores for spaces. */
  public static String entryName(String canonical) {
    return canonical.replace(' ', '_');
  }

  /** The wiki's own name of a namespace; the English one where the dump names none. */
  public Optional<String> name(int number) {
    Namespace own = site.namespaces().get(number);
    if (own != null) {
      return Optional.of(own.name()).filter(name -> !name.isEmpty());
    }
    boolean known = number >= -2 && number < ENGLISH.length - 2 && number != 0;
    return known ? Optional.of(ENGLISH[number + 2]) : Optional.empty();
  }

  private Optional<Integer> number(String name) {
    return Optional.ofNullable(numbers.get(name.strip().toLowerCase(Locale.ROOT)));
  }

  private String firstLetter(String text, int number) {
    Namespace namespace = site.namespaces().get(number);
    boolean kept = namespace != null && namespace.firstLetter() == SiteInfo.Case.CASE_SENSITIVE;
    if (kept || text.isEmpty()) {
      return text;
    }
    int end = text.offsetByCodePoints(0, 1);
    String letter = text.substring(0, end);
    // A letter that becomes two (ß, ŉ) stays: titles begin with one letter.
    String upper = letter.toUpperCase(Locale.ROOT);
    return upper.codePointCount(0, upper.length()) == 1 ? upper + text.substring(end) : text;
  }

  /** Marks of direction, which come along where titles are copied from pages. */
  private static boolean isDirectional(char c) {
    return c == '\u200e' || c == '\u200f' || c >= '\u202a' && c <= '\u202e';
  }

  private static String spaced(String title) {
    StringBuilder clean = new StringBuilder(title.length());
    boolean space = true;
    for (int i = 0; i < title.length(); i++) {
      char c = title.charAt(i);
      if (isDirectional(c)) {
        continue;
      }
      boolean blank = c == '_' || Character.isSpaceChar(c) || Character.isWhitespace(c);
      if (!blank) {
        clean.append(c);
      } else if (!space) {
        clean.append(' ');
      }
      space = blank;
    }
    return space && !clean.isEmpty() ? clean.substring(0, clean.length() - 1) : clean.toString();
  }
}
