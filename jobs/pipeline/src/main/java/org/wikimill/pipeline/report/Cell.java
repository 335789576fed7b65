package org.wikimill.pipeline.report;

/** A cell of a table of a page. */
interface Cell {
  void write(Markup out);

  static Cell text(String text) {
    return out -> out.text(text == null ? "" : text);
  }

  /** A name that may be of any script, with what it leads to, or null. */
  static Cell name(String name, String url) {
    return out -> out.name(name, url);
  }

  static Cell count(long count) {
    return text(Amounts.count(count));
  }

  /** Bytes in a unit that suits them, to the byte where one points at it. */
  static Cell bytes(long bytes) {
    return out ->
        out.html("<span title=\"")
            .text(Amounts.count(bytes) + " bytes")
            .html("\">")
            .text(Amounts.bytes(bytes))
            .html("</span>");
  }

  static Cell share(long part, long whole) {
    return text(Amounts.share(part, whole));
  }

  static Cell code(String code) {
    return out -> out.element("code", code == null ? "" : code);
  }
}
