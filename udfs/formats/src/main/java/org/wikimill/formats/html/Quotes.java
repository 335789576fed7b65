package org.wikimill.formats.html;

/** How the value of an attribute is delimited. */
public enum Quotes {
  /** {@code name="value"}. */
  DOUBLE,
  /** {@code name='value'}. */
  SINGLE,
  /** {@code name=value}. */
  NONE,
  /** {@code name} alone: an empty value, which no byte stands for. */
  NO_VALUE
}
