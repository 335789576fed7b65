package org.wikimill.formats.html;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * The characters that references stand for: by a name, a decimal or a hexadecimal number.
 *
 * <p>All 2,231 names of the standard are known. A reference of the old kind may lack its semicolon;
 * in an attribute it then stands for itself if {@code =}, a letter or a digit follows, so that
 * {@code ?a=1&copy=2} stays what it is.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state">
 *     HTML: character references</a>
 */
public final class CharacterReferences {
  private static final Map<String, String> NAMES = names();
  private static final int LONGEST_NAME =
      NAMES.keySet().stream().mapToInt(String::length).max().orElseThrow();

  /** What the numbers 0x80 to 0x9F stand for: windows-1252, where that has a character. */
  private static final String C1 =
      "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D"
          + "\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153"
          + "\u009D\u017E\u0178";

  private static final int REPLACEMENT = 0xFFFD;

  /** Where a reference stands. */
  public enum Place {
    TEXT,
    ATTRIBUTE
  }

  private CharacterReferences() {}

  /**
   * The value of an attribute, as a document has it: decoded, line ends made line feeds, NUL
   * replaced, references resolved.
   */
  public static String attributeValue(byte[] bytes, int start, int end, Charset charset) {
    String raw = new String(bytes, start, end - start, charset);
    if (raw.indexOf('\r') >= 0) {
      raw = raw.replace("\r\n", "\n").replace('\r', '\n');
    }
    return resolve(raw.replace('\0', (char) REPLACEMENT), Place.ATTRIBUTE);
  }

  /** The text with its references resolved. */
  public static String resolve(String text, Place place) {
    int ampersand = text.indexOf('&');
    if (ampersand < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int done = 0;
    while (ampersand >= 0) {
      out.append(text, done, ampersand);
      done =
          text.startsWith("#", ampersand + 1)
              ? number(text, ampersand, out)
              : name(text, ampersand, place, out);
      ampersand = text.indexOf('&', done);
    }
    return out.append(text, done, text.length()).toString();
  }

  /** Appends what the reference at {@code from} means; returns the character after it. */
  private static int name(String text, int from, Place place, StringBuilder out) {
    int start = from + 1;
    int end = start;
    while (end < text.length() && end - start < LONGEST_NAME && isAlphanumeric(text.charAt(end))) {
      end++;
    }
    if (text.startsWith(";", end)) {
      end++;
    }
    for (; end > start; end--) {
      String value = NAMES.get(text.substring(start, end));
      if (value != null) {
        boolean itself = place == Place.ATTRIBUTE && goesOn(text, end);
        out.append(itself ? text.substring(from, end) : value);
        return end;
      }
    }
    out.append('&');
    return start;
  }

  private static boolean goesOn(String text, int end) {
    return text.charAt(end - 1) != ';'
        && end < text.length()
        && (text.charAt(end) == '=' || isAlphanumeric(text.charAt(end)));
  }

  private static int number(String text, int from, StringBuilder out) {
    boolean hex = text.startsWith("x", from + 2) || text.startsWith("X", from + 2);
    int radix = hex ? 16 : 10;
    int start = from + (hex ? 3 : 2);
    int end = start;
    int code = 0;
    for (; end < text.length(); end++) {
      int digit = text.charAt(end) < 0x80 ? Character.digit(text.charAt(end), radix) : -1;
      if (digit < 0) {
        break;
      }
      code = Math.min(code * radix + digit, Character.MAX_CODE_POINT + 1);
    }
    if (end == start) {
      out.append(text, from, start);
      return start;
    }
    out.appendCodePoint(character(code));
    return text.startsWith(";", end) ? end + 1 : end;
  }

  private static int character(int code) {
    if (code == 0 || code > Character.MAX_CODE_POINT) {
      return REPLACEMENT;
    }
    if (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE) {
      return REPLACEMENT;
    }
    return code >= 0x80 && code <= 0x9F ? C1.charAt(code - 0x80) : code;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** Reads the table: a name and the code points that it stands for in each line. */
  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>(1 << 12);
    try (InputStream in =
            CharacterReferences.class.getResourceAsStream("character-references.txt");
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          String[] fields = line.split(" ", -1);
          StringBuilder value = new StringBuilder();
          for (int i = 1; i < fields.length; i++) {
            value.appendCodePoint(Integer.parseInt(fields[i], 16));
          }
          names.put(fields[0], value.toString());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Collections.unmodifiableMap(names);
  }
}
