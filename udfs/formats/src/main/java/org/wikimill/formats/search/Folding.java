package org.wikimill.formats.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The folding of titles and queries: what a reader need not tell apart becomes equal.
 *
 * <p>Each character is replaced by itself, whatever stands beside it: without case, accents and
 * compatibility forms (NFKD), Hangul by its letters, punctuation and space by what keyboards have.
 * Marks are left out in Latin, Greek, Cyrillic, Hebrew, Arabic and Syriac alone; elsewhere they
 * make other syllables. Then spaces are joined, and trimmed at both ends.
 *
 * <p>The table {@code folding.txt} is a part of the index: the script carries it too, so that
 * neither the Unicode version of a JDK nor that of a browser matters.
 */
public final class Folding {
  /** The most code points of a {@link #key}. */
  static final int MAX_KEY = 256;

  private static final int PAGE_BITS = 8;
  private static final int PAGE_SIZE = 1 << PAGE_BITS;
  private static final String TABLE = read();
  private static final String[][] PAGES = parse(TABLE);

  private static final int HANGUL = 0xac00;
  private static final int HANGUL_SYLLABLES = 11_172;
  private static final int LEADING = 0x1100;
  private static final int VOWEL = 0x1161;
  private static final int TRAILING = 0x11a7;
  private static final int TRAILINGS = 28;
  private static final int PER_LEADING = 21 * TRAILINGS;

  private Folding() {}

  /** The folded text; the text itself where folding would leave nothing. */
  public static String fold(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      append(c, out);
    }
    String folded = joinSpaces(out);
    return folded.isEmpty() ? text : folded;
  }

  /** The beginning of the folded text by which titles are sorted and found. */
  public static String key(String text) {
    String folded = fold(text);
    return folded.codePointCount(0, folded.length()) <= MAX_KEY
        ? folded
        : folded.substring(0, folded.offsetByCodePoints(0, MAX_KEY));
  }

  /** The lines of the table, for the script. */
  static String table() {
    return TABLE;
  }

  private static void append(int c, StringBuilder out) {
    int syllable = c - HANGUL;
    if (syllable >= 0 && syllable < HANGUL_SYLLABLES) {
      out.append((char) (LEADING + syllable / PER_LEADING));
      out.append((char) (VOWEL + syllable % PER_LEADING / TRAILINGS));
      if (syllable % TRAILINGS != 0) {
        out.append((char) (TRAILING + syllable % TRAILINGS));
      }
      return;
    }
    String[] page = PAGES[c >>> PAGE_BITS];
    String to = page == null ? null : page[c & PAGE_SIZE - 1];
    if (to == null) {
      out.appendCodePoint(c);
    } else {
      out.append(to);
    }
  }

  /** Leaves one space of several, and none at the ends. */
  private static String joinSpaces(StringBuilder text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ' ' || length > 0 && text.charAt(length - 1) != ' ') {
        text.setCharAt(length++, c);
      }
    }
    if (length > 0 && text.charAt(length - 1) == ' ') {
      length--;
    }
    return text.substring(0, length);
  }

  private static String[][] parse(String table) {
    String[][] pages = new String[(Character.MAX_CODE_POINT >>> PAGE_BITS) + 1][];
    table.lines().forEach(line -> parse(line, pages));
    return pages;
  }

  private static void parse(String line, String[][] pages) {
    String[] words = line.split(" ");
    String[] range = words[0].split("[-/]");
    int first = Integer.parseInt(range[0], 16);
    int last = range.length == 1 ? first : Integer.parseInt(range[1], 16);
    int step = range.length == 3 ? 2 : 1;
    for (int c = first; c <= last; c += step) {
      String[] page = pages[c >>> PAGE_BITS];
      if (page == null) {
        page = new String[PAGE_SIZE];
        pages[c >>> PAGE_BITS] = page;
      }
      page[c & PAGE_SIZE - 1] = target(c, words);
    }
  }

  private static String target(int c, String[] words) {
    StringBuilder to = new StringBuilder();
    for (int i = 1; i < words.length; i++) {
      char sign = words[i].charAt(0);
      int value = Integer.parseInt(words[i], 16);
      to.appendCodePoint(sign == '+' || sign == '-' ? c + value : value);
    }
    return to.toString();
  }

  private static String read() {
    try (InputStream in = Folding.class.getResourceAsStream("folding.txt")) {
      StringBuilder table = new StringBuilder();
      new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> table.append(line).append('\n'));
      return table.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
