package org.wikimill.formats.wikitext;

import java.util.ArrayList;
import java.util.List;

/**
 * Finished HTML, kept out of the text while markup is looked for: in its place stands its number
 * between two control characters that no wikitext holds.
 */
final class Marks {
  static final char START = '\u0002';
  static final char END = '\u0003';

  /** How HTML stands towards paragraphs. */
  enum Kind {
    OPEN,
    CLOSE,
    INLINE,
    BLOCK
  }

  /**
   * A piece of HTML.
   *
   * @param element of an opening or closing tag; empty for other pieces
   */
  record Mark(Kind kind, String element, String html) {}

  private final List<Mark> marks = new ArrayList<>();

  String open(String element, String attributes) {
    return put(new Mark(Kind.OPEN, element, "<" + element + attributes + ">"));
  }

  String close(String element) {
    return put(new Mark(Kind.CLOSE, element, "</" + element + ">"));
  }

  String inline(String html) {
    return put(new Mark(Kind.INLINE, "", html));
  }

  String block(String html) {
    return put(new Mark(Kind.BLOCK, "", html));
  }

  private String put(Mark mark) {
    marks.add(mark);
    return START + Integer.toString(marks.size() - 1) + END;
  }

  /** The mark whose start stands at a place. */
  Mark at(CharSequence text, int start) {
    int number = 0;
    for (int i = start + 1; text.charAt(i) != END; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return marks.get(number);
  }

  /** Behind the mark whose start stands at a place. */
  static int end(CharSequence text, int start) {
    int end = start + 1;
    while (text.charAt(end) != END) {
      end++;
    }
    return end + 1;
  }

  /** The text with the HTML in its places. */
  String expand(String text) {
    StringBuilder out = new StringBuilder(text.length() * 2);
    int at = 0;
    for (int i = text.indexOf(START); i >= 0; i = text.indexOf(START, at)) {
      out.append(text, at, i).append(at(text, i).html());
      at = end(text, i);
    }
    return out.append(text, at, text.length()).toString();
  }

  /** The text without marks. */
  static String removed(String text) {
    if (text.indexOf(START) < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    for (int i = text.indexOf(START); i >= 0; i = text.indexOf(START, at)) {
      out.append(text, at, i);
      at = end(text, i);
    }
    return out.append(text, at, text.length()).toString();
  }
}
