package org.wikimill.formats.html;

/** What a stretch of a page is. Every byte belongs to exactly one. */
public enum HtmlToken {
  /** Characters, with the character references among them. */
  TEXT,
  /** A start tag, attributes included. */
  START_TAG,
  /** An end tag; what looks like its attributes has no meaning. */
  END_TAG,
  /** A comment, or what counts as one: {@code <?...>}, {@code <!...>}, {@code </%...>}. */
  COMMENT,
  /** A document type declaration. */
  DOCTYPE,
  /** A CDATA section, which only SVG and MathML have: characters without references. */
  CDATA,
  /** Bytes that mean nothing: {@code </>}, and a tag inside which the input ends. */
  DROPPED
}
