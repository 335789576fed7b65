package org.wikimill.formats.wikitext;

import java.util.ArrayList;
import java.util.List;

/** Bold and italics: runs of apostrophes, line by line. */
final class QuoteMarkup {
  private QuoteMarkup() {}

  static String apply(String text) {
    if (!text.contains("''")) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 64);
    int at = 0;
    while (at <= text.length()) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      line(text.substring(at, end), out);
      if (end < text.length()) {
        out.append('\n');
      }
      at = end + 1;
    }
    return out.toString();
  }

  /** Texts at even places; between them, how many apostrophes count: 2, 3 or 5. */
  private static void line(String line, StringBuilder out) {
    if (!line.contains("''")) {
      out.append(line);
      return;
    }
    List<String> texts = new ArrayList<>();
    List<Integer> runs = new ArrayList<>();
    split(line, texts, runs);
    long bold = runs.stream().filter(run -> run != 2).count();
    long italic = runs.stream().filter(run -> run != 3).count();
    if (bold % 2 == 1 && italic % 2 == 1) {
      balance(texts, runs);
    }
    write(texts, runs, out);
  }

  private static void split(String line, List<String> texts, List<Integer> runs) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < line.length()) {
      int end = at;
      while (end < line.length() && line.charAt(end) == '\'') {
        end++;
      }
      int run = end - at;
      if (run < 2) {
        text.append(line.charAt(at++));
        continue;
      }
      int counted = run == 4 ? 3 : Math.min(run, 5);
      text.append("'".repeat(run - counted));
      texts.add(text.toString());
      text.setLength(0);
      runs.add(counted);
      at = end;
    }
    texts.add(text.toString());
  }

  /** One of the bold marks is an apostrophe and italics: best one behind a single letter. */
  private static void balance(List<String> texts, List<Integer> runs) {
    int afterWord = -1;
    int afterBlank = -1;
    for (int i = 0; i < runs.size(); i++) {
      if (runs.get(i) != 3) {
        continue;
      }
      String before = texts.get(i);
      int length = before.length();
      boolean blank = length > 0 && before.charAt(length - 1) == ' ';
      boolean letter = !blank && length > 1 && before.charAt(length - 2) == ' ';
      if (letter) {
        turn(texts, runs, i);
        return;
      }
      if (blank) {
        afterBlank = afterBlank < 0 ? i : afterBlank;
      } else {
        afterWord = afterWord < 0 ? i : afterWord;
      }
    }
    int chosen = afterWord >= 0 ? afterWord : afterBlank;
    if (chosen >= 0) {
      turn(texts, runs, chosen);
    }
  }

  private static void turn(List<String> texts, List<Integer> runs, int i) {
    texts.set(i, texts.get(i) + "'");
    runs.set(i, 2);
  }

  private static void write(List<String> texts, List<Integer> runs, StringBuilder out) {
    String open = "";
    for (int i = 0; i < runs.size(); i++) {
      out.append(texts.get(i));
      String next = after(open, runs.get(i), nextOf(runs, i));
      change(open, next, out);
      open = next;
    }
    out.append(texts.get(texts.size() - 1));
    change(open, "", out);
  }

  /** The mark behind the next one decides what five apostrophes open first. */
  private static int nextOf(List<Integer> runs, int i) {
    return i + 1 < runs.size() ? runs.get(i + 1) : 0;
  }

  /** The open elements, outermost first, behind a run. */
  private static String after(String open, int run, int next) {
    return switch (run) {
      case 2 -> toggled(open, "i");
      case 3 -> toggled(open, "b");
      default ->
          switch (open) {
            case "" -> next == 3 ? "ib" : "bi";
            case "b" -> "i";
            case "i" -> "b";
            default -> "";
          };
    };
  }

  private static String toggled(String open, String element) {
    return open.contains(element) ? open.replace(element, "") : open + element;
  }

  private static void change(String from, String to, StringBuilder out) {
    int common = 0;
    while (common < from.length()
        && common < to.length()
        && from.charAt(common) == to.charAt(common)) {
      common++;
    }
    for (int i = from.length() - 1; i >= common; i--) {
      out.append("</").append(from.charAt(i)).append('>');
    }
    for (int i = common; i < to.length(); i++) {
      out.append('<').append(to.charAt(i)).append('>');
    }
  }
}
