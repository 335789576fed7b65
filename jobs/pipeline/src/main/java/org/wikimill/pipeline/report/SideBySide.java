package org.wikimill.pipeline.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A unified diff as two columns: what was taken away stands beside what came in its place.
 *
 * @param rows from top to bottom
 */
record SideBySide(List<Row> rows) {

  /** A row of both columns. */
  sealed interface Row {}

  /** The place of what follows, as the diff has it. */
  record Place(String header) implements Row {}

  /** A line that both have. */
  record Same(String line) implements Row {}

  /**
   * Lines that differ.
   *
   * @param before null if nothing was there
   * @param after null if nothing came in its place
   */
  record Changed(String before, String after) implements Row {}

  /**
   * The columns of a diff.
   *
   * @param lines without the names of files
   */
  static SideBySide of(List<String> lines) {
    List<Row> rows = new ArrayList<>();
    Deque<String> taken = new ArrayDeque<>();
    Deque<String> added = new ArrayDeque<>();
    for (String line : lines) {
      if (line.startsWith("-") && added.isEmpty()) {
        taken.add(line.substring(1));
      } else if (line.startsWith("+")) {
        added.add(line.substring(1));
      } else {
        flush(taken, added, rows);
        if (line.startsWith("-")) {
          taken.add(line.substring(1));
        } else if (line.startsWith("@@")) {
          rows.add(new Place(line));
        } else {
          rows.add(new Same(line.isEmpty() ? line : line.substring(1)));
        }
      }
    }
    flush(taken, added, rows);
    return new SideBySide(rows);
  }

  private static void flush(Deque<String> taken, Deque<String> added, List<Row> rows) {
    while (!taken.isEmpty() || !added.isEmpty()) {
      rows.add(new Changed(taken.poll(), added.poll()));
    }
  }

  /** Writes the columns, which scroll if there are many rows. */
  void write(Markup out) {
    out.html("<div class=\"scroll\" role=\"region\" aria-label=\"A and B\" tabindex=\"0\">\n")
        .html("<table class=\"diff\"><thead><tr><th scope=\"col\">A</th>")
        .html("<th scope=\"col\">B</th></tr></thead>\n<tbody>\n");
    rows.forEach(row -> write(row, out));
    out.html("</tbody></table></div>\n");
  }

  private static void write(Row row, Markup out) {
    out.html("<tr>");
    if (row instanceof Place place) {
      out.html("<td colspan=\"2\" class=\"place\">").text(place.header).html("</td>");
    } else if (row instanceof Same same) {
      out.element("td", same.line).element("td", same.line);
    } else if (row instanceof Changed changed) {
      side(out, "del", changed.before);
      side(out, "ins", changed.after);
    }
    out.html("</tr>\n");
  }

  private static void side(Markup out, String element, String line) {
    if (line == null) {
      out.html("<td class=\"none\"></td>");
    } else {
      out.html("<td class=\"" + element + "\">").element(element, line).html("</td>");
    }
  }
}
