package org.wikimill.formats.wikitext;

import java.util.Set;

/** Lists, paragraphs and preformatted lines: what the beginnings of lines mean. */
final class BlockMarkup {
  /** No paragraph goes on over the beginning of these. */
  private static final Set<String> OPENED =
      Set.of(
          "table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "p", "ul", "ol", "dl", "li", "tr",
          "caption");

  /** Within these, lines make paragraphs again. */
  private static final Set<String> ENTERED =
      Set.of("td", "th", "div", "blockquote", "center", "dd");

  private static final Set<String> ENDED = Set.of("tr", "td", "th");

  private static final int MAX_LIST_DEPTH = 30;

  private final Marks marks;
  private final StringBuilder out;

  /** The marks of the lists that are open: {@code *#:;}. */
  private String prefix = "";

  private boolean paragraph;
  private boolean preformatted;
  private boolean inBlock;
  private boolean inPre;
  private boolean blankBefore;

  private BlockMarkup(Marks marks, int length) {
    this.marks = marks;
    this.out = new StringBuilder(length + length / 4);
  }

  static String apply(String text, Marks marks) {
    return new BlockMarkup(marks, text.length()).lines(text);
  }

  private String lines(String text) {
    int at = 0;
    while (at <= text.length()) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      line(text.substring(at, end));
      at = end + 1;
    }
    lists("");
    endParagraph();
    return out.toString();
  }

  private void line(String line) {
    int marked = 0;
    while (!inPre && marked < line.length() && "*#:;".indexOf(line.charAt(marked)) >= 0) {
      marked++;
    }
    if (marked > 0) {
      endParagraph();
      item(line.substring(0, Math.min(marked, MAX_LIST_DEPTH)), line.substring(marked));
      return;
    }
    lists("");
    plain(line);
  }

  private void plain(String line) {
    boolean opens = false;
    boolean closes = false;
    for (int i = line.indexOf(Marks.START); i >= 0; i = line.indexOf(Marks.START, i + 1)) {
      Marks.Mark mark = marks.at(line, i);
      boolean start = mark.kind() == Marks.Kind.OPEN;
      String element = mark.element();
      opens |= start ? OPENED.contains(element) : ENDED.contains(element);
      closes |=
          mark.kind() == Marks.Kind.BLOCK
              || (ENTERED.contains(element) && (start || !ENDED.contains(element)))
              || (!start && OPENED.contains(element) && !ENDED.contains(element));
      inPre = element.equals("pre") ? start : inPre;
    }
    if (opens || closes) {
      endParagraph();
      blankBefore = false;
      inBlock = !closes;
      out.append(line).append('\n');
    } else if (inBlock || inPre) {
      out.append(line).append('\n');
    } else {
      text(line);
    }
  }

  private void text(String line) {
    boolean blank = line.isBlank();
    if (!blank && line.charAt(0) == ' ' && !paragraph) {
      if (!preformatted) {
        endParagraph();
        out.append("<pre>");
        preformatted = true;
      }
      out.append(line, 1, line.length()).append('\n');
      blankBefore = false;
      return;
    }
    if (preformatted) {
      endParagraph();
    }
    if (blank) {
      if (blankBefore && paragraph) {
        out.append("<br>");
      }
      endParagraph();
      blankBefore = true;
      return;
    }
    if (!paragraph) {
      out.append("<p>");
      paragraph = true;
    }
    blankBefore = false;
    out.append(line).append('\n');
  }

  private void endParagraph() {
    if (paragraph || preformatted) {
      out.append(paragraph ? "</p>\n" : "</pre>\n");
    }
    paragraph = false;
    preformatted = false;
  }

  private void item(String marks, String rest) {
    lists(marks);
    char kind = marks.charAt(marks.length() - 1);
    int colon = kind == ';' ? colon(rest) : -1;
    if (colon >= 0) {
      out.append(rest, 0, colon).append("</dt><dd>").append(rest, colon + 1, rest.length());
      prefix = marks.substring(0, marks.length() - 1) + ':';
    } else {
      out.append(rest.stripLeading());
    }
    out.append('\n');
  }

  /** The colon behind a term: in no link and no element. */
  private int colon(String line) {
    int depth = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == Marks.START) {
        Marks.Kind kind = marks.at(line, i).kind();
        depth += kind == Marks.Kind.OPEN ? 1 : kind == Marks.Kind.CLOSE ? -1 : 0;
        i = Marks.end(line, i) - 1;
      } else if (c == ':' && depth <= 0) {
        return i;
      }
    }
    return -1;
  }

  /** Ends and begins lists, until those of a line's marks are open, with a new item. */
  private void lists(String next) {
    int common = 0;
    while (common < prefix.length() && common < next.length() && same(common, next)) {
      common++;
    }
    for (int i = prefix.length() - 1; i >= common; i--) {
      out.append("</").append(itemOf(prefix.charAt(i))).append("></");
      out.append(listOf(prefix.charAt(i))).append(">\n");
    }
    if (common > 0 && common == next.length()) {
      char before = prefix.charAt(common - 1);
      char now = next.charAt(common - 1);
      out.append("</").append(itemOf(before)).append("><").append(itemOf(now)).append('>');
    }
    for (int i = common; i < next.length(); i++) {
      out.append('<').append(listOf(next.charAt(i))).append("><");
      out.append(itemOf(next.charAt(i))).append('>');
    }
    prefix = next;
  }

  private boolean same(int i, String next) {
    return listOf(prefix.charAt(i)).equals(listOf(next.charAt(i)));
  }

  private static String listOf(char mark) {
    return switch (mark) {
      case '*' -> "ul";
      case '#' -> "ol";
      default -> "dl";
    };
  }

  private static String itemOf(char mark) {
    return switch (mark) {
      case '*', '#' -> "li";
      case ';' -> "dt";
      default -> "dd";
    };
  }
}
