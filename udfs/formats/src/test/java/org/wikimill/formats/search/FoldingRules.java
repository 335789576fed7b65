package org.wikimill.formats.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rules by which {@code folding.txt} was made, once, from the Unicode 13 of JDK 17: its {@link
 * #main} writes the file again.
 */
final class FoldingRules {
  private static final String HEAD =
      """
      # What each character is folded to where titles are searched: FROM or FROM-LAST or, every
      # other one, FROM-LAST/2, then the code points that take its place, or by how much it moves.
      # Made by FoldingRules from Unicode 13, and left so: an index would not fit another table.
      """;

  /** Letters that no decomposition takes apart, and punctuation that keyboards lack. */
  private static final String OWN =
      "øo đd ðd łl ħh ŧt æae œoe þth ıi ’' ‘' ʼ' ʻ' ‐- ‒- –- —- ―- −- “\" ”\" „\" «\" »\" ´' `' \u2044/ \u0640";

  private final Map<Integer, String> own = new HashMap<>();

  FoldingRules() {
    for (String word : OWN.split(" ")) {
      int first = word.codePointAt(0);
      own.put(first, word.substring(Character.charCount(first)));
    }
    own.put((int) '_', " ");
  }

  public static void main(String[] args) throws IOException {
    Files.writeString(Path.of(args[0]), new FoldingRules().table(), StandardCharsets.US_ASCII);
  }

  /** The folding of a code point that is not handled by arithmetic or left as it is. */
  String fold(int c) {
    String text = Character.toString(c);
    if (isHangul(c) || isCompatibilityIdeograph(c) || Character.getType(c) == Character.SURROGATE) {
      return text;
    }
    text = own.getOrDefault(c, text);
    for (String before = ""; !before.equals(text); ) {
      before = text;
      text = once(text);
    }
    return text;
  }

  private String once(String text) {
    StringBuilder out = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFKD).codePoints().forEach(c -> out.append(part(c)));
    return out.toString();
  }

  private String part(int c) {
    if (own.containsKey(c)) {
      return own.get(c);
    }
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL ->
          " ";
      case Character.FORMAT -> "";
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK ->
          isAccent(c) ? "" : Character.toString(c);
      default -> Character.toString(c).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    };
  }

  /**
   * Marks that readers leave out: of scripts whose letters stand without them. In others, such as
   * Devanagari, Thai and the voiced kana, a mark makes another syllable.
   */
  private static boolean isAccent(int mark) {
    if (mark == 0x3099 || mark == 0x309a) {
      return false;
    }
    return switch (Character.UnicodeScript.of(mark)) {
      case INHERITED, LATIN, GREEK, CYRILLIC, HEBREW, ARABIC, SYRIAC -> true;
      default -> false;
    };
  }

  private static boolean isHangul(int c) {
    return c >= 0xac00 && c <= 0xd7a3;
  }

  /** They do not survive NFC, which titles and queries are in. */
  private static boolean isCompatibilityIdeograph(int c) {
    return c >= 0xf900 && c <= 0xfaff || c >= 0x2f800 && c <= 0x2fa1f;
  }

  /** The file: all foldings, in runs. */
  String table() {
    SortedMap<Integer, String> left = new TreeMap<>();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String folded = fold(c);
      if (!folded.equals(Character.toString(c))) {
        left.put(c, folded);
      }
    }
    StringBuilder out = new StringBuilder(HEAD);
    while (!left.isEmpty()) {
      longestRun(left).take(left, out);
    }
    return out.toString();
  }

  private static Run longestRun(SortedMap<Integer, String> left) {
    Run best = Run.of(left, 1, false);
    for (Run run :
        new Run[] {Run.of(left, 1, true), Run.of(left, 2, false), Run.of(left, 2, true)}) {
      best = run.count > best.count ? run : best;
    }
    return best;
  }

  private record Run(int first, int count, int step, boolean moves, String to) {
    static Run of(SortedMap<Integer, String> left, int step, boolean moves) {
      int first = left.firstKey();
      String to = left.get(first);
      int count = 1;
      if (!moves || to.codePointCount(0, to.length()) == 1) {
        while (target(to, moves, count * step).equals(left.get(first + count * step))) {
          count++;
        }
      }
      return new Run(first, count, step, moves, to);
    }

    private static String target(String to, boolean moves, int distance) {
      return moves ? Character.toString(to.codePointAt(0) + distance) : to;
    }

    void take(SortedMap<Integer, String> left, StringBuilder out) {
      int last = first + (count - 1) * step;
      out.append(Integer.toHexString(first));
      if (count > 1) {
        out.append('-').append(Integer.toHexString(last)).append(step == 2 ? "/2" : "");
      }
      if (moves && count > 1) {
        int by = to.codePointAt(0) - first;
        out.append(by < 0 ? " -" : " +").append(Integer.toHexString(Math.abs(by)));
      } else {
        to.codePoints().forEach(c -> out.append(' ').append(Integer.toHexString(c)));
      }
      out.append('\n');
      for (int c = first; c <= last; c += step) {
        left.remove(c);
      }
    }
  }
}
