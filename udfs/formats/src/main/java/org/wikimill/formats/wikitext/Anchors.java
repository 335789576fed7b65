package org.wikimill.formats.wikitext;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The ids of headings, as MediaWiki gives them in HTML5 mode, each once in a page. */
final class Anchors {
  private final Set<String> taken = new HashSet<>();

  /** The anchor of a heading's text: underscores for blanks. */
  static String of(String text) {
    return text.strip().replaceAll("[ \\t\\r\\n\\u00a0_]++", "_");
  }

  /** An anchor of its own for the next heading of this text. */
  String next(String text) {
    String base = of(text);
    String anchor = base;
    for (int i = 2; !taken.add(anchor.toLowerCase(Locale.ROOT)); i++) {
      anchor = base + "_" + i;
    }
    return anchor;
  }
}
