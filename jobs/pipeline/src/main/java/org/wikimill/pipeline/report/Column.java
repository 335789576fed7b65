package org.wikimill.pipeline.report;

/**
 * A column of a table of a page.
 *
 * @param name what stands above it
 * @param styleClass how it is shown, as an attribute
 */
record Column(String name, String styleClass) {
  static Column of(String name) {
    return new Column(name, "");
  }

  /** One of numbers. */
  static Column number(String name) {
    return new Column(name, " class=\"number\"");
  }

  /** One of numbers that narrow windows leave out. */
  static Column asideNumber(String name) {
    return new Column(name, " class=\"number aside\"");
  }

  /** One that narrow windows leave out. */
  static Column aside(String name) {
    return new Column(name, " class=\"aside\"");
  }
}
