package org.wikimill.formats.article;

import java.util.List;
import java.util.Locale;
import org.wikimill.formats.site.CssUrls;

/** The styles of an article, without what would load anything. */
final class Styles {
  /** What calls for a picture, a font or a script, or may spell one of these. */
  private static final List<String> REFUSED =
      List.of("url", "image(", "image-set(", "src(", "expression", "element(", "\\", "behavior");

  /** Parsoid numbers footnotes by style too; the numbers stand in the text. */
  private static final String FOOTNOTE_COUNTER = "counter-reset: mw-Ref";

  private Styles() {}

  /** The declarations of a {@code style} attribute, but those that name URLs. */
  static String declarations(String css) {
    if (css.startsWith(FOOTNOTE_COUNTER)) {
      return "";
    }
    if (css.indexOf('(') < 0 && css.indexOf('\\') < 0) {
      return css;
    }
    StringBuilder kept = new StringBuilder(css.length());
    for (String declaration : css.split(";", -1)) {
      String lower = declaration.toLowerCase(Locale.ROOT);
      if (!declaration.isBlank() && REFUSED.stream().noneMatch(lower::contains)) {
        kept.append(kept.isEmpty() ? "" : ";").append(declaration);
      }
    }
    return kept.toString();
  }

  /** A style sheet that loads nothing. It cannot end the element that it stands in. */
  static String sheet(String css) {
    return CssUrls.blanked(css).replace("</", "<\\/");
  }
}
