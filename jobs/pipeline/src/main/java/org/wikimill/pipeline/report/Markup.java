package org.wikimill.pipeline.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.wikimill.formats.html.HtmlEscape;

/** HTML that is being written. What comes from builds becomes text or a value, never markup. */
final class Markup {
  private final StringBuilder out = new StringBuilder();

  /** Adds markup, as it is. */
  Markup html(String html) {
    out.append(html);
    return this;
  }

  /** Adds text. What is no character becomes U+FFFD, controls too but tabs and line ends. */
  Markup text(String text) {
    out.append(escaped(text));
    return this;
  }

  /** Adds an element of nothing but text. */
  Markup element(String name, String text) {
    return element(name, "", text);
  }

  /** The same, of a class. */
  Markup element(String name, String styleClass, String text) {
    String attribute = styleClass.isEmpty() ? "" : " class=\"" + styleClass + "\"";
    return html("<" + name + attribute + ">").text(text).html("</" + name + ">");
  }

  /**
   * Adds a name that may be of any script and direction, as a link if there is something behind.
   */
  Markup name(String name, String url) {
    if (url == null) {
      return html("<bdi>").text(name).html("</bdi>");
    }
    return html("<a href=\"").text(url).html("\"><bdi>").text(name).html("</bdi></a>");
  }

  /** Adds a number that is to be seen first. */
  Markup tile(String name, String value) {
    return html("<div>").element("dt", name).element("dd", value).html("</div>\n");
  }

  /** Adds a table, each of whose rows has a cell for each column; more are left out. */
  Markup table(String caption, List<Column> columns, List<List<Cell>> rows) {
    html("<table>").element("caption", caption).html("<thead><tr>");
    for (Column column : columns) {
      html("<th scope=\"col\"" + column.styleClass() + ">").text(column.name()).html("</th>");
    }
    html("</tr></thead>\n<tbody>\n");
    for (List<Cell> row : rows) {
      html("<tr>");
      for (int i = 0; i < columns.size(); i++) {
        html("<td" + columns.get(i).styleClass() + ">");
        row.get(i).write(this);
        html("</td>");
      }
      html("</tr>\n");
    }
    return html("</tbody></table>\n");
  }

  private static String escaped(String text) {
    return HtmlEscape.escape(
        text.replaceAll("[\\p{Cntrl}\\p{Cs}&&[^\\t\\n]]", "\ufffd"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
