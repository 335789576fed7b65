package org.wikimill.pipeline.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.wikimill.connectors.io.Digests;
import org.wikimill.connectors.io.NewFile;
import org.wikimill.connectors.io.Store;
import org.wikimill.pipeline.manifest.Json;

/**
 * A page that is one file: style, scripts and data are in it, and its policy lets it load nothing.
 *
 * <p>All it says is in its text and tables. Charts are drawn above these from the data, by the
 * scripts of the page, which its policy knows by their sums.
 */
final class Page {
  private static final List<String> SCRIPTS =
      List.of("d3/d3.min.js", "plot/plot.umd.min.js", "report.js");

  private static final List<String> LICENCES =
      List.of("plot/LICENSE", "plot/LICENSE.bundled", "d3/LICENSE");

  private record Section(String id, String heading, Markup body) {}

  private final String title;
  private final Markup header;
  private final List<Section> sections = new ArrayList<>();

  /**
   * A page without sections.
   *
   * @param header what stands above them
   */
  Page(String title, Markup header) {
    this.title = title;
    this.header = header;
  }

  /** Adds a section; returns its content, to be written. */
  Markup section(String id, String heading) {
    Markup body = new Markup();
    sections.add(new Section(id, heading, body));
    return body;
  }

  /** A place for a chart, which {@code report.js} knows by its name. */
  static String chart(String name, String says) {
    return "<figure data-chart=\"" + name + "\" data-says=\"" + says + "\"></figure>\n";
  }

  /**
   * Writes the page to a file.
   *
   * @param data what its charts show
   */
  void write(Store store, String name, Object data) throws IOException {
    try (NewFile file = store.create(name)) {
      file.write(html(data).getBytes(StandardCharsets.UTF_8));
      file.commit();
    }
  }

  /** The page as text. */
  String html(Object data) throws IOException {
    List<String> scripts = new ArrayList<>();
    for (String script : SCRIPTS) {
      scripts.add("\n" + resource(script).strip() + "\n");
    }
    Markup out = new Markup();
    out.html("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
        .html("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy(scripts) + "\">\n")
        .html("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
        .html("<meta name=\"robots\" content=\"noindex\">\n")
        .element("title", title)
        .html("\n<style>\n" + resource("report.css") + "</style>\n</head>\n<body>\n<header>\n")
        .html(header.toString())
        .html(contents() + "</header>\n<main>\n");
    for (Section section : sections) {
      out.html("<section id=\"" + section.id + "\">\n")
          .element("h2", section.heading)
          .html("\n" + section.body + "</section>\n");
    }
    out.html("</main>\n<footer>\n" + licences() + "</footer>\n")
        .html("<script type=\"application/json\" id=\"data\">\n" + embedded(data) + "</script>\n");
    scripts.forEach(script -> out.html("<script>" + script + "</script>\n"));
    return out.html("</body></html>\n").toString();
  }

  /** Nothing from anywhere: no request, no frame, no form, no script but those of the page. */
  private static String policy(List<String> scripts) {
    return scripts.stream()
        .map(script -> Digests.sha256().digest(script.getBytes(StandardCharsets.UTF_8)))
        .map(sum -> "'sha256-" + Base64.getEncoder().encodeToString(sum) + "'")
        .collect(
            Collectors.joining(
                " ",
                "default-src 'none'; style-src 'unsafe-inline'; script-src ",
                "; base-uri 'none'; form-action 'none'"));
  }

  private String contents() {
    return sections.stream()
        .map(section -> "<a href=\"#" + section.id + "\">" + section.heading + "</a>\n")
        .collect(Collectors.joining("", "<nav aria-label=\"Sections\">\n", "</nav>\n"));
  }

  private static String licences() throws IOException {
    Markup out = new Markup();
    out.html("<details><summary>Charts: Observable Plot and D3; their licences</summary>\n");
    for (String licence : LICENCES) {
      out.html("<pre>").text(resource(licence)).html("</pre>\n");
    }
    return out.html("</details>\n").toString();
  }

  /** JSON in which nothing can end a script or, where it is read as a script, a line. */
  static String embedded(Object data) throws IOException {
    return new String(Json.bytes(data), StandardCharsets.UTF_8)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
