package org.wikimill.formats.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.wikimill.formats.site.Places;

/** Titles of many scripts, with prefixes that very many share. */
public final class MadeUpTitles {
  private static final String[] ALPHABETS = {
    "abcdefghijklmnopqrstuvwxyz", "ABCÉØßİıǅ -’_\"\\<&", "абвёйЖ", "αβΣςή", "אב\u05b8ג",
        "اأبپی\u064e",
    "कखि्ा\u093c", "กขที่", "がかカパ漢字", "한국어하", "\ud83c\udf11\ud83d\ude80\ue000\uffee",
        "0123456789%?#/.~"
  };

  private final Random random;

  public MadeUpTitles(long seed) {
    random = new Random(seed);
  }

  /** So many titles; of four, one is that of a redirect. */
  public List<SearchTitle> titles(int count) {
    List<SearchTitle> titles = new ArrayList<>();
    while (titles.size() < count) {
      String title = title();
      String path = "wiki/" + title.replace(' ', '_') + (random.nextInt(5) == 0 ? ".html" : "");
      if (random.nextInt(9) == 0) {
        path = "wiki/" + Integer.toHexString(random.nextInt());
      }
      String target = random.nextInt(4) == 0 ? title() : "";
      titles.add(SearchTitle.of(title, Places.wanted(path.getBytes(UTF_8)), target));
    }
    return titles;
  }

  String title() {
    return switch (random.nextInt(5)) {
      case 0 -> "List of " + word(3) + " " + word(4);
      case 1 -> "Moon";
      case 2 -> "x".repeat(random.nextInt(90)) + word(3);
      default -> word(1 + random.nextInt(12));
    };
  }

  private String word(int length) {
    int[] alphabet = ALPHABETS[random.nextInt(ALPHABETS.length)].codePoints().toArray();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return word.toString().isBlank() ? "blank" : word.toString();
  }
}
