package org.wikimill.formats.wikitext;

/** What {@code #invoke} calls. */
@FunctionalInterface
interface Modules {
  /** The wikitext that a module gives; nothing if it is not there or fails. */
  String invoke(Expander expander, FunctionCall call);
}
