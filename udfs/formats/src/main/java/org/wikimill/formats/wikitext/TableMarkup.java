package org.wikimill.formats.wikitext;

import java.util.ArrayDeque;
import java.util.Deque;

/** Tables: lines that begin with pipes become the tags of HTML's tables. */
final class TableMarkup {
  /** A table that has begun. */
  private static final class Table {
    private final int indents;
    private boolean row;
    private String rowAttributes = "";
    private String cell = "";

    Table(int indents) {
      this.indents = indents;
    }
  }

  private final Marks marks;
  private final Deque<Table> tables = new ArrayDeque<>();
  private final StringBuilder out = new StringBuilder();

  private TableMarkup(Marks marks) {
    this.marks = marks;
  }

  static String apply(String text, Marks marks) {
    return text.contains("{|") ? new TableMarkup(marks).lines(text) : text;
  }

  private String lines(String text) {
    int at = 0;
    while (at <= text.length()) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      line(text.substring(at, end));
      if (end < text.length()) {
        out.append('\n');
      }
      at = end + 1;
    }
    while (!tables.isEmpty()) {
      end("");
    }
    return out.toString();
  }

  private void line(String line) {
    String trimmed = line.strip();
    int indents = 0;
    while (indents < trimmed.length() && trimmed.charAt(indents) == ':') {
      indents++;
    }
    if (trimmed.substring(indents).stripLeading().startsWith("{|")) {
      start(indents, trimmed.substring(trimmed.indexOf("{|") + 2));
    } else if (tables.isEmpty()) {
      out.append(line);
    } else if (trimmed.startsWith("|}") && !trimmed.startsWith("|}}")) {
      end(trimmed.substring(2));
    } else if (trimmed.startsWith("|-")) {
      row(trimmed.substring(1));
    } else if (trimmed.startsWith("|+")) {
      cells("caption", trimmed.substring(2));
    } else if (trimmed.startsWith("|")) {
      cells("td", trimmed.substring(1));
    } else if (trimmed.startsWith("!")) {
      cells("th", trimmed.substring(1));
    } else {
      out.append(line);
    }
  }

  private void start(int indents, String attributes) {
    tables.push(new Table(indents));
    for (int i = 0; i < indents; i++) {
      out.append(marks.open("dl", "")).append(marks.open("dd", ""));
    }
    out.append(marks.open("table", TagMarkup.attributes(attributes)));
  }

  private void end(String rest) {
    Table table = tables.peek();
    endCell(table);
    endRow(table);
    tables.pop();
    out.append(marks.close("table"));
    for (int i = 0; i < table.indents; i++) {
      out.append(marks.close("dd")).append(marks.close("dl"));
    }
    out.append(rest);
  }

  private void endCell(Table table) {
    if (!table.cell.isEmpty()) {
      out.append(marks.close(table.cell));
      table.cell = "";
    }
  }

  private void endRow(Table table) {
    if (table.row) {
      out.append(marks.close("tr"));
      table.row = false;
    }
  }

  private void row(String dashes) {
    Table table = tables.peek();
    endCell(table);
    endRow(table);
    int end = 0;
    while (end < dashes.length() && dashes.charAt(end) == '-') {
      end++;
    }
    table.rowAttributes = TagMarkup.attributes(dashes.substring(end));
  }

  private void cells(String element, String line) {
    String cells = element.equals("th") ? line.replace("!!", "||") : line;
    int at = 0;
    while (true) {
      int end = cells.indexOf("||", at);
      cell(element, cells.substring(at, end < 0 ? cells.length() : end));
      if (end < 0) {
        return;
      }
      at = end + 2;
      out.append('\n');
    }
  }

  private void cell(String element, String source) {
    Table table = tables.peek();
    endCell(table);
    if (element.equals("caption")) {
      endRow(table);
    } else if (!table.row) {
      out.append(marks.open("tr", table.rowAttributes)).append('\n');
      table.row = true;
      table.rowAttributes = "";
    }
    int pipe = source.indexOf('|');
    boolean attributes = pipe >= 0 && !source.substring(0, pipe).contains("[[");
    table.cell = element;
    out.append(
        marks.open(element, attributes ? TagMarkup.attributes(source.substring(0, pipe)) : ""));
    out.append(attributes ? source.substring(pipe + 1) : source);
  }
}
