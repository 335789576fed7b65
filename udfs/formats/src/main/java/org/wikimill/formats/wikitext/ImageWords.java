package org.wikimill.formats.wikitext;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The options of pictures, as editors of many languages name them, in lower case. */
final class ImageWords {
  static final Set<String> THUMB =
      words(
          """
          thumb|thumbnail|міні|мініатюра|мини|миниатюра|miniatura|min|mini|miniatur|vignette
          miniaturadeimagen|miniaturaimagen|miniaturadaimagem|miniatuur|miniatyr|mały|náhled|küçükresim
          մինի|इवलेसे|अंगूठाकार|থাম্ব|থাম্বনেইল|تصغير|مصغر|بندانگشتی|ממוזער|ミニ|サムネイル|缩略图|縮圖|섬네일
          """);

  static final Set<String> FRAME =
      words(
          "frame|framed|enframed|обрамити|обрамлено|обрамить|рамка|riquadrato|gerahmt|encadré|marco");

  static final Set<String> FRAMELESS =
      words(
          "frameless|безрамки|без рамки|senza_cornice|rahmenlos|sans_cadre|sinmarco|semmoldura|ফ্রেমহীন");

  /** Sides by the words for them. */
  static final Map<String, String> ALIGNED = aligned();

  /** What changes nothing here. */
  static final Set<String> IGNORED =
      words(
          """
          border|baseline|sub|super|sup|top|text-top|middle|bottom|text-bottom|upright|verticale|hochkant
          redresse|зверху|зверхуправоруч|сверху|границя|межа|граница|bordo|rand|bordure|borde|borda
          """);

  /** Width, by height, in pixels. */
  static final Pattern SIZE =
      Pattern.compile(
          "(\\d{0,5})(?:x(\\d{1,5}))?\\s*+(?:px|пкс|пікс|пкс\\.|պքս|փքս|পিক্সেল|अंश|अंशपट)(?:px)?");

  /** Options with a value: where the link leads, what is read to those who do not see, others. */
  static final Pattern SETTING =
      Pattern.compile(
          "(?:(?<link>link|посилання|ссылка|lien|verweis|enlace|दुवा|সংযোগ)|(?<alt>alt|альт|अल्ट)"
              + "|lang|page|upright|class|thumbtime|start|end|зверху|hochkant|redresse)\\s*+=.*",
          Pattern.DOTALL);

  private ImageWords() {}

  private static Map<String, String> aligned() {
    Map<String, String> sides = new HashMap<>();
    String right =
        "right|праворуч|справа|вдясно|дясно|destra|rechts|droite|derecha|direita|աջից|उजवे|ডান|ডানে";
    String left =
        "left|ліворуч|слева|вляво|ляво|sinistra|links|gauche|izquierda|esquerda|ձախից|डावे|বাম|বামে";
    String center = "center|centre|центр|център|centro|zentriert|centré|centrado|կենտրոն|কেন্দ্র";
    words(right).forEach(word -> sides.put(word, "right"));
    words(left).forEach(word -> sides.put(word, "left"));
    words(center).forEach(word -> sides.put(word, "center"));
    words("none|без_обтікання|без|ohne|néant|nessuno|ninguna|nenhum")
        .forEach(word -> sides.put(word, "none"));
    return Map.copyOf(sides);
  }

  private static Set<String> words(String list) {
    return Set.of(list.strip().split("[|\\n]"));
  }
}
